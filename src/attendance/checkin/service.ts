import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import { keepReads } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, type MemberId } from '../../ids.ts'
import { markStale, sendToChat, writeLetters } from '../../letters/service.ts'
import type { NewLetter } from '../../letters/types.ts'
import { endMeeting, isToldPrivately, meetingById, noteCounted } from '../../meetings/service.ts'
import type { Meeting, MeetingTimes } from '../../meetings/types.ts'
import { onLeave } from '../answers/service.ts'
import { digitsOf, openCode, refusalOfCode } from '../code/service.ts'
import type { CodeRefusal } from '../code/types.ts'
import { lockInvitation, lockInvitations } from '../list/service.ts'
import type { Counts, Refusal, Roll, Invitation } from '../types.ts'
import { markMakeupsStale } from '../makeup/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export { isRecorded, isSettled } from './rules.ts'

export type CheckedIn =
  | { ok: true; mark: 'present' | 'late'; at: Temporal.Instant; already: boolean; meeting: Meeting }
  | { ok: false; refusal: Refusal }
  | CodeRefusal

const PLANNED = { state: 'planned', closedAt: null } as const

/** Plans the check-in of a meeting; a new start begins it afresh. */
export async function planRoll(tx: Tx, meeting: Meeting, times: MeetingTimes): Promise<void> {
  const old = await store.roll(tx, meeting.id)
  const isSame = old?.startsAt.equals(meeting.startsAt) ?? false
  // A check-in for another start does not count.
  if (old !== null && !isSame) await store.forgetMarks(tx, meeting.id)
  await store.saveRoll(tx, {
    meeting: meeting.id,
    startsAt: meeting.startsAt,
    answerBy: times.answerBy,
    opensAt: times.opens,
    lateAfter: times.lateAfter,
    closesAt: times.closes,
    ...(isSame && old !== null ? { state: old.state, closedAt: old.closedAt } : PLANNED),
  })
  await markRollStale(tx, meeting.id)
}

