import { typeName } from '../../../config/college.ts'
import { isRecorded } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { earlier, isWithin, later } from '../../time/order.ts'
import type { Facts, Part, Roll, Sitting, Subject, Window } from '../types.ts'
import { outcomeIn, partIn } from './rules.ts'
import * as store from './store.ts'
import type { Meeting } from './types.ts'

type Of = { subject: Subject; window: Window }
type OfEach = { subject: Subject; windows: readonly Window[] }

/** All that the figures of a subject and a window are counted from. A person owes no records: those are an office's. */
export async function factsOf(ctx: Ctx, tx: Tx, { subject, window }: Of): Promise<Facts> {
  const [facts] = await factsOfEach(ctx, tx, { subject, windows: [window] })
  if (facts === undefined) throw new Error('a window has its facts')
  return facts
}

/** The facts of several windows, read at once; they should not lie far apart. */
export async function factsOfEach(ctx: Ctx, tx: Tx, { subject, windows }: OfEach): Promise<Facts[]> {
  const hull = hullOf(windows)
  const names = (types: readonly string[]) => types.map((type) => typeName(ctx.settings.types, type))
  const ids = await meetingIds(tx, { subject, window: hull })
  const known = await store.starts(tx, ids)
  const meetings = (await store.meetings(tx, ids))
    .filter(({ group }) => subject.kind !== 'group' || group === subject.group)
    .map((one) => ({ ...one, types: names(one.types) }))
  const withRolls = await withPeople(tx, meetings, subject)
  const span = { from: hull.from, to: earlier(hull.to, hull.asOf) }
  const rows = subject.kind === 'person' ? [] : await store.reports(tx, subject, span)
  const reports = rows.map(({ meeting, ...one }) => ({
    ...one,
    meeting: meeting && { ...meeting, types: names(meeting.types) },
  }))
  return windows.map((window) => ({
    window,
    sittings: withRolls.flatMap(({ state, ...one }): Sitting[] => {
      const outcome = outcomeIn(window, { ...one, state }, known.get(one.meeting) ?? [])
      return outcome === null ? [] : [{ ...one, outcome }]
    }),
    reports: reports.filter(({ dueAt }) =>
      isWithin(dueAt, { from: window.from, to: earlier(window.to, window.asOf) }),
    ),
  }))
}

/** From the first moment of several windows to their last. */
function hullOf([first, ...others]: readonly Window[]): Window {
  if (first === undefined) throw new Error('facts of no window')
  return others.reduce(
    (all, one) => ({
      from: earlier(all.from, one.from),
      to: later(all.to, one.to),
      asOf: later(all.asOf, one.asOf),
    }),
    first,
  )
}

function meetingIds(tx: Tx, { subject, window }: Of): Promise<MeetingId[]> {
  if (subject.kind === 'person') return store.meetingsWith(tx, subject.member, window)
  return store.meetingsOf(tx, subject, window)
}

/** A meeting with who came to it, before it is known what became of it in a window. */
type Attended = Omit<Sitting, 'outcome'> & Pick<Meeting, 'state'>

async function withPeople(tx: Tx, planned: readonly Meeting[], subject: Subject): Promise<Attended[]> {
  const ids = planned.map(({ meeting }) => meeting)
  const people = await store.people(tx, ids)
  const sittings = planned.map((one) => {
    const { roll, ...rest } = people(one.meeting)
    return { ...one, ...rest, roll: rollIn(roll) }
  })
  return subject.kind === 'person' ? ofPerson(tx, sittings, subject.member) : sittings
}

function rollIn(counts: Omit<Roll, 'recorded' | 'waits'> | null): Roll | null {
  if (counts === null) return null
  // Until the check-in closes, whoever has no mark may still get one.
  const isOpen = counts.closedAt === null
  return { ...counts, recorded: isOpen || isRecorded(counts), waits: isOpen || counts.unconfirmed > 0 }
}

/** The sittings with one person's part in them. Of what has expired by name, nothing is known of the person. */
async function ofPerson(tx: Tx, sittings: readonly Attended[], member: MemberId): Promise<Attended[]> {
  const ids = sittings.map(({ meeting }) => meeting)
  const own = new Map((await store.presence(tx, { member, ids })).map((one) => [one.meeting, one]))
  return sittings.flatMap((one) => partIn(one, own.get(one.meeting)) ?? [])
}

/** Each person's part in the sittings of a subject, in the order of these, by the person's id. */
export async function partsOf(tx: Tx, { sittings }: Facts): Promise<Map<MemberId, Part[]>> {
  const ids = sittings.map(({ meeting }) => meeting)
  const rows = Map.groupBy(await store.presence(tx, { member: null, ids }), ({ meeting }) => meeting)
  const parts = sittings.flatMap((one) =>
    (rows.get(one.meeting) ?? []).flatMap((row) => partIn(one, row) ?? []),
  )
  return Map.groupBy(parts, ({ member }) => member)
}
