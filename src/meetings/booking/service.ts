import type { PlannedMeeting } from '../../../config/college.ts'
import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { placeOf } from '../chats/service.ts'
import { hostFor } from '../hosts/service.ts'
import * as notices from '../notices/service.ts'
import { meetingById } from '../records/service.ts'
import { isNewRevision, isToldPrivately, movedFromOf } from '../rules.ts'
import { noteStart } from '../starts/service.ts'
import * as store from '../store.ts'
import { timesOf } from '../times/service.ts'
import type { Meeting, MeetingRecord } from '../types.ts'
import { words } from '../words.ts'
import * as own from './store.ts'
import { instantOf } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'

/** Books a meeting that a person called. False when it is over already, and so a record of the past. */
export async function bookCalled(
  ctx: Ctx,
  tx: Tx,
  { planned, by }: { planned: PlannedMeeting; by: MemberId },
): Promise<boolean> {
  return bookNew(ctx, tx, { next: { ...(await plannedRecord(ctx, tx, planned)), origin: 'chat' }, by })
}

/** Books a meeting that is new; false when there is one of that id, or when it is over already and so a record only. */
export async function bookNew(
  ctx: Ctx,
  tx: Tx,
  { next, by }: { next: MeetingRecord; by: MemberId | 'file' },
): Promise<boolean> {
  const isOver = next.state === 'scheduled' && !isAfter(next.endsAt, ctx.now())
  if (!(await store.insert(tx, isOver ? { ...next, state: 'ended' } : next))) return false
  await noteStart(ctx, tx, next)
  await audit(ctx, tx, {
    actor: by,
    act: 'meetings.book',
    about: next.id,
    details: { state: next.state },
  })
  if (next.state === 'scheduled' && !isOver) await setNotice(ctx, tx, next.id)
  return !isOver
}

/** What a planned meeting is once its scope, chat and host are known. */
export async function plannedRecord(ctx: Ctx, tx: Tx, planned: PlannedMeeting): Promise<MeetingRecord> {
  const { minutes, cancelled, start, ...same } = planned
  const zone = ctx.settings.timezone
  const startsAt = instantOf(start, zone)
  const place = await placeOf(ctx, tx, planned)
  return {
    ...same,
    ...place,
    titles: [planned.title],
    types: [...planned.types],
    agenda: [...planned.agenda],
    observers: [...planned.observers],
    flagged: [...(planned.flagged ?? [])],
    training: planned.training ?? null,
    zone,
    startsAt,
    endsAt: startsAt.add({ minutes }),
    ...(await hostFor(ctx, tx, { ...place, ...planned })),
    state: cancelled === null ? 'scheduled' : 'cancelled',
    cancelReason: cancelled,
    version: 1,
    origin: 'file',
  }
}

/** Sets the alarm of the notice of a revision that was booked, changed or is to be told again. */
export async function setNotice(ctx: Ctx, tx: Tx, id: MeetingId): Promise<void> {
  const meeting = await meetingById(tx, id)
  await notices.setNoticeAlarm(tx, meeting, timesOf(ctx, meeting).notice)
}

type Revision = { old: Meeting; next: Meeting; by: MemberId | 'file' }

/**
 * Changes time, place, agenda or what else a meeting holds, as a person wished who may: `old` is locked. `takeUpMeetings`
 * must follow. The file's line for it stays as it is, and counts again once it is changed itself.
 */
export async function changeMeeting(ctx: Ctx, tx: Tx, { old, next: asked, by }: Revision): Promise<void> {
  // Other types may concern other people.
  const isOtherType = old.types.join() !== asked.types.join()
  const next = isOtherType ? { ...asked, chat: (await placeOf(ctx, tx, asked)).chat } : asked
  // People who were not told yet are told when the new type says.
  const isOther = isNewRevision(old, next) || (!old.announced && isOtherType)
  const version = isOther ? old.version + 1 : old.version
  await store.change(tx, { ...next, version, movedFrom: movedFromOf(old, next) })
  await noteStart(ctx, tx, next)
  await audit(ctx, tx, { actor: by, act: 'meetings.change', about: old.id, details: { version } })
  await notices.markNoticesStale(tx, { ...old, version })
  if (version !== old.version) await setNotice(ctx, tx, old.id)
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

/** Ends a meeting whose roll is closed. */
export async function endMeeting(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  await store.setState(tx, meeting.id, 'ended')
  await notices.markEndedStale(ctx, tx, meeting)
}

/** Notes that a meeting was put off for want of a quorum 到会不足改期: it was not held. False when that was noted before. */
export async function adjournMeeting(
  ctx: Ctx,
  tx: Tx,
  { id, by }: { id: MeetingId; by: MemberId },
): Promise<boolean> {
  const meeting = await store.lock(tx, id)
  if (meeting?.state !== 'scheduled' && meeting?.state !== 'ended') return false
  await store.setState(tx, id, 'adjourned')
  await audit(ctx, tx, { actor: by, act: 'meetings.adjourn', about: id, details: {} })
  // Unlike an end this is news, also to those who were told privately.
  await notices.markNoticesStale(tx, meeting)
  return true
}

/** Notes that a meeting that is over was not held 未召开, as its record says, or that it was after all. */
export async function noteHeld(tx: Tx, id: MeetingId, held: boolean): Promise<void> {
  const meeting = await store.lock(tx, id)
  if (meeting?.state !== (held ? 'unheld' : 'ended')) return
  await store.setState(tx, id, held ? 'ended' : 'unheld')
}

/** Notes that it is written down who came: until then a meeting that was held waits for that 到会待登记. */
export async function noteCounted(tx: Tx, id: MeetingId): Promise<void> {
  await own.noteCounted(tx, id)
}

/** Tells the chat of the meeting, or the few who are expected; otherwise nobody is told until there is a chat. */
export async function announce(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  const isHeard = meeting.chat !== null || isToldPrivately(meeting, ctx.settings.types)
  if (isHeard) await store.noteAnnounced(tx, meeting.id)
  await notices.writeNotice(ctx, tx, meeting)
}
