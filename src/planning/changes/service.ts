import { z } from 'zod'
import { answeredOnes, withdrawObservers } from '../../attendance/service.ts'
import { kind, oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { rightsOf } from '../../roster/service.ts'
import {
  announceAgain,
  cancelMeeting,
  changeMeeting,
  lockMeeting,
  meetingById,
  withdrawNotice,
} from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { filledOf } from '../rules.ts'
import { takeUpMeetings } from '../follow-up/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type {
  Change,
  ChangeField,
  ChangeId,
  ChangeRequest,
  FormField,
  PlannedChange,
  Refusal,
  Stage,
} from './types.ts'
import { Unfit } from '../../errors.ts'

export { mayChange } from './rules.ts'
export { deleteDialogues } from './store.ts'

export type Outcome = { ok: true; stage: Stage } | { ok: false; refusal: Refusal }

type Opening = { meeting: MeetingId; who: MemberId; key: string }

/** Sends a person the card on which to change a meeting; it takes the place of an earlier one. */
export async function openChange(ctx: Ctx, tx: Tx, { meeting: id, who, key }: Opening): Promise<Outcome> {
  const meeting = await meetingById(tx, id)
  const refusal = await refusalTo(ctx, tx, { meeting, who })
  if (refusal !== null) return { ok: false, refusal }
  const stage: Stage = { at: 'facts', done: null }
  await begin(ctx, tx, { meeting: id, by: who, key, stage })
  return { ok: true, stage }
}

async function begin(ctx: Ctx, tx: Tx, change: Omit<Change, 'id'> & { key: string }): Promise<void> {
  const id = await store.begin(tx, { ...change, at: ctx.now() })
  if (id === null) return
  await markStale(tx, await store.endOthers(tx, { ...change, id }), ['meetings.manage'])
  await writeLetters(ctx, tx, [{ ...oneFor('meetings.manage', id), ref: id, to: { person: change.by } }])
}

type Saying = { by: MemberId; key: string; among: readonly Meeting[]; intent: ChangeRequest }

/** Begins a change that was said in words; when several meetings fit, it is asked which is meant. */
export async function beginChange(ctx: Ctx, tx: Tx, { by, key, among, intent }: Saying): Promise<void> {
  const [meeting, another] = among
  if (meeting === undefined) throw new Unfit('a change of no meeting')
  const stage: Stage =
    another === undefined
      ? rules.stageOf(meeting, intent, ctx.now())
      : { at: 'which', among: among.map(({ id }) => id), intent }
  await begin(ctx, tx, { meeting: meeting.id, by, key, stage })
}

async function refusalTo(
  ctx: Ctx,
  tx: Tx,
  { meeting, who }: { meeting: Meeting; who: MemberId },
): Promise<Refusal | null> {
  const rights = await rightsOf(ctx, tx, who)
  return rules.mayChange(rights, who, meeting) ? rules.refusalToTouch(meeting, ctx.now()) : 'mayNot'
}

/** Takes which meeting was meant. */
export async function pickMeeting(
  ctx: Ctx,
  tx: Tx,
  { change: id, who, meeting: picked }: Turn & { meeting: MeetingId },
): Promise<Outcome> {
  const change = await store.lock(tx, id)
  if (change?.stage.at !== 'which' || !change.stage.among.includes(picked))
    return { ok: false, refusal: 'already' }
  const meeting = await meetingById(tx, picked)
  const refusal = await refusalTo(ctx, tx, { meeting, who })
  if (refusal !== null) return { ok: false, refusal }
  const stage = rules.stageOf(meeting, change.stage.intent, ctx.now())
  await store.setMeeting(tx, id, picked)
  await store.setStage(tx, id, stage)
  return { ok: true, stage }
}

type Turn = { change: ChangeId; who: MemberId }

/** Opens the form of an aspect; where there is nothing to fill in, the preview. */
export async function openForm(ctx: Ctx, tx: Tx, turn: Turn & { aspect: ChangeField }): Promise<Outcome> {
  return take(ctx, tx, { ...turn, next: (meeting) => beginningOf(turn.aspect, meeting) })
}

function beginningOf(aspect: ChangeField, { version }: Meeting): Stage {
  if (aspect === 'withdraw' || aspect === 'announce') return { at: 'preview', wish: { aspect }, version }
  return { at: 'form', aspect, filled: {} }
}

/** Takes what was filled in, and shows what it would do; what cannot be understood stays in the form. */
export async function fillForm(
  ctx: Ctx,
  tx: Tx,
  turn: Turn & { aspect: FormField; form: Record<string, unknown> },
): Promise<Outcome> {
  let refusal: Refusal | null = null
  const next = (meeting: Meeting): Stage => {
    const read = rules.readForm(turn.aspect, turn.form)
    refusal = read.ok ? rules.refusalOfChange(meeting, read.wish, ctx.now()) : read.refusal
    if (read.ok && refusal === null) return { at: 'preview', wish: read.wish, version: meeting.version }
    return { at: 'form', aspect: turn.aspect, filled: filledOf(turn.form) }
  }
  const outcome = await take(ctx, tx, { ...turn, next })
  return refusal === null || !outcome.ok ? outcome : { ok: false, refusal }
}

