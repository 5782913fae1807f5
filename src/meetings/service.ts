import type { PastMeeting } from '../../config/history.ts'
import type { PlannedMeeting } from '../../config/college.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { MeetingId, MemberId } from '../ids.ts'
import { audit, branchCommittee, peopleIn } from '../roster/service.ts'
import type { Block } from '../cards/card.ts'
import { pastRecord, placeOf, plannedRecord } from './booking/service.ts'
import { factsBlock } from './card.ts'
import { merged } from './pairs/rules.ts'
import { partMeeting } from '../planning/merging/service.ts'
import * as notices from './notices/service.ts'
import { committeeDueOf, dayOf, isNewPlan, isToldPrivately, movedFromOf, plan, splitExempt } from './rules.ts'
import * as store from './store.ts'
import type { Meeting, MeetingPlan, MeetingRecord } from './types.ts'
import { words } from './words.ts'

export { cadenceBlock, warnOfCadence } from './cadence/service.ts'
export { chatOf, followChats } from './chats/service.ts'
export { openButton } from '../planning/changes/action.ts'
export { mayChange } from '../planning/changes/rules.ts'
export { beginNewMeeting, mayCallAnyMeeting } from '../planning/new-meeting/service.ts'
export { hostOf } from './booking/service.ts'
export { isMentioned, readMention } from './mentions/rules.ts'
export { proposeMergings } from '../planning/merging/service.ts'
export { readMonthRef } from './month/rules.ts'
export { monthEntries, noticeEffectOf, tellMonth } from './month/service.ts'
export {
  cancelledBeside,
  noticeRef,
  markCountsStale,
  markNoticesStale,
  readNoticeRef,
  wasNoticed,
  wasTold,
} from './notices/service.ts'
import { Unfit } from '../errors.ts'
export { committeeDueOf, dayOf, isToldPrivately, isWithdrawn, itemsFor, ladderOf } from './rules.ts'
export { announceAgain, withdrawNotice } from './withdrawal/service.ts'
export { planSeries, withoutSeries } from './series/service.ts'

/**
 * Books, changes and cancels what the college's file plans, and sets the alarm of each notice. Answers the meetings
 * that changed; attendance and reports take them up. What was over before it was booked is kept as a record only.
 */
export async function bookMeetings(
  ctx: Ctx,
  tx: Tx,
  planned: readonly PlannedMeeting[],
): Promise<MeetingId[]> {
  const changed: MeetingId[] = []
  for (const one of planned) {
    if (await bookMeeting(ctx, tx, one)) changed.push(one.id)
  }
  return changed
}

/** The same for one; false when nothing changed that the features above have to take up. */
export async function bookMeeting(ctx: Ctx, tx: Tx, planned: PlannedMeeting): Promise<boolean> {
  const old = await store.lock(tx, planned.id)
  const next = await plannedRecord(ctx, tx, planned)
  if (old === undefined) return bookNew(ctx, tx, { next, by: 'file' })
  if (old.state === 'ended' || old.state === 'adjourned') return false
  if (!(await partMeeting(ctx, tx, { absorbed: old, next }))) return false
  const whole = (await store.takenInBy(tx, old.id)).reduce(merged, next)
  return changeBooked(ctx, tx, { old, next: whole })
}

/** Books a meeting that a person called. False when it is over already, and so a record of the past. */
export async function bookCalled(
  ctx: Ctx,
  tx: Tx,
  { planned, by }: { planned: PlannedMeeting; by: MemberId },
): Promise<boolean> {
  return bookNew(ctx, tx, { next: { ...(await plannedRecord(ctx, tx, planned)), origin: 'chat' }, by })
}

