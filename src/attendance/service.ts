import type { PastMeeting } from '../../config/history.ts'
import { setAlarms } from '../alarms/service.ts'
import type { NewAlarm } from '../alarms/types.ts'
import { audit } from '../audit.ts'
import { count, kind } from '../cards/ref.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { MeetingId, type MemberId } from '../ids.ts'
import {
  isToldPrivately,
  markNoticesStale,
  meetingById,
  tellEndPrivately,
  timesOf,
} from '../meetings/service.ts'
import type { Meeting, MeetingTimes } from '../meetings/types.ts'
import { forgetAnswers, onLeave, recordPastLeaves } from './answers/service.ts'
import {
  closeRoll,
  followRoll,
  markRollStale,
  planClosedRoll,
  planRoll,
  recordPastRoll as recordRoll,
  rollOf,
  rollState,
} from './checkin/service.ts'
import { markCodeStale } from './code/service.ts'
import { freezeFor, tellAddedByHand, tellJoined } from './follow/service.ts'
import { addedByHand, everyone, expectedMembers, freezeList, freezePast, makeList } from './list/service.ts'
import { inviteObservers, observersOf, markObserversStale, tellObserversOfEnd } from './observers/service.ts'
import { markRequestsStale } from './leaves/service.ts'
import { markInvitationsStale, markOverviewsStale } from './invitations/service.ts'

export { adjournAction, markAdjournedStale, refusalToAdjourn } from './adjourning/service.ts'
export { answerButtons } from './answers/card.ts'
export {
  answeredOnes,
  carryAnswers,
  ownAnswer,
  repliesOf,
  unansweredMeetings,
} from './answers/service.ts'
export { checkInBlock } from './checkin/card.ts'
export { isRecorded, isSettled, openCheckIns, rollOf } from './checkin/service.ts'
export { exemptionsButton } from './exemptions/action.ts'
export { listButton } from './expected/action.ts'
export { followRoster } from './follow/service.ts'
export { expireAttendance, keptFrom } from './retention/service.ts'
export { dropMeetings } from './dropped/service.ts'
export { expectedMembers, invitedTo, lockInvitations } from './list/service.ts'
export { decideButtons } from './leaves/card.ts'
export { leavesToDecide } from './leaves/service.ts'
export { withdrawObservers } from './observers/service.ts'
export { overviewButton } from './overview/action.ts'
export { peopleSection } from './overview/page.ts'
export { overviewPhase } from './overview/service.ts'
export { takeAnswer } from './replies/service.ts'
export { askCorrectionAction, MOST_SAID } from './corrections/action.ts'
export { beginRollCorrection } from './corrections/service.ts'
export { statedNames } from './corrections/words.ts'
export { observedSince, type OwnRecord, ownRecords } from './history/service.ts'
export { hoursHelp, hoursInBrief, sendHours } from './hours/service.ts'
export { trainingButton } from './training/service.ts'
export { makeupsButton } from './makeup/card.ts'
export { keepRecord, makeupsToDo, makeupToDo } from './makeup/service.ts'
export { confirmBlocks, rollButton } from './roll/card.ts'
export { leftToConfirm, openRollCard, peopleToConfirm } from './roll/service.ts'
export { votesButton, votesFor } from './votes/service.ts'

/** Takes up meetings that were booked or changed: makes the list of who is expected, plans the check-in and sets the alarms. */
export async function takeUpMeetings(ctx: Ctx, tx: Tx, ids: readonly MeetingId[]): Promise<void> {
  for (const id of ids) {
    const meeting = await meetingById(tx, id)
    const observers = await observersOf(tx, meeting)
    if (meeting.state === 'scheduled') await takeUp(ctx, tx, meeting)
    else {
      await markRollStale(tx, id)
      await markCodeStale(tx, id)
    }
    // What was taken in by another takes place: who observes is invited there.
    const isOff = meeting.state === 'cancelled' && meeting.mergedInto === null
    if (isOff) await tellEnd(ctx, tx, meeting)
    // The cards of people who are no longer invited change, too.
    await markObserversStale(tx, meeting, observers)
    const all = await everyone(tx, id)
    const people = all.map(({ who }) => who)
    await markInvitationsStale(tx, meeting, people)
    await markRequestsStale(tx, id, people)
  }
}

/** Tells those of the end of whom the feature below does not know. */
async function tellEnd(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  await tellObserversOfEnd(ctx, tx, meeting)
  if (!meeting.announced || !isToldPrivately(meeting, ctx.settings.types)) return
  await tellEndPrivately(ctx, tx, { meeting, people: await addedByHand(ctx, tx, meeting) })
}

