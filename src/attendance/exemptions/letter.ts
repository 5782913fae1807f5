import { isNewest } from '../../letters/service.ts'
import type { LetterHandler, LetterKinds } from '../../letters/types.ts'
import { branch, nameOf, namesOf, peopleIn } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { rightInBranch } from '../rights/service.ts'
import { exemptAskedCard, exemptDecidedCard, exemptionsCard, noExemptionsCard } from './card.ts'
import {
  deciderOf,
  exemptionsOf,
  exemptionsRef,
  mayPropose,
  mayRead,
  proposalById,
  proposalRef,
} from './service.ts'
import { causes } from './words.ts'

/** Who does not count in a branch, and why: for its secretary and the administrators. (domain §5, row 5) */
const list: LetterHandler = {
  urgency: 'answer',
  why: causes.list,
  isRelevant: async () => true,
  async render(ctx, tx, letter) {
    const { branch: id } = exemptionsRef.parse(letter.ref)
    const { short } = await branch(tx, id)
    if (!(await isNewest(tx, letter))) return noExemptionsCard(short, 'superseded')
    const reader = 'person' in letter.to ? { who: letter.to.person, branch: id } : null
    if (reader === null || !(await mayRead(ctx, tx, reader))) return noExemptionsCard(short, 'closed')
    const proposals = await exemptionsOf(tx, id)
    const members = (await peopleIn(tx, { kind: 'branch', branch: id }, today(ctx))).map((one) => one.id)
    const names = await namesOf(tx, [...members, ...proposals.map(({ who }) => who)], id)
    return exemptionsCard({
      branch: { id, short },
      proposals: proposals.map((one) => ({ ...one, name: names.get(one.who) ?? one.who })),
      choices: members.map((who) => ({ id: who, name: names.get(who) ?? who })),
      classes: ctx.settings.attendance.exemptions,
      mayPropose: await mayPropose(ctx, tx, reader),
      today: today(ctx),
    })
  },
}

const waits: LetterHandler['isRelevant'] = async (_ctx, tx, { ref }) =>
  (await proposalById(tx, proposalRef.parse(ref).id)).state === 'proposed'

const asked: LetterHandler = {
  urgency: 'answer',
  why: causes.asked,
  branchOf: async (tx, { ref }) => (await proposalById(tx, proposalRef.parse(ref).id)).branch,
  holder: async (_ctx, tx, { ref }) => deciderOf(tx, await proposalById(tx, proposalRef.parse(ref).id)),
  isRelevant: waits,
  async render(ctx, tx, { ref, to }) {
    const proposal = await proposalById(tx, proposalRef.parse(ref).id)
    const { branch: id } = proposal
    const reader = 'person' in to ? to.person : null
    const right = reader && (await rightInBranch(ctx, tx, { act: 'approveExempt', who: reader, branch: id }))
    return exemptAskedCard({
      proposal: { ...proposal, name: await nameOf(tx, proposal.who, id) },
      branch: (await branch(tx, id)).short,
      by: await nameOf(tx, proposal.by, id),
      mayDecide: right !== null,
    })
  },
  open: waits,
}

const decided: LetterHandler = {
  urgency: 'answer',
  why: causes.decided,
  isRelevant: async () => true,
  async render(_ctx, tx, { ref }) {
    const { who, branch: id, state } = await proposalById(tx, proposalRef.parse(ref).id)
    return exemptDecidedCard({ name: await nameOf(tx, who, id), state })
  },
}

/** What is said about who does not count in 应到. */
export const exemptionLetters = {
  'attendance.exemptions': list,
  'attendance.exemptAsked': asked,
  'attendance.exemptDecided': decided,
} satisfies Partial<LetterKinds>
