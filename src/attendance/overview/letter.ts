import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { isNewest } from '../../letters/service.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { nameOf } from '../../roster/service.ts'
import { refusalToAdjourn } from '../adjourning/service.ts'
import { digitsOf } from '../code/service.ts'
import { quorumOf } from '../quorum/service.ts'
import { rightTo } from '../rights/service.ts'
import { noOverviewCard, overviewCard, type OverviewView } from './card.ts'
import { overviewRef, peopleOf } from './service.ts'
import * as store from './store.ts'
import { cause } from './words.ts'

/** Who answered what, or who came, by name: for those who look after the meeting. (domain §5, row 12) */
export const overviewLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  async render(ctx, tx, letter) {
    const meeting = await meetingById(tx, overviewRef.parse(letter.ref).meeting)
    if (!(await isNewest(tx, letter))) return noOverviewCard(meeting, 'superseded')
    const right = await rightOf(ctx, tx, { to: letter.to, meeting })
    // An office that has ended shows nobody any more.
    if (right === null) return noOverviewCard(meeting, 'closed')
    const people = await peopleOf(ctx, tx, meeting)
    return overviewCard({
      meeting,
      ...people,
      reminder: await reminderOf(tx, meeting),
      mayAct: right === 'yes',
      digits: right === 'yes' ? await digitsOf(tx, meeting.id) : null,
      ...(people.phase === 'before' ? NO_QUORUM : await votingOf(ctx, tx, meeting)),
      now: ctx.now(),
    })
  },
}

const NO_QUORUM = { quorum: null, mayAdjourn: false }

async function votingOf(
  ctx: Ctx,
  tx: Tx,
  meeting: Meeting,
): Promise<Pick<OverviewView, 'quorum' | 'mayAdjourn'>> {
  const quorum = await quorumOf(ctx, tx, meeting)
  if (quorum === null || quorum.isMet) return { quorum, mayAdjourn: false }
  return { quorum, mayAdjourn: (await refusalToAdjourn(ctx, tx, { meeting, at: ctx.now() })) === null }
}

async function rightOf(ctx: Ctx, tx: Tx, { to, meeting }: Pick<Letter, 'to'> & { meeting: Meeting }) {
  return 'person' in to ? rightTo(ctx, tx, { act: 'readByName', who: to.person, meeting }) : null
}

async function reminderOf(tx: Tx, { id, branch }: Meeting): Promise<OverviewView['reminder']> {
  const last = await store.lastReminder(tx, { meeting: id })
  return last === null ? null : { ...last, by: await nameOf(tx, last.by, branch) }
}
