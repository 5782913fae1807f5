import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'
import type { Letter, LetterHandler, LetterKinds } from '../../letters/types.ts'
import { branch, everyBranch, leadOf, nameOf, rightsOf } from '../../roster/service.ts'
import { choosableOnes } from '../candidates/service.ts'
import { rowsOf } from '../plan/service.ts'
import { assignedRef, revisionRef, visitById, visitsIn } from '../visits/service.ts'
import { comingCard, type NearView, overviewCard, remindCard, visitsCard } from './card.ts'
import { notedRef, visitOf } from './service.ts'
import { causes, notes } from './words.ts'

function termNamed(ctx: Ctx, id: string): { id: string; name: string } {
  return { id, name: ctx.settings.terms.find((one) => one.id === id)?.name ?? id }
}

const answer = { urgency: 'answer', why: causes.asked, isRelevant: async () => true } as const

// A seat in the committee that has ended shows nothing any more.
const overview: LetterHandler = {
  ...answer,
  async render(ctx, tx, { ref: term, to }) {
    const rights = 'person' in to ? await rightsOf(ctx, tx, to.person) : null
    if (rights?.committee !== true) return { text: notes.mayNot() }
    const edit = rights.admin ? { people: await choosableOnes(tx) } : null
    return overviewCard({ term: termNamed(ctx, term), rows: await rowsOf(ctx, tx, term), edit })
  },
}

const visits: LetterHandler = {
  ...answer,
  async render(ctx, tx, { ref }) {
    const { term, who } = assignedRef.parse(ref)
    const short = new Map((await everyBranch(tx)).map((one) => [one.id, one.short]))
    const own = (await visitsIn(tx, term)).filter(({ inspector }) => inspector === who)
    return visitsCard({
      term: termNamed(ctx, term),
      visits: own.map((visit) => ({ visit, branch: short.get(visit.branch) ?? visit.branch })),
    })
  },
}

async function isToBeMade(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  return (await visitOf(tx, ref)) !== null
}

async function branchIn(tx: Tx, { ref }: Letter): Promise<BranchId> {
  return (await visitById(tx, revisionRef.parse(ref).visit)).branch
}

async function nearIn(tx: Tx, { ref }: Letter): Promise<NearView> {
  const { branch: of, stage } = await visitById(tx, revisionRef.parse(ref).visit)
  const { short } = await branch(tx, of)
  return { branch: short, visit: await visitOf(tx, ref), isMade: stage !== 'planned' }
}

const remind: LetterHandler = {
  urgency: 'reminder',
  atDesk: true,
  why: causes.remind,
  branchOf: branchIn,
  isRelevant: isToBeMade,
  render: async (_ctx, tx, letter) => remindCard(await nearIn(tx, letter)),
  open: isToBeMade,
}

const coming: LetterHandler = {
  urgency: 'notice',
  why: causes.coming,
  branchOf: branchIn,
  holder: async (ctx, tx, letter) => leadOf(ctx, tx, await branchIn(tx, letter)),
  isRelevant: isToBeMade,
  async render(_ctx, tx, letter) {
    const { inspector } = await visitById(tx, revisionRef.parse(letter.ref).visit)
    return comingCard({ ...(await nearIn(tx, letter)), inspector: await nameOf(tx, inspector, null) })
  },
}

/** How a term's inspections are shown to each who has part in them. */
export const overviewLetters = {
  'inspections.overview': overview,
  'inspections.visits': visits,
  'inspections.assigned': { ...visits, urgency: 'notice', why: causes.assigned },
  'inspections.remind': remind,
  'inspections.coming': coming,
  'inspections.noted': {
    ...answer,
    async render(_ctx, _tx, { ref }) {
      const { noted, about } = notedRef.parse(ref)
      return { text: notes[noted](about) }
    },
  },
} satisfies Partial<LetterKinds>