async function bookNew(
  ctx: Ctx,
  tx: Tx,
  { next, by }: { next: MeetingRecord; by: MemberId | 'file' },
): Promise<boolean> {
  const isOver = next.state === 'scheduled' && Temporal.Instant.compare(next.endsAt, ctx.now()) <= 0
  if (!(await store.insert(tx, isOver ? { ...next, state: 'ended' } : next))) return false
  await audit(ctx, tx, {
    actor: by,
    act: 'meetings.book',
    about: next.id,
    details: { state: next.state },
  })
  if (next.state === 'scheduled' && !isOver) await setNotice(ctx, tx, next.id)
  return !isOver
}

async function changeBooked(
  ctx: Ctx,
  tx: Tx,
  change: { old: Meeting; next: MeetingRecord },
): Promise<boolean> {
  const { old, next } = change
  if (next.state === 'cancelled') {
    await store.save(tx, { ...next, version: old.version })
    if (old.state === 'scheduled') await notices.writeCancelled(ctx, tx, old)
    return true
  }
  const revived = old.state === 'cancelled'
  const version = revived || isNewPlan(old, next) ? old.version + 1 : old.version
  await store.save(tx, { ...next, version, movedFrom: next.movedFrom ?? movedFromOf(old, next) })
  await audit(ctx, tx, { actor: 'file', act: 'meetings.change', about: old.id, details: { version } })
  await notices.markNoticesStale(tx, { ...old, version })
  if (version !== old.version) await setNotice(ctx, tx, old.id)
  return true
}

/** Sets the alarm of the notice of a plan that was booked, changed or is to be told again. */
export async function setNotice(ctx: Ctx, tx: Tx, id: MeetingId): Promise<void> {
  const meeting = await meetingById(tx, id)
  await notices.planNotice(tx, meeting, planOf(ctx, meeting).notice)
}

type ChangeOfPlan = { old: Meeting; next: Meeting; by: MemberId | 'file' }

/**
 * Changes time, place, agenda or what else a meeting holds, as a person wished who may: `old` is locked. The features above
 * must take it up. The file's line for it stays as it is, and counts again once it is changed itself.
 */
export async function changeMeeting(ctx: Ctx, tx: Tx, { old, next: wish, by }: ChangeOfPlan): Promise<void> {
  // Other types may concern other people.
  const isOtherType = old.types.join() !== wish.types.join()
  const next = isOtherType ? { ...wish, chat: (await placeOf(ctx, tx, wish)).chat } : wish
  // Who was not told yet is told when the new type says.
  const isOther = isNewPlan(old, next) || (!old.announced && isOtherType)
  const version = isOther ? old.version + 1 : old.version
  await store.change(tx, { ...next, version, movedFrom: movedFromOf(old, next) })
  await audit(ctx, tx, { actor: by, act: 'meetings.change', about: old.id, details: { version } })
  await notices.markNoticesStale(tx, { ...old, version })
  if (version !== old.version) await setNotice(ctx, tx, old.id)
}

/** The meeting, locked until the transaction ends. Throws when there never was one. */
export async function lockMeeting(tx: Tx, id: MeetingId): Promise<Meeting> {
  const found = await store.lock(tx, id)
  if (found === undefined) throw new Unfit(`no meeting ${id}`)
  return found
}

type Cancellation = { id: MeetingId; reason: string | null; by: MemberId | 'file' }

/** Cancels a meeting that has not taken place; who was told of it is told again. */
export async function cancelMeeting(ctx: Ctx, tx: Tx, what: Cancellation) {
  const meeting = await store.lock(tx, what.id)
  if (meeting?.state !== 'scheduled') return
  await store.cancel(tx, what.id, { reason: what.reason, edited: what.by !== 'file' })
  await audit(ctx, tx, { actor: what.by, act: 'meetings.cancel', about: what.id, details: {} })
  await notices.writeCancelled(ctx, tx, meeting)
}

type TakingBack = { meeting: Meeting; by: MemberId }

