import { audit } from '../../audit.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import {
  isNoticeToCome,
  isToldPrivately,
  isWithdrawn,
  markCountsStale,
  markNoticesStale,
  meetingsOf,
  noticePrivately,
  timesOf,
} from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { isBefore } from '../../time/order.ts'
import { silentOnes } from '../answers/service.ts'
import { markInvitationsStale } from '../invitations/service.ts'
import { markRequestsStale } from '../leaves/service.ts'
import {
  addedByHand,
  everyone,
  followList,
  freezeList,
  type ListChange,
  outdatedAmong,
  unfrozen,
  unfrozenWith,
} from '../list/service.ts'
import { markObserversStale } from '../observers/service.ts'

/** So many meetings are compared with the roster in one transaction. */
const CHUNK = 50

/**
 * Lets every list that is not frozen follow the roster. Comparing locks nothing; each list that differs is changed in a
 * transaction of its own. It may run as often as anybody likes, and what was cut off is done by the next run.
 */
export async function followRoster(ctx: Ctx): Promise<void> {
  for (let behind: string | undefined = ''; behind !== undefined; ) {
    const ids = await transact(ctx, (tx) =>
      unfrozen(tx, { behind: behind ?? '', at: ctx.now(), most: CHUNK }),
    )
    const outdated = await transact(ctx, async (tx) => {
      const planned = (await meetingsOf(tx, ids)).filter(({ state }) => state === 'scheduled')
      return outdatedAmong(ctx, tx, planned)
    })
    for (const id of outdated) await transact(ctx, (tx) => followMeeting(ctx, tx, id))
    behind = ids.at(-1)
  }
}

/** Lets the lists of meetings to come follow what has changed about one person. */
export async function followPerson(ctx: Ctx, tx: Tx, who: MemberId): Promise<void> {
  for (const id of await unfrozenWith(ctx, tx, who)) await followMeeting(ctx, tx, id)
}

async function followMeeting(ctx: Ctx, tx: Tx, id: MeetingId): Promise<void> {
  const followed = await followList(ctx, tx, id)
  if (followed !== null) await tellChange(ctx, tx, followed)
}

/** Freezes the list of a meeting whose check-in opens, or closes unopened: the roster is followed for the last time. */
export async function freezeFor(ctx: Ctx, tx: Tx, { id }: Meeting): Promise<void> {
  const followed = await followList(ctx, tx, id)
  if (followed === null) return
  await tellChange(ctx, tx, followed)
  await freezeList(ctx, tx, followed.meeting)
  const all = await everyone(tx, id)
  const countOf = (role: string) => all.filter((one) => one.role === role).length
  const details = { expected: countOf('due'), exempt: countOf('exempt'), observers: countOf('observer') }
  await audit(ctx, tx, { actor: 'clock', act: 'attendance.freeze', about: id, details })
}

type Followed = { meeting: Meeting; change: ListChange }

async function tellChange(ctx: Ctx, tx: Tx, { meeting, change }: Followed): Promise<void> {
  const { joined, left, changed } = change
  if (changed.length === 0) return
  await audit(ctx, tx, {
    actor: 'clock',
    act: 'attendance.follow',
    about: meeting.id,
    details: { joined, left },
  })
  await markListStale(ctx, tx, { meeting, change })
  await tellJoined(ctx, tx, { meeting, change })
}

/** Says that what is shown to these people about the meeting has changed, and its counts. */
export async function markListStale(ctx: Ctx, tx: Tx, { meeting, change }: Followed): Promise<void> {
  await markInvitationsStale(tx, meeting, change.changed)
  await markStale(tx, meeting.id, ['attendance.list'])
  await markRequestsStale(tx, meeting.id, change.changed)
  await markObserversStale(tx, meeting, change.changed)
  if (isToldPrivately(meeting, ctx.settings.types)) await markNoticesStale(tx, meeting)
  else await markCountsStale(ctx, tx, meeting)
}

const addedLetter = kind(
  'attendance.added',
  { key: '{meeting}:v{version}:{who}', ref: '{meeting}/{who}@{version}' },
  { meeting: MeetingId, version: count, who: MemberId },
)

/**
 * Tells those who joined the list of a meeting after it was announced, and have not answered. Where the notice is still to
 * come, that will tell them.
 */
export async function tellJoined(ctx: Ctx, tx: Tx, { meeting, change }: Followed): Promise<void> {
  const isOpen = meeting.announced && !isWithdrawn(meeting) && isBefore(ctx.now(), meeting.startsAt)
  if (change.joined.length === 0 || !isOpen || (await isNoticeToCome(ctx, tx, meeting))) return
  const silent = new Set(await silentOnes(tx, meeting.id))
  const people = change.joined.filter((who) => silent.has(who))
  if (isToldPrivately(meeting, ctx.settings.types))
    return noticePrivately(ctx, tx, { meeting, people, dueAt: ctx.now() })
  await writeAdded(ctx, tx, { meeting, people, dueAt: ctx.now() })
}

/**
 * Tells those who were added by hand and are not of the audience, who may not read its chat: together with the notice, each
 * once for each revision.
 */
export async function tellAddedByHand(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  if (isWithdrawn(meeting) || !isBefore(ctx.now(), meeting.startsAt)) return
  const people = await addedByHand(ctx, tx, meeting)
  const told = { meeting, people, dueAt: timesOf(ctx, meeting).notice }
  if (isToldPrivately(meeting, ctx.settings.types)) await noticePrivately(ctx, tx, told)
  else await writeAdded(ctx, tx, told)
}

type Told = { meeting: Meeting; people: readonly MemberId[]; dueAt: Temporal.Instant }

async function writeAdded(ctx: Ctx, tx: Tx, { meeting, people, dueAt }: Told): Promise<void> {
  const { id, version, startsAt: uselessAfter } = meeting
  const letters = people.map((who) => ({
    ...addedLetter.names({ meeting: id, version, who }),
    to: { person: who },
    dueAt,
    uselessAfter,
  }))
  await writeLetters(ctx, tx, letters)
}
