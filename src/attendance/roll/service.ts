import { z } from 'zod'
import { setAlarms } from '../../alarms/service.ts'
import type { NewAlarm } from '../../alarms/types.ts'
import { audit } from '../../audit.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import { keepReads } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { namesOf } from '../../roster/service.ts'
import { noticeAbsences } from '../attention/service.ts'
import { isRecorded, isSettled, noteIfRecorded, rollOf, rollState } from '../checkin/service.ts'
import { lockInvitations } from '../list/service.ts'
import { markMakeupsStale } from '../makeup/service.ts'
import { rightTo } from '../rights/service.ts'
import type { Mark } from '../types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { MarkChange, RollEntry, RollRefusal } from './types.ts'

/** Cards that show the roll of a meeting; each names the meeting as what it shows. */
const SHOWING = [
  'attendance.checkin',
  'attendance.roll',
  'attendance.overview',
  'attendance.votes',
  'reports.after',
] as const

export { rollButton } from './card.ts'
export { isSoon } from './rules.ts'
export { refusals as rollRefusals, relays, words as rollWords } from './words.ts'

export type RollOutcome = { ok: true } | { ok: false; refusal: RollRefusal }

/** The roll 到会名单 of a meeting by name, in order of id. */
export async function rollEntries(tx: Tx, meeting: Meeting): Promise<RollEntry[]> {
  const all = await store.entries(tx, meeting.id)
  const names = await namesOf(
    tx,
    all.map(({ who }) => who),
    meeting.branch,
  )
  return all.map((entry) => ({ ...entry, name: names.get(entry.who) ?? entry.who }))
}

/** What a person may do with the roll of a meeting at that moment. (domain §5, row 13) */
export async function rollRights(
  ctx: Ctx,
  tx: Tx,
  { meeting, who, at }: { meeting: Meeting; who: MemberId; at: Temporal.Instant },
): Promise<rules.RollRights> {
  const roll = await rollState(tx, meeting.id)
  const given = roll !== null && rules.isSoon(roll, at) ? (['soon'] as const) : []
  return {
    confirm: (await rightTo(ctx, tx, { act: 'confirmRoll', who, meeting })) !== null,
    correct: (await rightTo(ctx, tx, { act: 'correct', who, meeting, given })) !== null,
  }
}

/** Marks by hand: who says how whom to mark, when, and why where that was settled before. */
export type Marking = {
  meeting: MeetingId
  by: MemberId
  at: Temporal.Instant
  reason: string | null
  /** Chosen once the roll is locked; null: whoever is named was not expected. */
  choose(entries: readonly RollEntry[]): readonly { entry: RollEntry; mark: Mark | null }[] | null
}

/** Sets marks by hand on a closed roll: all of them, or none when one may not be set. */
export async function markByHand(ctx: Ctx, tx: Tx, marking: Marking): Promise<RollOutcome> {
  const { by, at, reason } = marking
  await lockInvitations(tx, marking.meeting)
  keepReads(tx)
  const meeting = await meetingById(tx, marking.meeting)
  if ((await rollState(tx, meeting.id))?.state !== 'closed') return { ok: false, refusal: 'notClosed' }
  const rights = await rollRights(ctx, tx, { meeting, who: by, at })
  if (!rights.confirm && !rights.correct) return { ok: false, refusal: 'mayNot' }
  const changes = marking.choose(await rollEntries(tx, meeting))
  if (changes === null) return { ok: false, refusal: 'notListed' }
  if (changes.length === 0) return { ok: false, refusal: 'nobodyLeft' }
  for (const { entry, mark } of changes) {
    const refusal = rules.refusalToMark(rights, { entry, mark, by, at, reason })
    if (refusal !== null) return { ok: false, refusal }
  }
  await store.change(
    tx,
    meeting.id,
    changes.map(({ entry, mark: became }) => ({
      ...{ meeting: meeting.id, who: entry.who, was: entry.mark, became, by, at },
      reason: entry.mark === null ? null : reason,
    })),
  )
  await noteChanges(ctx, tx, { meeting, changes, by })
  return { ok: true }
}

type Noting = { meeting: Meeting; by: MemberId; changes: readonly { entry: RollEntry; mark: Mark | null }[] }

