import { typeName } from '../../../config/college.ts'
import { isRecorded } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { GroupId, MeetingId, MemberId } from '../../ids.ts'
import { earlier, isWithin, later } from '../../time/order.ts'
import type { DueReport, Facts, Owner, Part, Roll, Sitting, Subject, Window } from '../types.ts'
import { NO_OVERSIGHT, type Oversight, oversightIn, oversightOf } from '../oversight/service.ts'
import { outcomeIn, partIn } from './rules.ts'
import * as store from './store.ts'
import type { Known } from './types.ts'

type Of = { subject: Subject; window: Window }
type Within = Extract<Subject, { kind: 'group' | 'person' }>
type OfMany = { of: readonly Owner[]; windows: readonly Window[] }

/** All that the figures of a subject and a window are counted from. A person owes no records: those are an office's. */
export async function factsOf(ctx: Ctx, tx: Tx, { subject, window }: Of): Promise<Facts> {
  if (subject.kind === 'group' || subject.kind === 'person') return factsWithin(ctx, tx, { subject, window })
  const owner = subject.kind === 'college' ? null : subject.branch
  const [facts] = (await factsOfMany(ctx, tx, { of: [owner], windows: [window] })).flat()
  if (facts === undefined) throw new Error('a window has its facts')
  return facts
}

/** Of a group or a person alone. */
async function factsWithin(
  ctx: Ctx,
  tx: Tx,
  { subject, window }: { subject: Within; window: Window },
): Promise<Facts> {
  const isGroup = subject.kind === 'group'
  const found = isGroup
    ? (await store.meetingsOf(tx, [subject.branch], window)).map(({ meeting }) => meeting)
    : await store.meetingsWith(tx, subject.member, window)
  const reports = isGroup
    ? await reportsOf(ctx, tx, { of: [subject.branch], group: subject.group, ...spanOf(window) })
    : []
  const attended = await attendedAt(ctx, tx, { subject, ids: found })
  return factsIn(window, { attended, reports, oversight: NO_OVERSIGHT })
}

/**
 * The facts of each of these branches, and with null of the college itself, in each of several windows that lie close
 * together: in as many statements as those of one.
 */
export async function factsOfMany(ctx: Ctx, tx: Tx, { of, windows }: OfMany): Promise<Facts[][]> {
  const hull = hullOf(windows)
  const owners = Map.groupBy(await store.meetingsOf(tx, of, hull), ({ meeting }) => meeting)
  const attended = await attendedAt(ctx, tx, { subject: null, ids: [...owners.keys()] })
  const reports = await reportsOf(ctx, tx, { of, group: null, ...spanOf(hull) })
  const { inspections, decisions } = await oversightOf(ctx, tx, { of, ...hull })
  const all = {
    attended: Map.groupBy(
      attended.flatMap((one) =>
        (owners.get(one.sitting.meeting) ?? []).map(({ owner }) => ({ owner, ...one })),
      ),
      ({ owner }) => owner,
    ),
    reports: Map.groupBy(reports, ({ owner }) => owner),
    inspections: Map.groupBy(inspections, ({ owner }) => owner),
    decisions: Map.groupBy(decisions, ({ owner }) => owner),
  }
  return of.map((one) => {
    const oversight = { inspections: all.inspections.get(one) ?? [], decisions: all.decisions.get(one) ?? [] }
    const own = { attended: all.attended.get(one) ?? [], reports: all.reports.get(one) ?? [], oversight }
    return windows.map((window) => factsIn(window, own))
  })
}

/** How many people stand in the sittings of these branches, or of the college itself, by name: as many as `partsOf` tells of. */
export async function countPeopleOf(
  tx: Tx,
  { of, window }: { of: readonly Owner[]; window: Window },
): Promise<number> {
  const ids = (await store.meetingsOf(tx, of, window)).map(({ meeting }) => meeting)
  const known = await store.starts(tx, ids)
  const sittings = (await store.meetings(tx, ids)).filter(
    (one) => outcomeIn(window, one, known.get(one.meeting) ?? []) !== null,
  )
  return store.countPresent(
    tx,
    sittings.map(({ meeting }) => meeting),
  )
}

type Found = { attended: readonly Attended[]; reports: readonly DueReport[]; oversight: Oversight }

/** What became of these in a window. */
function factsIn(window: Window, { attended, reports, oversight }: Found): Facts {
  const span = spanOf(window)
  return {
    window,
    ...oversightIn(window, oversight),
    sittings: attended.flatMap(({ sitting, state, known }): Sitting[] => {
      const outcome = outcomeIn(window, { ...sitting, state }, known)
      return outcome === null ? [] : [{ ...sitting, outcome }]
    }),
    reports: reports.filter(({ dueAt }) => isWithin(dueAt, span)),
  }
}

/** When the records of a window were due: after `asOf` there are none yet. */
function spanOf({ from, to, asOf }: Window): Span {
  return { from, to: earlier(to, asOf) }
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

/** A meeting with who came to it, before it is known what became of it in a window. */
type Attended = { sitting: Omit<Sitting, 'outcome'>; state: string; known: readonly Known[] }

/** These meetings; of a group or a person, of theirs alone. */
async function attendedAt(
  ctx: Ctx,
  tx: Tx,
  { subject, ids }: { subject: Within | null; ids: readonly MeetingId[] },
): Promise<Attended[]> {
  const known = await store.starts(tx, ids)
  const meetings = (await store.meetings(tx, ids)).filter(
    ({ group }) => subject?.kind !== 'group' || group === subject.group,
  )
  const people = await store.people(
    tx,
    meetings.map(({ meeting }) => meeting),
  )
  const all = meetings.map(({ state, ...one }): Attended => {
    const { roll, ...rest } = people(one.meeting)
    const types = one.types.map((type) => typeName(ctx.settings.types, type))
    const sitting = { ...one, ...rest, types, roll: rollIn(roll) }
    return { sitting, state, known: known.get(one.meeting) ?? [] }
  })
  return subject?.kind === 'person' ? ofPerson(tx, all, subject.member) : all
}

type Span = { from: Temporal.Instant; to: Temporal.Instant }

async function reportsOf(
  ctx: Ctx,
  tx: Tx,
  of: Span & { of: readonly Owner[]; group: GroupId | null },
): Promise<(DueReport & { owner: Owner })[]> {
  return (await store.reports(tx, of)).map(({ meeting, ...one }) => ({
    ...one,
    meeting: meeting && {
      ...meeting,
      types: meeting.types.map((type) => typeName(ctx.settings.types, type)),
    },
  }))
}

function rollIn(counts: Omit<Roll, 'recorded' | 'waits'> | null): Roll | null {
  if (counts === null) return null
  // Until the check-in closes, whoever has no mark may still get one.
  const isOpen = counts.closedAt === null
  return { ...counts, recorded: isOpen || isRecorded(counts), waits: isOpen || counts.unconfirmed > 0 }
}

/** The sittings with one person's part in them. Of what has expired by name, nothing is known of the person. */
async function ofPerson(tx: Tx, all: readonly Attended[], member: MemberId): Promise<Attended[]> {
  const ids = all.map(({ sitting }) => sitting.meeting)
  const own = new Map((await store.presence(tx, { member, ids })).map((one) => [one.meeting, one]))
  return all.flatMap(({ sitting, ...rest }) => {
    const part = partIn(sitting, own.get(sitting.meeting))
    return part === null ? [] : [{ ...rest, sitting: part }]
  })
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
