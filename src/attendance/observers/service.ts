import { z } from 'zod'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { anyAttempted, markStale, withdrawLetters, writeLetters } from '../../letters/service.ts'
import type { Meeting, NoticeRef } from '../../meetings/types.ts'
import { everyone } from '../list/service.ts'

const End = z.literal('cancelled')

const observerLetter = kind(
  'attendance.observe',
  { key: '{meeting}:v{version}[:{end}]:{who}', ref: '{who}/{meeting}@{of}' },
  { meeting: MeetingId, version: count, end: End, who: MemberId, of: z.union([End, count]) },
)

/** What an invitation shows: `M0012/A047@1`; one that says the meeting is cancelled: `M0012/A047@cancelled`. */
export const observerRef = observerLetter.ref

/** The observers of a meeting, in order of id; who is expected or exempt is none of them. */
export async function observersOf(tx: Tx, { id }: Pick<Meeting, 'id'>): Promise<MemberId[]> {
  return (await everyone(tx, id)).filter(({ role }) => role === 'observer').map(({ who }) => who)
}

/** Invites the observers to the plan in force, each once, when its notice is due. */
export async function inviteObservers(
  ctx: Ctx,
  tx: Tx,
  { meeting, dueAt }: { meeting: Meeting; dueAt: Temporal.Instant },
): Promise<void> {
  await write(ctx, tx, { meeting, of: meeting.version, dueAt })
}

/** Tells the observers that the meeting is cancelled. */
export async function tellObserversOfEnd(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  await write(ctx, tx, { meeting, of: 'cancelled', dueAt: ctx.now() })
}

type Writing = { meeting: Meeting; of: NoticeRef['of']; dueAt: Temporal.Instant }

async function write(ctx: Ctx, tx: Tx, { meeting, of, dueAt }: Writing): Promise<void> {
  const { id, version, startsAt: uselessAfter } = meeting
  const end = of === 'cancelled' ? of : null
  const letters = (await observersOf(tx, meeting)).map((who) => ({
    ...observerLetter.names({ meeting: id, version, end, who, of }),
    to: { person: who },
    dueAt,
    uselessAfter,
  }))
  await writeLetters(ctx, tx, letters)
}

/** Whether an observer may have been invited to some plan of the meeting. */
export async function wasInvited(tx: Tx, meeting: Meeting, who: MemberId): Promise<boolean> {
  return anyAttempted(tx, refsTo(meeting, [who]), 'attendance.observe')
}

/** Takes back the invitations, with the notice. */
export async function withdrawObservers(tx: Tx, meeting: Meeting): Promise<void> {
  const refs = refsTo(meeting, await observersOf(tx, meeting))
  if (refs.length > 0) await withdrawLetters(tx, refs, ['attendance.observe'])
}

/** Says that what these people, or else all observers, were shown as observers has changed. */
export async function markObserversStale(
  tx: Tx,
  meeting: Meeting,
  people?: readonly MemberId[],
): Promise<void> {
  const all = people ?? (await observersOf(tx, meeting))
  const ends = all.map((who) => observerRef.text({ who, meeting: meeting.id, of: 'cancelled' }))
  await markStale(tx, [...refsTo(meeting, all), ...ends], ['attendance.observe'])
}

function refsTo({ id: meeting, version }: Meeting, people: readonly MemberId[]): string[] {
  const plans = Array.from({ length: version }, (_, index) => index + 1)
  return people.flatMap((who) => plans.map((of) => observerRef.text({ who, meeting, of })))
}
