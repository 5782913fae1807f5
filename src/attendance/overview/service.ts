import { z } from 'zod'
import { audit } from '../../audit.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { dayOf, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { nameOf, namesOf } from '../../roster/service.ts'
import { dateOf } from '../../time/dates.ts'
import { isAfter, isBefore } from '../../time/order.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { silentOnes } from '../answers/service.ts'
import { rollState } from '../checkin/service.ts'
import { askedOn, markOverviewsStale, remindLetter } from '../invitations/service.ts'
import { rightTo } from '../rights/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Attendee, Grouped, Note, Phase, Pressed, Refusal } from './types.ts'

const overviewLetter = kind(
  'attendance.overview',
  { key: '{meeting}:{who}:{minute}', ref: '{meeting}' },
  { meeting: MeetingId, who: MemberId, minute: z.string() },
)

/** Which meeting an overview shows: `A047`. */
export const overviewRef = overviewLetter.ref

/** Sends a person who answered what, or who has come, by name; it takes the place of an earlier one. */
export async function openOverview(ctx: Ctx, tx: Tx, pressed: Pressed): Promise<Refusal | null> {
  const refusal = await refusalToRead(ctx, tx, pressed)
  if (refusal !== null) return refusal
  const { meeting, who, madeAt } = pressed
  // Two presses within a minute are one.
  const letter = overviewLetter.names({ meeting, who, minute: madeAt.round('minute').toString() })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  await markOverviewsStale(tx, meeting)
  return null
}

/** Why a person may not read by name who answered and came, or null; who may on demand only is written down. (domain §5, row 12) */
export async function refusalToRead(
  ctx: Ctx,
  tx: Tx,
  { meeting: id, who }: Pressed,
): Promise<Refusal | null> {
  const meeting = await meetingById(tx, id)
  const right = await rightTo(ctx, tx, { act: 'readByName', who, meeting })
  if (right === null) return 'mayNot'
  if (meeting.state === 'cancelled') return meeting.mergedInto === null ? 'cancelled' : 'merged'
  if (right === 'logged')
    await audit(ctx, tx, { actor: who, act: 'attendance.readByName', about: id, details: {} })
  return null
}

/** What there is to see of a meeting now. */
export async function overviewPhase(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<Phase> {
  return rules.phaseOf(meeting, await rollState(tx, meeting.id), ctx.now())
}

/** Everybody on the list of a meeting by name, put together by what they said or how they came. */
export async function peopleOf(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<People> {
  const phase = await overviewPhase(ctx, tx, meeting)
  const people = await store.attendees(tx, meeting.id)
  const ids = people.map(({ who }) => who)
  const names = await namesOf(tx, ids, meeting.branch)
  const named = people.map((one) => ({ ...one, name: names.get(one.who) ?? one.who }))
  return { phase, groups: rules.grouped(named, phase) }
}

/** The people of a meeting, and what there is to see of it now. */
type People = { phase: Phase; groups: Grouped<Attendee & { name: string; notes: Note[] }>[] }

/** `left`: how many were asked today already; `arrives`: when it is silent now, the first moment at which it is not. */
export type Reminded =
  | { ok: true; people: number; left: number; arrives: Temporal.Instant | null }
  | { ok: false; refusal: Refusal }
  | { ok: false; refusal: 'remindedToday'; at: Temporal.Instant; by: string }

/** Asks everybody once more who has not answered and was not asked on this day; once a day for each meeting. */
export async function remind(ctx: Ctx, tx: Tx, { meeting: id, who: by, madeAt }: Pressed): Promise<Reminded> {
  const meeting = await meetingById(tx, id)
  if ((await rightTo(ctx, tx, { act: 'readByName', who: by, meeting })) !== 'yes')
    return { ok: false, refusal: 'mayNot' }
  const refusal = rules.refusalToRemind(meeting, madeAt)
  if (refusal !== null) return { ok: false, refusal }
  const now = ctx.now()
  const arrives = allowedFrom(now, quietOf(ctx), dayOf(meeting))
  if (!isBefore(arrives, meeting.startsAt)) return { ok: false, refusal: 'tooLate' }
  const day = dateOf(madeAt, ctx.settings.timezone)
  const written = await write(ctx, tx, { meeting, by, at: madeAt, day })
  return written.ok ? { ...written, arrives: isAfter(arrives, now) ? arrives : null } : written
}

type Reminding = { meeting: Meeting; by: MemberId; at: Temporal.Instant; day: Temporal.PlainDate }

async function write(ctx: Ctx, tx: Tx, { meeting, by, at, day }: Reminding) {
  const { id, version, startsAt } = meeting
  const silent = await silentOnes(tx, id)
  const asked = await askedOn(ctx, tx, { meeting, people: silent, day })
  const people = silent.filter((who) => !asked.has(who))
  // Whoever presses at the same moment waits here, and finds that it was done.
  const isFirst =
    people.length > 0 && (await store.noteReminder(tx, { meeting: id, day, by, at, people: people.length }))
  if (!isFirst) {
    const before = await store.lastReminder(tx, { meeting: id, day })
    if (before !== null) return remindedBy(tx, meeting, before)
    return refuse(silent.length === 0 ? 'nobodySilent' : 'allAsked')
  }
  const letters = people.map((who) => ({
    ...remindLetter.names({ meeting: id, version, who, day: day.toString() }),
    to: { person: who },
    uselessAfter: startsAt,
  }))
  await writeLetters(ctx, tx, letters)
  await audit(ctx, tx, { actor: by, act: 'attendance.remind', about: id, details: { people: people.length } })
  await markOverviewsStale(tx, id)
  return { ok: true as const, people: people.length, left: asked.size }
}

function refuse(refusal: 'nobodySilent' | 'allAsked') {
  return { ok: false as const, refusal }
}

async function remindedBy(tx: Tx, { branch }: Meeting, { by, at }: { by: MemberId; at: Temporal.Instant }) {
  return { ok: false as const, refusal: 'remindedToday' as const, at, by: await nameOf(tx, by, branch) }
}
