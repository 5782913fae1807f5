import { audit } from '../../audit.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { count, kind } from '../../cards/ref.ts'
import { visible } from '../../cards/visible.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import type { NewLetter } from '../../letters/types.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { leadsOf, presentAmong } from '../../roster/service.ts'
import { instantOf, today } from '../../time/dates.ts'
import { quietOf } from '../../time/silent.ts'
import { rollState } from '../checkin/service.ts'
import { lockInvitation, lockInvitations } from '../list/service.ts'
import { type Condition, rightTo } from '../rights/service.ts'
import type { Invitation } from '../types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { MakeupRefusal, MakeupState, Material, Missed } from './types.ts'

export { makeupsButton, makeupToDo } from './card.ts'

const parts = { meeting: MeetingId, who: MemberId, burst: count }
const once = { key: '{meeting}:{who}', ref: '{meeting}/{who}' } as const
const askedLetter = kind('attendance.makeup', once, parts)
const dueLetter = kind('attendance.makeupDue', once, parts)
const formLetter = kind(
  'attendance.makeupForm',
  { key: '{meeting}:{who}:{burst}', ref: '{meeting}/{who}' },
  parts,
)
const listLetter = kind('attendance.makeups', { key: '{meeting}:{who}:{burst}', ref: '{meeting}' }, parts)

/** Whose make-up of which meeting a letter is about: `A047/M0230`. */
export const makeupRef = askedLetter.ref
/** Of which meeting a letter lists the make-ups. */
export const makeupsRef = listLetter.ref

const OWN = ['attendance.makeup', 'attendance.makeupDue', 'attendance.makeupForm'] as const

export type MakeupOutcome = { ok: true } | { ok: false; refusal: MakeupRefusal }

/** What a person may do about the make-ups of a meeting, or read of them. */
export type MakeupRights = { arrange: boolean; names: boolean; words: boolean; counts: boolean }

/** By the offices of that day: the committee counts, and only whoever leads the branch reads what people wrote. */
export async function makeupRights(
  ctx: Ctx,
  tx: Tx,
  { meeting, who }: { meeting: Meeting; who: MemberId },
): Promise<MakeupRights> {
  const given = await conditionsFor(ctx, tx, { meeting, who })
  const may = async (act: 'arrangeMakeup' | 'readMakeups' | 'readMakeupWords' | 'readByName') =>
    (await rightTo(ctx, tx, { act, who, meeting, given })) !== null
  return {
    arrange: await may('arrangeMakeup'),
    names: await may('readMakeups'),
    words: await may('readMakeupWords'),
    counts: await may('readByName'),
  }
}

async function conditionsFor(
  ctx: Ctx,
  tx: Tx,
  { meeting: { branch }, who }: { meeting: Meeting; who: MemberId },
): Promise<Condition[]> {
  if (branch === null) return ['unled']
  return (await leadsOf(ctx, tx, branch)).deputy === who ? ['deputyInOffice'] : []
}

/** Sends a person the make-ups of a meeting, with as much as they may read. */
export async function openMakeups(ctx: Ctx, tx: Tx, { meeting, who }: Invitation): Promise<MakeupOutcome> {
  const rights = await makeupRights(ctx, tx, { meeting: await meetingById(tx, meeting), who })
  if (!rights.counts) return { ok: false, refusal: 'mayNot' }
  const letter = listLetter.names({ meeting, who, burst: inSightAt(ctx.now()) })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  await markStale(tx, meeting, ['attendance.makeups'])
  return { ok: true }
}

type Arranging = { meeting: MeetingId; by: MemberId; at: Temporal.Instant; given: string }

/**
 * Asks everybody who missed a meeting and was not asked yet to make it up 补学: one private card each, and one reminder.
 * Returns how many; who is still to be confirmed is not among them. (domain §2.5)
 */
export async function arrangeMakeups(
  ctx: Ctx,
  tx: Tx,
  { meeting: id, by, at, given }: Arranging,
): Promise<{ ok: true; people: number; dueOn: Temporal.PlainDate } | (MakeupOutcome & { ok: false })> {
  await lockInvitations(tx, id)
  const meeting = await meetingById(tx, id)
  if (!(await makeupRights(ctx, tx, { meeting, who: by })).arrange) return { ok: false, refusal: 'mayNot' }
  if ((await rollState(tx, id))?.state !== 'closed') return { ok: false, refusal: 'notClosed' }
  const people = (await missedAt(tx, id)).filter(({ dueOn }) => dueOn === null).map(({ who }) => who)
  if (people.length === 0) return { ok: false, refusal: 'nobodyLeft' }
  if (visible(given) !== '') await store.keep(tx, id, { given })
  if (rules.wordsOf(await store.material(tx, id)) === null) return { ok: false, refusal: 'noMaterial' }
  const dueOn = rules.dueOn(today(ctx), ctx.settings.attendance.makeup.days)
  await store.ask(tx, { meeting: id, people, dueOn, by, at })
  await writeLetters(ctx, tx, lettersTo(ctx, { meeting: id, people, dueOn }))
  const details = { people: people.length, dueOn: dueOn.toString() }
  await audit(ctx, tx, { actor: by, act: 'attendance.arrangeMakeup', about: id, details })
  await markAllStale(tx, id)
  return { ok: true, people: people.length, dueOn }
}

type Asked = { meeting: MeetingId; people: readonly MemberId[]; dueOn: Temporal.PlainDate }