async function noteChanges(ctx: Ctx, tx: Tx, { meeting, by, changes }: Noting): Promise<void> {
  const marks = changes.map(({ entry, mark: became }) => ({ member: entry.who, was: entry.mark, became }))
  await audit(ctx, tx, { actor: by, act: 'attendance.mark', about: meeting.id, details: { marks } })
  await noteIfRecorded(tx, meeting.id)
  const people = changes.flatMap(({ entry, mark }) => (mark === 'absent' ? [entry.who] : []))
  await noticeAbsences(ctx, tx, { meeting, people })
  await markStale(tx, meeting.id, SHOWING)
  await markMakeupsStale(
    tx,
    meeting.id,
    changes.map(({ entry }) => entry.who),
  )
  await setAlarms(tx, [recountOf(meeting, ctx.now())])
}

const recountAlarm = kind(
  'reports.recount',
  { key: '{meeting}:{minute}', ref: '{meeting}' },
  { meeting: MeetingId, minute: z.string() },
)

/** What was counted from the roll follows: once at the end of a minute in which somebody changed it. */
function recountOf({ id: meeting }: Meeting, now: Temporal.Instant): NewAlarm {
  const dueAt = now.round({ smallestUnit: 'minute', roundingMode: 'floor' }).add({ minutes: 1 })
  return { ...recountAlarm.names({ meeting, minute: dueAt.toString() }), dueAt }
}

/** The newest corrections of settled marks by name, latest first. */
export async function rollCorrections(tx: Tx, meeting: Meeting, most: number): Promise<MarkChange[]> {
  const all = await store.corrections(tx, meeting.id, most)
  const people = all.flatMap(({ who, by }) => [who, by])
  const names = await namesOf(tx, [...new Set(people)], meeting.branch)
  return all.map(({ who, by, ...change }) => ({
    ...change,
    name: names.get(who) ?? who,
    by: names.get(by) ?? by,
  }))
}

const rollLetter = kind(
  'attendance.roll',
  { key: '{meeting}:{who}:{burst}', ref: '{meeting}' },
  { meeting: MeetingId, who: MemberId, burst: count },
)

/** Of what a roll letter is. */
export const rollRef = rollLetter.ref

/** Sends a person the roll of a meeting by name. For whoever reads it on demand that is written down. (domain §5, row 12) */
export async function openRollCard(
  ctx: Ctx,
  tx: Tx,
  { meeting: id, who }: { meeting: MeetingId; who: MemberId },
): Promise<RollOutcome> {
  const meeting = await meetingById(tx, id)
  const right = await rightTo(ctx, tx, { act: 'readByName', who, meeting })
  if (right === null) return { ok: false, refusal: 'mayNot' }
  if (right === 'logged')
    await audit(ctx, tx, { actor: who, act: 'attendance.readByName', about: id, details: {} })
  const burst = inSightAt(ctx.now())
  await writeLetters(ctx, tx, [{ ...rollLetter.names({ meeting: id, who, burst }), to: { person: who } }])
  return { ok: true }
}

/** Whether a person may read the roll by name today. */
export async function mayRead(ctx: Ctx, tx: Tx, of: { meeting: Meeting; who: MemberId }): Promise<boolean> {
  return (await rightTo(ctx, tx, { act: 'readByName', ...of })) !== null
}

/** The roll for somebody who may confirm it 待核实; null for anybody else, and until it is closed. */
export async function peopleToConfirm(
  ctx: Ctx,
  tx: Tx,
  { meeting, who }: { meeting: Meeting; who: MemberId },
): Promise<RollEntry[] | null> {
  if ((await rollState(tx, meeting.id))?.state !== 'closed') return null
  const right = await rightTo(ctx, tx, { act: 'confirmRoll', who, meeting })
  return right === null ? null : rollEntries(tx, meeting)
}

/**
 * How many a person is still to confirm 待核实 before the roll counts: nobody where it does, for whoever may not, and on a roll
 * that nobody used.
 */
export async function leftToConfirm(
  ctx: Ctx,
  tx: Tx,
  { meeting: id, who }: { meeting: MeetingId; who: MemberId },
): Promise<number> {
  const counts = await rollOf(tx, id)
  const { unconfirmed } = counts
  if (unconfirmed === 0 || !isRecorded(counts)) return 0
  const closedAt = (await rollState(tx, id))?.closedAt ?? null
  if (isSettled({ unconfirmed, closedAt }, ctx.now())) return 0
  const meeting = await meetingById(tx, id)
  return (await rightTo(ctx, tx, { act: 'confirmRoll', who, meeting })) === null ? 0 : unconfirmed
}
