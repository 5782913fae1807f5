import { typeName } from '../../../config/college.ts'
import { isRecorded } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { earlier, isWithin, later } from '../../time/order.ts'
import type { DueReport, Facts, Owner, Part, Roll, Sitting, Subject, Window } from '../types.ts'
import { NO_OVERSIGHT, type Oversight, oversightIn, oversightOf } from '../oversight/service.ts'
import { outcomeIn, partIn } from './rules.ts'
import * as store from './store.ts'
import type { Known } from './types.ts'

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
  const attended = await attendedAt(ctx, tx, {
    subject,
    ids: await meetingIds(tx, { subject, window: hull }),
  })
  const span = { from: hull.from, to: earlier(hull.to, hull.asOf) }
  const reports = subject.kind === 'person' ? [] : await reportsOf(ctx, tx, { whose: subject, span })
  const oversight =
    subject.kind === 'branch' ? await oversightOf(ctx, tx, { of: [subject.branch], ...hull }) : NO_OVERSIGHT
  return windows.map((window) => factsIn(window, { attended, reports, oversight }))
}

/** The facts of each of these branches, and with null of the college itself, in one window: in as many statements as those of one. */
export async function factsOfMany(
  ctx: Ctx,
  tx: Tx,
  { of, window }: { of: readonly Owner[]; window: Window },
): Promise<Facts[]> {
  const owners = await ownersIn(tx, { of, window })
  const attended = await attendedAt(ctx, tx, { subject: null, ids: [...owners.keys()] })
  const span = { from: window.from, to: earlier(window.to, window.asOf) }
  const reports = Map.groupBy(await reportsOf(ctx, tx, { whose: of, span }), ({ owner }) => owner)
  const ofOwner = Map.groupBy(attended, ({ sitting }) => owners.get(sitting.meeting))
  const oversight = await oversightOf(ctx, tx, { of, ...window })
  const inspections = Map.groupBy(oversight.inspections, ({ owner }) => owner)
  const decisions = Map.groupBy(oversight.decisions, ({ owner }) => owner)
  return of.map((one) =>
    factsIn(window, {
      attended: ofOwner.get(one) ?? [],
      reports: reports.get(one) ?? [],
      oversight: { inspections: inspections.get(one) ?? [], decisions: decisions.get(one) ?? [] },
    }),
  )
}

/** How many people stand in the sittings of these branches, or of the college itself, by name: as many as `partsOf` tells of. */
export async function countPeopleOf(
  tx: Tx,
  { of, window }: { of: readonly Owner[]; window: Window },
): Promise<number> {
  const ids = [...(await ownersIn(tx, { of, window })).keys()]
  const known = await store.starts(tx, ids)
  const sittings = (await store.meetings(tx, ids)).filter(
    (one) => outcomeIn(window, one, known.get(one.meeting) ?? []) !== null,
  )
  return store.countPresent(
    tx,
    sittings.map(({ meeting }) => meeting),
  )
}

async function ownersIn(
  tx: Tx,
  { of, window }: { of: readonly Owner[]; window: Window },
): Promise<Map<MeetingId, Owner>> {
  const found = await store.meetingsOf(tx, of, window)
  return new Map(found.map(({ meeting, owner }) => [meeting, owner]))
}

type Found = { attended: readonly Attended[]; reports: readonly DueReport[]; oversight: Oversight }

/** What became of these in a window. */
function factsIn(window: Window, { attended, reports, oversight }: Found): Facts {
  return {
    window,
    ...oversightIn(window, oversight),
    sittings: attended.flatMap(({ sitting, state, known }): Sitting[] => {
      const outcome = outcomeIn(window, { ...sitting, state }, known)
      return outcome === null ? [] : [{ ...sitting, outcome }]
    }),
    reports: reports.filter(({ dueAt }) =>
      isWithin(dueAt, { from: window.from, to: earlier(window.to, window.asOf) }),
    ),
  }
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

async function meetingIds(tx: Tx, { subject, window }: Of): Promise<MeetingId[]> {
  if (subject.kind === 'person') return store.meetingsWith(tx, subject.member, window)
  return (await store.meetingsOf(tx, [ownerOf(subject)], window)).map(({ meeting }) => meeting)
}

function ownerOf(subject: Exclude<Subject, { kind: 'person' }>): Owner {
  return subject.kind === 'college' ? null : subject.branch
}

/** A meeting with who came to it, before it is known what became of it in a window. */
type Attended = { sitting: Omit<Sitting, 'outcome'>; state: string; known: readonly Known[] }

/** These meetings; of a group or a person, of theirs alone. */
async function attendedAt(
  ctx: Ctx,
  tx: Tx,
  { subject, ids }: { subject: Subject | null; ids: readonly MeetingId[] },
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

type Whose = Exclude<Subject, { kind: 'person' }> | readonly Owner[]
type Span = { from: Temporal.Instant; to: Temporal.Instant }

async function reportsOf(
  ctx: Ctx,
  tx: Tx,
  { whose, span }: { whose: Whose; span: Span },
): Promise<(DueReport & { owner: Owner })[]> {
  const rows =
    'kind' in whose
      ? await store.reports(tx, {
          of: [ownerOf(whose)],
          group: whose.kind === 'group' ? whose.group : null,
          ...span,
        })
      : await store.reports(tx, { of: whose, group: null, ...span })
  return rows.map(({ meeting, ...one }) => ({
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