/** Takes back a record of the past, which is locked. False when it is none, or was taken back before. */
export async function takeBackRecord(ctx: Ctx, tx: Tx, { meeting, by }: TakingBack): Promise<boolean> {
  if (meeting.state !== 'ended') return false
  await store.cancel(tx, meeting.id, { reason: null, edited: true })
  await audit(ctx, tx, { actor: by, act: 'meetings.undoRecord', about: meeting.id, details: {} })
  return true
}

type TakingIn = { absorbed: Meeting; into: Meeting; by: MemberId }

/** Ends a meeting by itself that another one takes in, both locked: its cards say so, and no word of it sounds like an end. */
export async function takeInMeeting(ctx: Ctx, tx: Tx, { absorbed, into, by }: TakingIn): Promise<void> {
  const reason = words.mergedInto(into.title)
  const ids = await store.takeIn(tx, absorbed.id, { into: into.id, reason })
  await audit(ctx, tx, {
    actor: by,
    act: 'meetings.merge',
    about: absorbed.id,
    details: { into: into.id },
  })
  for (const meeting of await store.byIds(tx, ids)) await notices.markNoticesStale(tx, meeting)
}

/** Books a meeting of the past: no letters, no alarms. False when it is known already: it stays as it is. */
export async function recordPast(ctx: Ctx, tx: Tx, past: PastMeeting): Promise<boolean> {
  if ((await store.byId(tx, past.id)) !== undefined) return false
  await store.save(tx, await pastRecord(ctx, tx, past))
  await audit(ctx, tx, { actor: 'history', act: 'meetings.record', about: past.id, details: {} })
  return true
}

/** Ends a meeting whose roll is closed. */
export async function endMeeting(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  await store.setState(tx, meeting.id, 'ended')
  await notices.markEndedStale(ctx, tx, meeting)
}

/** Notes that it is written down who came: until then a meeting that was held waits for that 到会待登记. */
export async function noteCounted(tx: Tx, id: MeetingId): Promise<void> {
  await store.noteCounted(tx, id)
}

/** Tells the chat of the meeting, or the few who are due; otherwise nobody is told until there is a chat. */
export async function announce(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  const isHeard = meeting.chat !== null || isToldPrivately(meeting, ctx.settings.types)
  if (isHeard) await store.noteAnnounced(tx, meeting.id)
  await notices.writeNotice(ctx, tx, meeting)
}

/** The meeting. Throws when there never was one. */
export async function meetingById(tx: Tx, id: MeetingId): Promise<Meeting> {
  const found = await store.byId(tx, id)
  if (found === undefined) throw new Unfit(`no meeting ${id}`)
  return found
}

/** Meetings that start at or after `from` and before `to`, in order of time, whatever became of them. */
export async function meetingsBetween(
  tx: Tx,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Meeting[]> {
  return store.between(tx, from, to)
}

/** Who is due 应到 on the day of the meeting, and who is not counted 不计入应到. */
export async function dueOf(
  ctx: Ctx,
  tx: Tx,
  meeting: Pick<Meeting, 'types' | 'audience' | 'startsAt' | 'zone'>,
) {
  const on = dayOf(meeting)
  const committee = committeeDueOf(meeting, ctx.settings.types)
  const people = committee === null ? peopleIn(tx, meeting.audience, on) : branchCommittee(tx, committee, on)
  return splitExempt(await people)
}

type Planned = Pick<Meeting, 'types' | 'audience' | 'chat' | 'startsAt' | 'endsAt' | 'announced'>

/** When what happens around the meeting if it is planned now. */
export function planOf(ctx: Ctx, meeting: Planned, now = ctx.now()): MeetingPlan {
  const { announced: told } = meeting
  const planned = plan(meeting, { settings: ctx.settings, calendar: ctx.calendar, now, told })
  // Whoever is told privately need not be told privately once more.
  return isToldPrivately(meeting, ctx.settings.types) ? { ...planned, ask: null } : planned
}

/** When, where and about what, for a card. */
export function meetingFacts(ctx: Ctx, meeting: Meeting): Block {
  return factsBlock(meeting, ctx.settings.terms)
}
