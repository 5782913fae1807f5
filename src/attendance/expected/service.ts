import { z } from 'zod'
import { audit } from '../../audit.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { meetingById, timesOf } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { meantBy } from '../../roster/service.ts'
import { markRollStale } from '../checkin/service.ts'
import { markListStale, tellAddedByHand, tellJoined } from '../follow/service.ts'
import { changeByHand } from '../list/service.ts'
import type { HandChange } from '../list/types.ts'
import { inviteObservers } from '../observers/service.ts'
import { rightTo } from '../rights/service.ts'
import * as rules from './rules.ts'
import type { Pressed, Refusal } from './types.ts'

const listLetter = kind(
  'attendance.list',
  { key: '{meeting}:{who}:{minute}', ref: '{meeting}' },
  { meeting: MeetingId, who: MemberId, minute: z.string() },
)

/** Which meeting's list a card shows: `A047`. */
export const listRef = listLetter.ref

/** Sends a person the list of a meeting by name; it takes the place of an earlier one. (domain §5, row 12) */
export async function openList(ctx: Ctx, tx: Tx, pressed: Pressed): Promise<Refusal | null> {
  const { meeting: id, who, madeAt } = pressed
  const meeting = await meetingById(tx, id)
  const right = await rightTo(ctx, tx, { act: 'readByName', who, meeting })
  if (right === null) return 'mayNot'
  if (right === 'logged')
    await audit(ctx, tx, { actor: who, act: 'attendance.readByName', about: id, details: {} })
  // Two presses within a minute are one.
  const letter = listLetter.names({ meeting: id, who, minute: madeAt.round('minute').toString() })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  await markStale(tx, id, ['attendance.list'])
  return null
}

export type Changed = { ok: true; change: HandChange } | { ok: false; refusal: Refusal }

/** Adds a person to a list or takes them out of it, as somebody filled in who may; the reason is kept apart. */
export async function changeList(ctx: Ctx, tx: Tx, pressed: Pressed): Promise<Changed> {
  const meeting = await meetingById(tx, pressed.meeting)
  const read = rules.readForm(pressed.form)
  if (!read.ok) return read
  const act = rules.actOf(read.change)
  const right = await rightTo(ctx, tx, { act, who: pressed.who, meeting })
  if (right === null) return { ok: false, refusal: act === 'changeList' ? 'mayNot' : 'mayNotObserve' }
  const closed = rules.refusalToTouch(meeting)
  if (closed !== null) return { ok: false, refusal: closed }
  const [person, another] = await meantBy(tx, read.person, meeting.branch)
  if (person === undefined) return { ok: false, refusal: 'unknown' }
  if (another !== undefined) return { ok: false, refusal: 'ambiguous' }
  const made = { change: read.change, reason: read.reason, by: pressed.who, at: ctx.now() }
  const changed = await changeByHand(ctx, tx, { meeting: meeting.id, who: person.id, ...made })
  if (!changed.ok) return changed
  await tellOf(ctx, tx, { meeting, change: changed.change })
  return { ok: true, change: read.change }
}

async function tellOf(ctx: Ctx, tx: Tx, changed: Parameters<typeof tellJoined>[2]): Promise<void> {
  const { meeting } = changed
  await markListStale(ctx, tx, changed)
  await markRollStale(tx, meeting.id)
  await tellJoined(ctx, tx, changed)
  await tellAddedByHand(ctx, tx, meeting)
  await inviteObservers(ctx, tx, { meeting, dueAt: timesOf(ctx, meeting).notice })
}

/** What this reader may do with a list, and whether the reasons of its changes are for them. */
export async function rightsIn(ctx: Ctx, tx: Tx, { who, meeting }: { who: MemberId; meeting: Meeting }) {
  const may = async (act: Parameters<typeof rightTo>[2]['act']) =>
    (await rightTo(ctx, tx, { act, who, meeting })) !== null
  return {
    read: await may('readByName'),
    change: await may('changeList'),
    observe: await may('inviteObserver'),
    reasons: (await may('proposeExempt')) || (await may('approveExempt')),
  }
}