function lettersTo(ctx: Ctx, { meeting, people, dueOn }: Asked): NewLetter[] {
  const dueAt = rules.remindedAt(dueOn, { now: ctx.now(), quiet: quietOf(ctx) })
  const uselessAfter = instantOf(dueOn.add({ days: 1 }), ctx.settings.timezone)
  return people.flatMap((who) => {
    const to = { person: who }
    const asked = { ...askedLetter.names({ meeting, who }), to }
    const reminder = { ...dueLetter.names({ meeting, who }), to, uselessAfter }
    return dueAt === null ? [asked] : [asked, { ...reminder, dueAt }]
  })
}

/** Whether it was not held after all, adjourned or a record taken back: then nobody has anything to make up. */
async function isOff(tx: Tx, meeting: MeetingId): Promise<boolean> {
  const { state } = await meetingById(tx, meeting)
  return state === 'adjourned' || state === 'cancelled' || state === 'unheld'
}

/** Those who missed a meeting that was held, and have not left since, in order of id. */
export async function missedAt(tx: Tx, meeting: MeetingId): Promise<Missed[]> {
  if (await isOff(tx, meeting)) return []
  const all = await store.missed(tx, meeting)
  const here = await presentAmong(
    tx,
    all.map(({ who }) => who),
  )
  const ids = new Set(here.map(({ id }) => id))
  return all.filter(({ who }) => ids.has(who))
}

/** Takes what a person wrote; once, and late as well. The roll stays as it is: 补学 is never 实到. */
export async function makeUp(
  ctx: Ctx,
  tx: Tx,
  { words, at, ...invitation }: Invitation & { words: string; at: Temporal.Instant },
): Promise<MakeupOutcome> {
  await lockInvitation(tx, invitation)
  const { state } = await makeupOf(ctx, tx, invitation)
  if (state === 'unneeded' || state === 'unasked') return { ok: false, refusal: state }
  if (rules.isMade(state)) return { ok: false, refusal: 'already' }
  if (visible(words) === '') return { ok: false, refusal: 'noWords' }
  await store.make(tx, invitation, { words, at })
  const { meeting, who } = invitation
  await audit(ctx, tx, { actor: who, act: 'attendance.makeUp', about: meeting, details: {} })
  await markMakeupsStale(tx, meeting, [who])
  return { ok: true }
}

/** A person's make-up of a meeting, and how it stands. */
export async function makeupOf(
  ctx: Ctx,
  tx: Tx,
  invitation: Invitation,
): Promise<{ state: MakeupState; missed: Missed | null }> {
  const missed = await store.missedBy(tx, invitation)
  const isHere = (await presentAmong(tx, [invitation.who])).length > 0
  if (missed === undefined || !isHere || (await isOff(tx, invitation.meeting)))
    return { state: 'unneeded', missed: null }
  return { state: stateOn(ctx, missed), missed }
}

/** How the make-up of somebody stands today. */
export function stateOn(ctx: Ctx, missed: Missed): MakeupState {
  return rules.stateOf(missed, dayOf(ctx))
}

/** Of what people learn who missed a meeting. */
export async function materialOf(tx: Tx, meeting: MeetingId): Promise<Material> {
  return store.material(tx, meeting)
}

/** Sends a person the own make-up once more, to be written. */
export async function openMakeup(ctx: Ctx, tx: Tx, invitation: Invitation): Promise<MakeupOutcome> {
  const { state } = await makeupOf(ctx, tx, invitation)
  if (state === 'unneeded' || state === 'unasked') return { ok: false, refusal: state }
  if (rules.isMade(state)) return { ok: false, refusal: 'already' }
  const letter = formLetter.names({ ...invitation, burst: inSightAt(ctx.now()) })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: invitation.who } }])
  return { ok: true }
}

/** The make-ups that wait for a person, the first due first. */
export async function makeupsToDo(
  ctx: Ctx,
  tx: Tx,
  who: MemberId,
): Promise<{ meeting: Meeting; dueOn: Temporal.PlainDate; isLate: boolean }[]> {
  const found = []
  for (const { meeting, dueOn } of await store.openOf(tx, who)) {
    if (await isOff(tx, meeting)) continue
    const isLate = rules.stateOf({ dueOn, madeAt: null }, dayOf(ctx)) === 'overdue'
    found.push({ meeting: await meetingById(tx, meeting), dueOn, isLate })
  }
  return found
}

function dayOf(ctx: Ctx) {
  return { today: today(ctx), zone: ctx.settings.timezone }
}

/** Hands down the record of a meeting: whoever missed it learns from that where nothing else is given; null when it was taken back. */
export async function keepRecord(tx: Tx, meeting: MeetingId, record: string | null): Promise<void> {
  await store.keep(tx, meeting, { record })
  await markAllStale(tx, meeting)
}

/** Says that the make-ups of a meeting have changed, for everybody who was asked. */
export async function markAllStale(tx: Tx, meeting: MeetingId): Promise<void> {
  const asked = (await store.missed(tx, meeting)).filter(({ dueOn }) => dueOn !== null)
  await markMakeupsStale(
    tx,
    meeting,
    asked.map(({ who }) => who),
  )
}

/** Says that the make-ups of these people have changed, or are no longer needed. */
export async function markMakeupsStale(
  tx: Tx,
  meeting: MeetingId,
  people: readonly MemberId[],
): Promise<void> {
  await markStale(tx, meeting, ['attendance.makeups'])
  const refs = people.map((who) => makeupRef.text({ meeting, who }))
  await markStale(tx, refs, OWN)
  await markStale(tx, people, ['desk.summary'])
}