/** Opens the check-in and says so in the chat. Returns false when there is nothing to open. */
export async function openRoll(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<boolean> {
  const roll = await store.roll(tx, meeting.id)
  if (roll === null || roll.state === 'closed') return false
  const isPrivate = isToldPrivately(meeting, ctx.settings.types)
  if (meeting.chat === null && !isPrivate) {
    ctx.log.warn({ meeting: meeting.id }, 'no chat to check in')
    return false
  }
  await store.openRoll(tx, meeting.id)
  await openCode(ctx, tx, { meeting, closesAt: roll.closesAt })
  // A notice of one's own holds the button already.
  if (meeting.chat !== null)
    await writeLetters(ctx, tx, [{ ...letterFor(meeting, roll), to: { chat: meeting.chat } }])
  return true
}

const checkinLetter = kind(
  'attendance.checkin',
  { key: '{meeting}:v{version}', ref: '{meeting}' },
  { meeting: MeetingId, version: count },
)

function letterFor({ id, version }: Meeting, { closesAt }: Roll): Omit<NewLetter, 'to'> {
  return { ...checkinLetter.names({ meeting: id, version }), uselessAfter: closesAt }
}

/** The check-in of a meeting whose chat has changed: what is open is shown there, what could not open opens now. */
export async function followRoll(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  const roll = await store.roll(tx, meeting.id)
  if (roll === null || roll.state === 'closed') return
  if (roll.state === 'open') {
    if (meeting.chat === null) return
    await sendToChat(ctx, tx, { ...letterFor(meeting, roll), to: { chat: meeting.chat } })
  } else if (rules.isOpenAt(roll, ctx.now())) {
    await openRoll(ctx, tx, meeting)
  }
}

/** `code`: the digits that were typed, if four were; `by`: whoever checks the person in, who need type none. */
type Said = Invitation & { madeAt: Temporal.Instant; code?: string | null; by?: MemberId }

/** Checks a person in, judged by the moment of the click, even when the roll was closed before it arrived. */
export async function checkIn(tx: Tx, said: Said): Promise<CheckedIn> {
  const role = await lockInvitation(tx, said)
  keepReads(tx)
  const meeting = await meetingById(tx, said.meeting)
  if (meeting.state === 'cancelled') {
    return { ok: false, refusal: meeting.mergedInto === null ? 'cancelled' : 'merged' }
  }
  if (meeting.state === 'adjourned') return { ok: false, refusal: 'closed' }
  const { roll, before, code } = await store.rollFor(tx, said)
  const judged = rules.judge(roll, role, said.madeAt)
  if (!judged.ok) return judged
  if (before?.mark === 'present' || before?.mark === 'late') {
    return { ok: true, mark: before.mark, at: before.at, already: true, meeting }
  }
  const asked = said.by === undefined ? code : null
  const wrong = await refusalOfCode(tx, said, { code: asked, typed: said.code ?? null })
  if (wrong !== null) return wrong
  await store.saveCheckIn(tx, { ...said, mark: judged.mark, at: said.madeAt, by: said.by ?? said.who })
  if (roll?.state === 'closed') await noteIfRecorded(tx, said.meeting)
  await markRollStale(tx, said.meeting)
  return { ok: true, mark: judged.mark, at: said.madeAt, already: false, meeting }
}

/** Meetings at which people check in and where this person is awaited, in order of time; `coded`: with digits. */
export async function openCheckIns(tx: Tx, who: MemberId): Promise<(Meeting & { coded: boolean })[]> {
  const found: (Meeting & { coded: boolean })[] = []
  for (const id of await store.openFor(tx, who)) {
    const coded = (await digitsOf(tx, id)) !== null
    found.push({ ...(await meetingById(tx, id)), coded })
  }
  return found.filter(({ state }) => state === 'scheduled')
}

/** When a person checked in for the start in force; null when they have not. */
export async function cameAt(tx: Tx, invitation: Invitation): Promise<Temporal.Instant | null> {
  const found = await store.markOf(tx, invitation)
  return found?.mark === 'present' || found?.mark === 'late' ? found.at : null
}

/**
 * Closes the check-in, and the meeting has ended: people on leave who did not come are marked so; nobody is absent until
 * somebody says so. Where nobody at all checked in, it is not written down yet who came 到会待登记.
 */
export async function closeRoll(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<boolean> {
  // Presses that are being worked on come first.
  await lockInvitations(tx, meeting.id)
  const roll = await store.roll(tx, meeting.id)
  if (roll === null || roll.state === 'closed') return false
  const at = ctx.now()
  const away = await onLeave(tx, meeting.id)
  await store.addMarks(
    tx,
    away.map((who) => ({ meeting: meeting.id, who, mark: 'leave', at, by: 'roll' })),
  )
  await store.closeRoll(tx, meeting.id, at)
  await noteIfRecorded(tx, meeting.id)
  await endMeeting(ctx, tx, meeting)
  await markRollStale(tx, meeting.id)
  return true
}

/** Notes that it is written down who came, once it is. */
export async function noteIfRecorded(tx: Tx, meeting: MeetingId): Promise<void> {
  if (rules.isRecorded(await rollOf(tx, meeting))) await noteCounted(tx, meeting)
}

/** Who asked for a leave that was refused after the end, and did not come, is to be confirmed. */
export async function correctLeave(tx: Tx, invitation: Invitation): Promise<void> {
  await store.unmarkLeave(tx, invitation)
  await markRollStale(tx, invitation.meeting)
  await markMakeupsStale(tx, invitation.meeting, [invitation.who])
}

type PastMarks = { late: readonly MemberId[]; leave: readonly MemberId[]; absent: readonly MemberId[] }

/** Books the closed roll of a meeting of the past: who is in none of the lists was present. */
export async function recordPastRoll(
  tx: Tx,
  meeting: Meeting,
  past: PastMarks & { expected: readonly MemberId[] },
) {
  const markOf = (who: MemberId) => {
    if (past.late.includes(who)) return 'late'
    if (past.leave.includes(who)) return 'leave'
    return past.absent.includes(who) ? 'absent' : 'present'
  }
  const observers = meeting.observers.filter((who) => !past.expected.includes(who))
  const at = meeting.startsAt
  await planClosedRoll(tx, meeting, meeting.endsAt)
  const all = [...past.expected, ...observers]
  await store.addMarks(
    tx,
    all.map((who) => ({ meeting: meeting.id, who, mark: markOf(who), at, by: 'history' })),
  )
  if (past.expected.length > 0) await noteCounted(tx, meeting.id)
}

/** Plans the roll of a meeting at which nobody could check in: it is closed, and who came is to be entered. */
export async function planClosedRoll(tx: Tx, meeting: Meeting, closedAt: Temporal.Instant): Promise<void> {
  const { id, startsAt: at, endsAt: closesAt } = meeting
  const times = { startsAt: at, answerBy: at, opensAt: at, lateAfter: at, closesAt }
  await store.saveRoll(tx, { meeting: id, ...times, state: 'closed', closedAt })
}

/** The check-in of a meeting; null while it is not planned. */
export async function rollState(tx: Tx, meeting: MeetingId): Promise<Roll | null> {
  return store.roll(tx, meeting)
}

/** The counts of a meeting. */
export async function rollOf(tx: Tx, meeting: MeetingId): Promise<Counts> {
  return (await countedRoll(tx, meeting)).counts
}

/** The check-in of a meeting, null while it is not planned, with its counts; `coded`: with digits. */
export async function countedRoll(
  tx: Tx,
  meeting: MeetingId,
): Promise<{ roll: Roll | null; coded: boolean; counts: Counts }> {
  const { roll, coded, marked } = await store.rollWithMarks(tx, meeting)
  return { roll, coded, counts: rules.countsOf(marked, roll?.state ?? null) }
}

/** Says that what the check-in shows has changed. */
export async function markRollStale(tx: Tx, meeting: MeetingId): Promise<void> {
  await markStale(tx, meeting, ['attendance.checkin', 'attendance.roll', 'attendance.votes', 'reports.after'])
}
