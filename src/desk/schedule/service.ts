import { z } from 'zod'
import { typeName } from '../../../config/college.ts'
import { invitedTo, ownAnswer, repliesOf } from '../../attendance/service.ts'
import { oneFor, ref } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, type MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import type { Receiver } from '../../letters/types.ts'
import { dutiesToday } from '../../measures/service.ts'
import { meetingsBetween } from '../../meetings/service.ts'
import { mayChange } from '../../planning/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { branches, rightsOf } from '../../roster/service.ts'
import type { Rights } from '../../roster/types.ts'
import { askedIn, weeksFrom } from './rules.ts'
import { type Asked, OfAsked, type Row, type Schedule, type Weeks } from './types.ts'
import { isBefore } from '../../time/order.ts'
import { instantOf, today } from '../../time/dates.ts'

export { answers as answerWords } from './words.ts'

/** Sends the meetings of this week and the next where it was asked; those of a branch that was named, privately. */
export async function sendSchedule(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const { who, chat, inGroup, messageId, text } = said
  const letter = oneFor('desk.schedule', messageId)
  if (text === '') {
    const where = inGroup ? { to: { chat }, replyTo: messageId } : { to: { person: who } }
    return writeLetters(ctx, tx, [{ ...letter, ref: askedRef.text({ of: 'own', about: [] }), ...where }])
  }
  const asked = askedIn(text, { rights: await rightsOf(ctx, tx, who), branches: await branches(tx) })
  await writeLetters(ctx, tx, [{ ...letter, ref: askedRef.text(asked), to: { person: who } }])
}

/** What a list shows: what was asked, about which branches, or why it is refused. */
export const askedRef = ref('{of}/{about}', {
  of: OfAsked,
  about: z
    .string()
    .transform((text): Asked['about'] =>
      text === '' ? [] : text.split(',').map((id) => BranchId.parse(id)),
    ),
})

/** A group's meetings; or those that a person is invited to, hosts or looks after. In order of time. */
export async function scheduleFor(ctx: Ctx, tx: Tx, reader: Receiver): Promise<Schedule> {
  const weeks = await weeksOf(ctx, tx)
  if ('chat' in reader) {
    const here = weeks.all.filter(({ chat }) => chat === reader.chat)
    return scheduleWith(ctx, tx, { weeks, meetings: here, reader: null, cadenceOf: [] })
  }
  const { person: who } = reader
  const rights = await rightsOf(ctx, tx, who)
  const mine = await ownAmong(tx, weeks.all, { who, rights })
  return scheduleWith(ctx, tx, {
    weeks,
    meetings: mine,
    reader: { who, rights },
    cadenceOf: rights.leads,
  })
}

/** A branch's meetings, for whoever looks after it. In order of time. */
export async function scheduleOf(
  ctx: Ctx,
  tx: Tx,
  { branch, who }: { branch: BranchId; who: MemberId },
): Promise<Schedule> {
  const weeks = await weeksOf(ctx, tx)
  const meetings = weeks.all.filter((one) => one.branch === branch)
  const reader = { who, rights: await rightsOf(ctx, tx, who) }
  return scheduleWith(ctx, tx, { weeks, meetings, reader, cadenceOf: [branch] })
}

/** What a reader looks for among the meetings of these days; `until` is the day after; null: any. */
export type Sought = Weeks & { branch: BranchId | 'college' | null; type: string | null }

/** The meetings that a person may see in these days, and those that are looked for, `most` of them. In order of time. */
export async function scheduleBetween(
  ctx: Ctx,
  tx: Tx,
  { reader, sought, most }: { reader: Reader; sought: Sought; most: number },
): Promise<{ seen: readonly Meeting[]; found: Schedule & { further: number } }> {
  const [from, to] = [sought.from, sought.to].map((day) => instantOf(day, ctx.settings.timezone))
  const all = from && to ? await meetingsBetween(tx, from, to) : []
  const seen = await seenAmong(tx, all, reader)
  const { types } = ctx.settings
  const meetings = seen.filter(
    (one) =>
      (sought.branch === null || sought.branch === (one.branch ?? 'college')) &&
      (sought.type === null || one.types.some((type) => typeName(types, type) === sought.type)),
  )
  const listing = { weeks: sought, meetings: meetings.slice(0, most), reader, cadenceOf: [] }
  const found = await scheduleWith(ctx, tx, listing)
  return { seen, found: { ...found, further: Math.max(0, meetings.length - most) } }
}

/** Those of these meetings that a person is invited to, hosts, or looks after in any office. (domain §5) */
export async function seenAmong(tx: Tx, all: readonly Meeting[], reader: Reader): Promise<Meeting[]> {
  const own = new Set(await ownAmong(tx, all, reader))
  const { inspects } = reader.rights
  return all.filter((one) => own.has(one) || (one.branch !== null && inspects.includes(one.branch)))
}

async function weeksOf(ctx: Ctx, tx: Tx) {
  const weeks = weeksFrom(today(ctx))
  const [from, to] = [weeks.from, weeks.to].map((day) => instantOf(day, ctx.settings.timezone))
  return { ...weeks, all: from && to ? await meetingsBetween(tx, from, to) : [] }
}

type Reader = { who: MemberId; rights: Rights }
type Listing = {
  weeks: Pick<Schedule, 'from' | 'to'>
  meetings: readonly Meeting[]
  /** The person for whom what may be changed is offered; null in a group. */
  reader: Reader | null
  cadenceOf: readonly BranchId[]
}

async function scheduleWith(ctx: Ctx, tx: Tx, listing: Listing): Promise<Schedule> {
  const { weeks, meetings, reader, cadenceOf } = listing
  const names = new Map((await branches(tx)).map(({ id, short }) => [id, short]))
  const rowOf = async (meeting: Meeting): Promise<Row> => ({
    meeting,
    branch: meeting.branch && (names.get(meeting.branch) ?? meeting.branch),
    said: await repliesOf(tx, meeting.id),
    own:
      reader !== null && meeting.announced
        ? await ownAnswer(tx, { meeting: meeting.id, who: reader.who })
        : null,
    ...offers(ctx, meeting, reader),
  })
  return {
    from: weeks.from,
    to: weeks.to,
    rows: await each(meetings, rowOf),
    cadence: await each(cadenceOf, async (id) => ({
      branch: names.get(id) ?? id,
      duties: await dutiesToday(ctx, tx, id),
    })),
  }
}

function offers(ctx: Ctx, meeting: Meeting, reader: Reader | null): Pick<Row, 'mayChange' | 'maySee'> {
  const may =
    reader !== null && meeting.state === 'scheduled' && mayChange(reader.rights, reader.who, meeting)
  const isAhead = isBefore(ctx.now(), meeting.startsAt)
  return { mayChange: may && isAhead, maySee: may && !isAhead }
}

async function ownAmong(tx: Tx, all: readonly Meeting[], { who, rights }: Reader): Promise<Meeting[]> {
  if (all.length === 0) return []
  const invited = new Set(
    await invitedTo(
      tx,
      who,
      all.map(({ id }) => id),
    ),
  )
  return all.filter((one) => invited.has(one.id) || mayChange(rights, who, one))
}

// A transaction answers one question after the other.
async function each<T, R>(all: readonly T[], of: (one: T) => Promise<R>): Promise<R[]> {
  const found: R[] = []
  for (const one of all) found.push(await of(one))
  return found
}
