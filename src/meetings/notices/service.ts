import { z } from 'zod'
import { isAlarmToCome, setAlarms } from '../../alarms/service.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import {
  anyAttempted,
  markStale,
  markStaleBy,
  sendToChat,
  withdrawLetters,
  writeLetters,
  waitingByRef,
} from '../../letters/service.ts'
import { markPairsStale } from '../pairs/service.ts'
import { inMonthTold, markMonthsStale, markMonthsStaleAtLeisure, noticeEffectOf } from '../month/service.ts'
import { shift } from '../../time/dues.ts'
import { isToldPrivately } from '../rules.ts'
import { expectedOf } from '../expected/service.ts'
import { between } from '../store.ts'
import type { Meeting, NoticeRef } from '../types.ts'

/** Later than the end of the meeting is noted, which is updated at once and takes the counts with it. */
const THEN = Temporal.Duration.from({ minutes: 1 })

const Cancelled = z.literal('cancelled')
const parts = {
  meeting: MeetingId,
  version: count,
  of: z.union([Cancelled, count]),
  end: Cancelled,
  person: MemberId,
}

/** Of one revision of a meeting. */
export const noticeAlarm = kind('meetings.notice', { key: '{meeting}:v{version}', ref: '{meeting}' }, parts)
const noticeLetter = kind(
  'meetings.notice',
  { key: '{meeting}:v{version}[:{end}][:{person}]', ref: '{meeting}@{of}' },
  parts,
)
const withdrawnLetter = kind(
  'meetings.withdrawn',
  { key: '{meeting}:v{version}:{person}', ref: '{meeting}@{version}' },
  parts,
)

/** What a notice letter shows: `A047@1`. */
export const noticeRef = noticeLetter.ref

type Notice = { meeting: Meeting; of: NoticeRef['of']; person?: MemberId | null }

/** To the chat, or to one person. */
function noticeOf({ meeting: { id, version, startsAt }, of, person = null }: Notice) {
  const end = of === 'cancelled' ? of : null
  const names = noticeLetter.names({ meeting: id, version, of, end, person })
  return { ...names, uselessAfter: startsAt }
}

/** Sets the alarm of a revision's notice. */
export async function setNoticeAlarm(tx: Tx, meeting: Meeting, dueAt: Temporal.Instant): Promise<void> {
  const alarm = noticeAlarm.names({ meeting: meeting.id, version: meeting.version })
  await setAlarms(tx, [{ ...alarm, dueAt, uselessAfter: meeting.startsAt }])
}

/** Writes the notice of the meeting's revision. */
export async function writeNotice(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  await write(ctx, tx, { meeting, of: meeting.version })
}

/** Tells a chat of the meeting that has become its chat: a notice that waits goes there, one that was sent is said there, too. */
export async function tellInChat(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  if (meeting.chat === null) return writeNotice(ctx, tx, meeting)
  await sendToChat(ctx, tx, { ...noticeOf({ meeting, of: meeting.version }), to: { chat: meeting.chat } })
}

/** Tells a chat that knows of the meeting that it is cancelled. */
export async function writeCancelled(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  await markNoticesStale(tx, meeting)
  const { waiting } = await toldBeside(tx, meeting)
  // The card that waits for the same slot tells of both.
  if (meeting.announced && !waiting) await write(ctx, tx, { meeting, of: 'cancelled' })
}

/** Meetings of the same chat and slot that are cancelled without a card of their own: one that tells of this one tells of them. */
export async function cancelledBeside(tx: Tx, meeting: Meeting): Promise<Meeting[]> {
  return (await toldBeside(tx, meeting)).untold
}

async function toldBeside(tx: Tx, { id, chat, branch, startsAt }: Meeting) {
  const all = await between(tx, startsAt, startsAt.add({ milliseconds: 1 }))
  const beside = all.filter(
    (one) =>
      one.id !== id &&
      one.chat === chat &&
      one.branch === branch &&
      one.state === 'cancelled' &&
      one.announced &&
      !one.mergedInto,
  )
  const endRef = (one: Meeting) => noticeRef.text({ meeting: one.id, of: 'cancelled' })
  const written = await waitingByRef(tx, beside.map(endRef), 'meetings.notice')
  return {
    waiting: beside.some((one) => written.get(endRef(one)) === true),
    untold: beside.filter((one) => !written.has(endRef(one))),
  }
}

/** Takes back every notice of a meeting, and tells those who had answered, each once. */
export async function withdrawNotices(
  ctx: Ctx,
  tx: Tx,
  { meeting, people }: { meeting: Meeting; people: readonly MemberId[] },
): Promise<void> {
  const { id, version } = meeting
  await withdrawLetters(tx, refsOf(meeting), ['meetings.notice'])
  await markMonthsStale(tx, meeting)
  const letters = people.map((person) => ({
    ...withdrawnLetter.names({ meeting: id, version, person }),
    to: { person },
    uselessAfter: meeting.startsAt,
  }))
  await writeLetters(ctx, tx, letters)
}

