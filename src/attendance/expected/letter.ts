import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { isNewest } from '../../letters/service.ts'
import type { LetterHandler } from '../../letters/types.ts'
import { dayOf, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { namesOf, peopleIn } from '../../roster/service.ts'
import { everyone, frozenAt, handChanges } from '../list/service.ts'
import { type ListView, listCard, noListCard } from './card.ts'
import { listRef, rightsIn } from './service.ts'
import { cause } from './words.ts'

/** So many changes by hand are shown. */
const NEWEST = 10

/** Who is expected, by name: for those who look after the meeting. (domain §5, row 12) */
export const listLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  async render(ctx, tx, letter) {
    const meeting = await meetingById(tx, listRef.parse(letter.ref).meeting)
    if (!(await isNewest(tx, letter))) return noListCard(meeting, 'superseded')
    const may = 'person' in letter.to && (await rightsIn(ctx, tx, { who: letter.to.person, meeting }))
    // An office that has ended shows nobody any more.
    if (may === false || !may.read) return noListCard(meeting, 'closed')
    return listCard({ meeting, may, ...(await shownOf(ctx, tx, meeting)) })
  },
}

async function shownOf(_ctx: Ctx, tx: Tx, meeting: Meeting): Promise<Omit<ListView, 'meeting' | 'may'>> {
  const { branch } = meeting
  const list = await everyone(tx, meeting.id)
  const made = (await handChanges(tx, meeting.id)).slice(-NEWEST).toReversed()
  const members = branch === null ? [] : await peopleIn(tx, { kind: 'branch', branch }, dayOf(meeting))
  const ids = [...list, ...made, ...made.map(({ by: who }) => ({ who }))].map(({ who }) => who)
  const names = await namesOf(tx, [...ids, ...members.map(({ id }) => id)], branch)
  const nameOf = (id: (typeof ids)[number]) => names.get(id) ?? id
  return {
    frozenAt: await frozenAt(tx, meeting.id),
    people: list.map(({ who, role }) => ({ role, name: nameOf(who) })),
    choices: members.map(({ id }) => ({ id, name: nameOf(id) })),
    changes: made.map((one) => ({ ...one, by: nameOf(one.by), who: nameOf(one.who) })),
  }
}
