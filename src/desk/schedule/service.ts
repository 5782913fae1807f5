import { invitedTo, repliesOf } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Receiver, Said } from '../../letters/types.ts'
import { cadenceBlock, mayChange, meetingsBetween } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { branches, rightsOf, today } from '../../roster/service.ts'
import type { Rights } from '../../roster/types.ts'
import { weeksFrom } from './rules.ts'
import type { Row, Schedule } from './types.ts'

/** Sends the meetings of this week and the next, where it was asked. */
export async function sendSchedule(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const { who, chat, inGroup, messageId } = said
  const letter = { key: `desk.schedule:${messageId}`, kind: 'desk.schedule', ref: messageId } as const
  const where = inGroup ? { to: { chat }, replyTo: messageId } : { to: { person: who } }
  await writeLetters(ctx, tx, [{ ...letter, ...where }])
}

/** A group's meetings; or those that a person is invited to, hosts or looks after. In order of time. */
export async function scheduleFor(ctx: Ctx, tx: Tx, reader: Receiver): Promise<Schedule> {
  const weeks = weeksFrom(today(ctx))
  const [from, to] = [weeks.from, weeks.to].map((day) =>
    day.toZonedDateTime(ctx.college.timezone).toInstant(),
  )
  const all = from && to ? await meetingsBetween(tx, from, to) : []
  const names = new Map((await branches(tx)).map(({ id, short }) => [id, short]))
  const rowOf = async (meeting: Meeting, may: boolean): Promise<Row> => ({
    meeting,
    branch: meeting.branch && (names.get(meeting.branch) ?? meeting.branch),
    said: await repliesOf(tx, meeting.id),
    mayChange: may,
  })
  if ('chat' in reader) {
    const here = all.filter(({ chat }) => chat === reader.chat)
    return { ...weeks, rows: await each(here, (one) => rowOf(one, false)), cadence: [] }
  }
  const rights = await rightsOf(ctx, tx, reader.person)
  const mine = await ownAmong(tx, all, { who: reader.person, rights })
  return {
    ...weeks,
    rows: await each(mine, (one) => rowOf(one, isAhead(ctx, one) && mayChange(rights, reader.person, one))),
    cadence: await each(rights.secretaryOf, async (id) => ({
      branch: names.get(id) ?? id,
      block: await cadenceBlock(ctx, tx, id),
    })),
  }
}

async function ownAmong(
  tx: Tx,
  all: readonly Meeting[],
  { who, rights }: { who: MemberId; rights: Rights },
): Promise<Meeting[]> {
  const invited = new Set(
    await invitedTo(
      tx,
      who,
      all.map(({ id }) => id),
    ),
  )
  return all.filter((one) => invited.has(one.id) || mayChange(rights, who, one))
}

function isAhead(ctx: Ctx, { state, startsAt }: Meeting): boolean {
  return state === 'scheduled' && Temporal.Instant.compare(ctx.now(), startsAt) < 0
}

// A transaction answers one question after the other.
async function each<T, R>(all: readonly T[], of: (one: T) => Promise<R>): Promise<R[]> {
  const found: R[] = []
  for (const one of all) found.push(await of(one))
  return found
}