async function write(ctx: Ctx, tx: Tx, { meeting, of }: Notice): Promise<void> {
  const { chat } = meeting
  if (chat !== null) return writeLetters(ctx, tx, [{ ...noticeOf({ meeting, of }), to: { chat } }])
  const people = await toldPrivately(ctx, tx, meeting)
  if (people.length === 0) return ctx.log.warn({ meeting: meeting.id }, 'no chat to announce it in')
  await writeToPeople(ctx, tx, { meeting, of, people, dueAt: ctx.now() })
}

type ToPeople = {
  meeting: Meeting
  of: NoticeRef['of']
  people: readonly MemberId[]
  dueAt: Temporal.Instant
}

async function writeToPeople(ctx: Ctx, tx: Tx, { meeting, of, people, dueAt }: ToPeople): Promise<void> {
  await writeLetters(
    ctx,
    tx,
    people.map((person) => ({ ...noticeOf({ meeting, of, person }), to: { person }, dueAt })),
  )
}

/** Sends these people the notice of a meeting of which each hears privately; whoever got it does not get it again. */
export async function noticePrivately(
  ctx: Ctx,
  tx: Tx,
  told: { meeting: Meeting; people: readonly MemberId[]; dueAt: Temporal.Instant },
): Promise<void> {
  await writeToPeople(ctx, tx, { ...told, of: told.meeting.version })
}

/** Tells these people that such a meeting is cancelled; whoever was told so is not told again. */
export async function tellEndPrivately(
  ctx: Ctx,
  tx: Tx,
  told: { meeting: Meeting; people: readonly MemberId[] },
): Promise<void> {
  await writeToPeople(ctx, tx, { ...told, of: 'cancelled', dueAt: ctx.now() })
}

/** Whether the notice of the revision in force is still to come: then whoever is added meanwhile hears by it. */
export async function isNoticeToCome(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<boolean> {
  const { id, version } = meeting
  if (await isAlarmToCome(tx, noticeAlarm.names({ meeting: id, version }).key))
    return (await noticeEffectOf(ctx, tx, meeting)) !== 'instead'
  if (isToldPrivately(meeting, ctx.settings.types)) return false
  const ref = noticeRef.text({ meeting: id, of: version })
  return (await waitingByRef(tx, [ref], 'meetings.notice')).get(ref) === true
}

/** The people who hear of a meeting each privately: all who are expected, where they are a few of a branch. */
export async function toldPrivately(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<MemberId[]> {
  return isToldPrivately(meeting, ctx.settings.types) ? (await expectedOf(ctx, tx, meeting)).expected : []
}

/** Whether the chat may have been told of the meeting, by a notice or a month's card: what is still in the post has told nobody. */
export async function wasTold(tx: Tx, meeting: Pick<Meeting, 'id' | 'version'>): Promise<boolean> {
  return (await anyAttempted(tx, refsOf(meeting), 'meetings.notice')) || inMonthTold(tx, meeting.id)
}

/** Whether the notice of the revision in force may have been read. */
export async function wasNoticed(tx: Tx, { id, version }: Pick<Meeting, 'id' | 'version'>): Promise<boolean> {
  return anyAttempted(tx, [noticeRef.text({ meeting: id, of: version })], 'meetings.notice')
}

/** Says that what the notices of a meeting show has changed, and what the month's cards show of it. */
export async function markNoticesStale(tx: Tx, meeting: Meeting): Promise<void> {
  await markOwnNoticesStale(tx, meeting)
  await markMonthsStale(tx, meeting)
}

/** Marks the cards of a meeting that is over; a private notice shows so when somebody presses it. */
export async function markEndedStale(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  await (isToldPrivately(meeting, ctx.settings.types)
    ? markDialogueStale(tx, meeting)
    : markOwnNoticesStale(tx, meeting))
  await markMonthsStaleAtLeisure(ctx, tx, meeting)
}

/**
 * Says that the counts on a meeting's cards have changed. Whoever presses a button of a notice sees them as they are;
 * what was answered elsewhere is updated with the next revision, at the latest when the meeting is over.
 */
export async function markCountsStale(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  if (isToldPrivately(meeting, ctx.settings.types)) return
  const refs = [noticeRef.text({ meeting: meeting.id, of: meeting.version })]
  const closed = shift(meeting.endsAt, ctx.settings.checkin.closes, ctx.settings.timezone)
  await markStaleBy(tx, { refs, kinds: ['meetings.notice'], by: closed.add(THEN) })
  await markMonthsStaleAtLeisure(ctx, tx, meeting)
}

async function markOwnNoticesStale(tx: Tx, meeting: Meeting): Promise<void> {
  const cancelled = noticeRef.text({ meeting: meeting.id, of: 'cancelled' })
  await markStale(tx, [...refsOf(meeting), cancelled], ['meetings.notice'])
  await markDialogueStale(tx, meeting)
}

async function markDialogueStale(tx: Tx, { id }: Meeting): Promise<void> {
  // The card on which it was called is named after it.
  await markStale(tx, [id], ['meetings.convene'])
  await markPairsStale(tx, id)
}

function refsOf({ id, version }: Pick<Meeting, 'id' | 'version'>): string[] {
  return Array.from({ length: version }, (_, index) => noticeRef.text({ meeting: id, of: index + 1 }))
}