/** Takes another start than the one that the preview shows; the rest stays as it was wished. */
export async function pickFree(
  ctx: Ctx,
  tx: Tx,
  turn: Turn & { start: Temporal.PlainDateTime },
): Promise<Outcome> {
  const change = await store.lock(tx, turn.change)
  if (change?.stage.at !== 'preview') return { ok: false, refusal: 'already' }
  const { wish: before } = change.stage
  const { minutes, place } =
    before.aspect === 'time'
      ? before
      : { minutes: null, place: before.aspect === 'place' ? before.place : null }
  const wish: PlannedChange = { aspect: 'time', start: turn.start, minutes, place }
  const meeting = await meetingById(tx, change.meeting)
  const refusal = rules.refusalOfChange(meeting, wish, ctx.now())
  if (refusal !== null) return { ok: false, refusal }
  return take(ctx, tx, { ...turn, next: ({ version }) => ({ at: 'preview', wish, version }) })
}

/** Goes back to the facts without a change. */
export async function goBack(ctx: Ctx, tx: Tx, turn: Turn): Promise<Outcome> {
  return take(ctx, tx, { ...turn, next: () => ({ at: 'facts', done: null }) })
}

/** Makes the change that the preview shows; once, whoever presses how often. */
export async function confirm(ctx: Ctx, tx: Tx, turn: Turn): Promise<Outcome> {
  const change = await store.lock(tx, turn.change)
  if (change?.stage.at !== 'preview') return { ok: false, refusal: 'already' }
  const { wish, version } = change.stage
  const meeting = await lockMeeting(tx, change.meeting)
  const refusal =
    (await refusalTo(ctx, tx, { meeting, who: turn.who })) ?? rules.refusalOfChange(meeting, wish, ctx.now())
  if (refusal !== null) return { ok: false, refusal }
  if (meeting.version !== version) {
    await store.setStage(tx, change.id, { ...change.stage, version: meeting.version })
    return { ok: false, refusal: 'outdated' }
  }
  await apply(ctx, tx, { meeting, wish, by: turn.who })
  return settle(tx, change, { at: 'facts', done: wish.aspect })
}

async function settle(tx: Tx, { id, meeting }: Change, stage: Stage): Promise<Outcome> {
  await store.setStage(tx, id, stage)
  // Others who are at work on the same meeting see it as it is now.
  await markStale(tx, await store.openOf(tx, meeting), ['meetings.manage'])
  return { ok: true, stage }
}

type Applied = { meeting: Meeting; wish: PlannedChange; by: MemberId }

async function apply(ctx: Ctx, tx: Tx, { meeting, wish, by }: Applied): Promise<void> {
  if (wish.aspect === 'withdraw') {
    const people = await answeredOnes(tx, meeting.id)
    await withdrawNotice(ctx, tx, { meeting, people, by })
    return withdrawObservers(tx, meeting)
  }
  if (wish.aspect === 'announce') await announceAgain(ctx, tx, { meeting, by })
  else if (wish.aspect === 'cancel') await cancelMeeting(ctx, tx, { id: meeting.id, reason: wish.reason, by })
  else await changeMeeting(ctx, tx, { old: meeting, next: rules.wished(meeting, wish), by })
  await takeUpMeetings(ctx, tx, [meeting.id])
}

// A press on a card that is not the newest, by somebody whose office has ended, or after the start, changes nothing.
async function take(ctx: Ctx, tx: Tx, turn: Turn & { next: (meeting: Meeting) => Stage }): Promise<Outcome> {
  const change = await store.lock(tx, turn.change)
  if (change === undefined || change.stage.at === 'over') return { ok: false, refusal: 'already' }
  const meeting = await meetingById(tx, change.meeting)
  const refusal = await refusalTo(ctx, tx, { meeting, who: turn.who })
  if (refusal !== null) return { ok: false, refusal }
  const stage = turn.next(meeting)
  await store.setStage(tx, change.id, stage)
  return { ok: true, stage }
}

const copyLetter = kind(
  'meetings.copy',
  { key: '{meeting}:{who}:{minute}', ref: '{meeting}' },
  { meeting: MeetingId, who: MemberId, minute: z.string() },
)

/** Sends the notice as plain text, for people outside Feishu; once a minute at most. */
export async function copyNotice(
  ctx: Ctx,
  tx: Tx,
  turn: Turn & { madeAt: Temporal.Instant },
): Promise<Outcome> {
  const change = await store.byId(tx, turn.change)
  if (change === undefined) return { ok: false, refusal: 'already' }
  const meeting = await meetingById(tx, change.meeting)
  const refusal = await refusalTo(ctx, tx, { meeting, who: turn.who })
  if (refusal !== null) return { ok: false, refusal }
  const minute = turn.madeAt.round('minute').toString()
  const letter = copyLetter.names({ meeting: meeting.id, who: turn.who, minute })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: turn.who } }])
  return { ok: true, stage: change.stage }
}

/** The change that a card shows. Throws when there never was one. */
export async function changeById(tx: Tx, id: ChangeId): Promise<Change> {
  const found = await store.byId(tx, id)
  if (found === undefined) throw new Unfit(`no change ${id}`)
  return found
}