async function takeUp(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  const before = await rollState(tx, meeting.id)
  const isMoved = before !== null && !before.startsAt.equals(meeting.startsAt)
  const change = await makeList(ctx, tx, { meeting, isMoved })
  const { joined, left } = change
  if (before !== null && joined.length + left.length > 0) {
    const details = { joined, left }
    await audit(ctx, tx, { actor: 'file', act: 'attendance.refreeze', about: meeting.id, details })
  }
  // An answer given for another time is asked for again.
  if (isMoved) await forgetAnswers(ctx, tx, meeting.id)
  const times = timesOf(ctx, meeting)
  await planRoll(tx, meeting, times)
  await markNoticesStale(tx, meeting)
  await inviteObservers(ctx, tx, { meeting, dueAt: times.notice })
  await setAlarms(tx, alarmsOf(meeting, times))
  await tellJoined(ctx, tx, { meeting, change })
  await tellAddedByHand(ctx, tx, meeting)
}

/** Takes up a meeting that was booked afterwards 补录: who was expected is known, who came is to be entered. */
export async function takeUpRecord(ctx: Ctx, tx: Tx, id: MeetingId): Promise<void> {
  const meeting = await meetingById(tx, id)
  await makeList(ctx, tx, { meeting, isMoved: false })
  await freezeList(ctx, tx, meeting)
  await planClosedRoll(tx, meeting, ctx.now())
}

/** The check-ins of meetings whose chat has changed follow them. */
export async function followChats(ctx: Ctx, tx: Tx, moved: readonly Meeting[]): Promise<void> {
  for (const meeting of moved) await followRoll(ctx, tx, meeting)
}

/** The alarms of this feature: each once for each revision of a meeting. */
type OfRevision = 'attendance.ask' | 'attendance.confirm' | 'attendance.open' | 'attendance.close'

function ofRevision<K extends OfRevision>(name: K) {
  const parts = { meeting: MeetingId, version: count }
  return kind(name, { key: '{meeting}:v{version}', ref: '{meeting}' }, parts)
}
export const askAlarm = ofRevision('attendance.ask')
export const confirmAlarm = ofRevision('attendance.confirm')
export const openAlarm = ofRevision('attendance.open')
export const closeAlarm = ofRevision('attendance.close')

function alarmsOf({ id, version, startsAt }: Meeting, times: MeetingTimes): NewAlarm[] {
  const of = { meeting: id, version }
  const ask = times.ask === null ? [] : [{ ...askAlarm.names(of), dueAt: times.ask, uselessAfter: startsAt }]
  const { confirm } = times
  const word = confirm === null ? [] : [{ ...confirmAlarm.names(of), dueAt: confirm, uselessAfter: startsAt }]
  return [
    ...ask,
    ...word,
    { ...openAlarm.names(of), dueAt: times.opens, uselessAfter: times.closes },
    { ...closeAlarm.names(of), dueAt: times.closes },
  ]
}

/** Closes the check-in, if it is not, and the meeting has ended. Whoever asks for its report does so first: both are due at once. */
export async function closeCheckIn(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<boolean> {
  // After downtime it may not have been opened.
  await freezeFor(ctx, tx, meeting)
  if (!(await closeRoll(ctx, tx, meeting))) return false
  await markCodeStale(tx, meeting.id)
  await markObserversStale(tx, meeting)
  await markOverviewsStale(tx, meeting.id)
  return true
}

/** Those who are expected and not on leave, in order of id. */
export async function goingOnes(tx: Tx, meeting: MeetingId): Promise<MemberId[]> {
  const away = new Set(await onLeave(tx, meeting))
  return (await expectedMembers(tx, meeting)).filter((who) => !away.has(who))
}

/** Books who came to a meeting of the past; `recordPast` of the meetings comes first. No letters, no alarms. */
export async function recordPastRoll(ctx: Ctx, tx: Tx, past: PastMeeting): Promise<void> {
  const meeting = await meetingById(tx, past.id)
  const expected = await freezePast(ctx, tx, { meeting, exempt: past.exempt })
  const leave = past.leaves.map(({ member }) => member).filter((who) => expected.includes(who))
  await recordRoll(tx, meeting, { expected, late: past.late, leave, absent: past.absent })
  await recordPastLeaves(
    tx,
    meeting,
    past.leaves.filter(({ member }) => expected.includes(member)),
  )
  const { present } = await rollOf(tx, past.id)
  if (present === past.presentCount) return
  ctx.log.warn({ meeting: past.id, said: past.presentCount, present }, 'history and roster count differently')
}
