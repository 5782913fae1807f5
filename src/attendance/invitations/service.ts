import { z } from 'zod'
import { count, kind, ref } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { markStale, reachedByRef } from '../../letters/service.ts'
import type { LetterKind } from '../../letters/types.ts'
import { dayOf } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { dateOf } from '../../time/dates.ts'
import { shortDay } from '../../time/format.ts'
import type { Leave, Invitation } from '../types.ts'

/** Every letter to one person about one meeting. */
const KINDS = [
  'attendance.ask',
  'attendance.remind',
  'attendance.confirm',
  'attendance.added',
  'attendance.leaveForm',
  'attendance.leaveDecided',
] as const satisfies LetterKind[]

const parts = {
  meeting: MeetingId,
  who: MemberId,
  version: count,
  n: count,
  occasion: z.string(),
  day: z.string(),
}

/** Reads what any letter about one person and one meeting shows; a question also names a revision, a request its number. */
export const invitationRef = ref('{meeting}/{who}[@{version}]', parts)

export const askLetter = kind(
  'attendance.ask',
  { key: '{meeting}:v{version}:{who}', ref: '{meeting}/{who}@{version}' },
  parts,
)
/** The same question once more, on somebody's word. */
export const remindLetter = kind(
  'attendance.remind',
  { key: '{meeting}:v{version}:{who}:{day}', ref: '{meeting}/{who}@{version}' },
  parts,
)
/** One word before the start to whoever said that they come. */
export const confirmLetter = kind(
  'attendance.confirm',
  { key: '{meeting}:v{version}:{who}', ref: '{meeting}/{who}@{version}' },
  parts,
)
export const leaveFormLetter = kind(
  'attendance.leaveForm',
  { key: '{meeting}:v{version}:{who}:{occasion}', ref: '{meeting}/{who}' },
  parts,
)
export const leaveAskedLetter = kind(
  'attendance.leaveAsked',
  { key: '{meeting}:v{version}:{who}:{n}', ref: '{meeting}/{who}@{n}' },
  parts,
)
export const leaveDecidedLetter = kind(
  'attendance.leaveDecided',
  { key: '{meeting}:v{version}:{who}:{n}', ref: '{meeting}/{who}' },
  parts,
)
/** The same once more, because the decision was changed. */
export const leaveChangedLetter = kind(
  'attendance.leaveDecided',
  { key: '{meeting}:v{version}:{who}:{n}:{occasion}', ref: '{meeting}/{who}' },
  parts,
)

/** The letters that ask one person whether they come. */
const ASKING = ['attendance.ask', 'attendance.remind'] as const satisfies LetterKind[]

type Asking = {
  meeting: Pick<Meeting, 'id' | 'version'>
  people: readonly MemberId[]
  day: Temporal.PlainDate
}

/** Those of these people who were asked about the plan in force on that day, or are about to be. */
export async function askedOn(ctx: Ctx, tx: Tx, { meeting, people, day }: Asking): Promise<Set<MemberId>> {
  const { id, version } = meeting
  const refOf = (who: MemberId) => invitationRef.text({ meeting: id, who, version })
  const reached = await reachedByRef(tx, people.map(refOf), ASKING)
  const wasOn = (at: Temporal.Instant) => dateOf(at, ctx.settings.timezone).equals(day)
  return new Set(
    people.filter((who) => {
      const at = reached.get(refOf(who))
      return at === null || (at !== undefined && wasOn(at))
    }),
  )
}

/** The card on which the requests for leave from a meeting stand before one who decides. */
export const leavesAskedLetter = kind(
  'attendance.leavesAsked',
  { key: '{meeting}:{round}:{by}', ref: '{meeting}@{round}' },
  { meeting: MeetingId, round: count, by: MemberId },
)

/** The same card once more, where something on it still waits. */
export const leavesWaitLetter = kind(
  'attendance.leavesWait',
  { key: '{meeting}:{round}:{by}:{day}', ref: '{meeting}@{round}' },
  { meeting: MeetingId, round: count, by: MemberId, day: z.string() },
)

/** 「11月26日第四季度党员大会」 */
export function saidOf(meeting: Meeting): string {
  return `${shortDay(dayOf(meeting))}${meeting.shownAs}`
}

/** What every request for leave of one person shows; the first ones were written without a number. */
export function requestRefs(invitation: Invitation, leave: Pick<Leave, 'n'> | null): string[] {
  const all = Array.from({ length: leave?.n ?? 0 }, (_, index) =>
    leaveAskedLetter.ref.text({ ...invitation, n: index + 1 }),
  )
  return [invitationRef.text({ ...invitation, version: null }), ...all]
}

/** Says that what is shown about these people and this meeting has changed. */
export async function markInvitationsStale(
  tx: Tx,
  { id: meeting, version }: Pick<Meeting, 'id' | 'version'>,
  people: readonly MemberId[],
): Promise<void> {
  const plans = Array.from({ length: version }, (_, index) => index + 1)
  const refs = people.flatMap((who) =>
    [null, ...plans].map((plan) => invitationRef.text({ meeting, who, version: plan })),
  )
  await markStale(tx, refs, KINDS)
  await markOverviewsStale(tx, meeting)
  await markStale(tx, people, ['desk.summary'])
}

/** Says that what a meeting's people are shown to have answered, or how they came, has changed. */
export async function markOverviewsStale(tx: Tx, meeting: MeetingId): Promise<void> {
  await markStale(tx, meeting, ['attendance.overview'])
}
