import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { leadsOf, rightsOf } from '../../roster/service.ts'
import { hostOf } from '../../meetings/booking/service.ts'
import { mayChange } from '../changes/service.ts'
import type { Above } from '../changes/types.ts'
import { changeMeeting, lockMeeting, meetingById, takeInMeeting } from '../../meetings/service.ts'
import * as meetings from '../../meetings/store.ts'
import type { Meeting, MeetingRecord } from '../../meetings/types.ts'
import * as rules from '../../meetings/pairs/rules.ts'
import * as store from '../../meetings/pairs/store.ts'
import type { Merging, MergingId, Pair, Refusal, PairStatus, Verdict } from '../../meetings/pairs/types.ts'
import { Unfit } from '../../errors.ts'

/**
 * Proposes, once for each pair, to merge what was planned with what is one sitting with it: privately, to the secretary;
 * for a meeting of the college to the host of the one that would stay.
 */
export async function proposeMergings(ctx: Ctx, tx: Tx, planned: readonly MeetingId[]): Promise<void> {
  const ahead = (await meetings.byIds(tx, planned)).filter(({ state }) => state === 'scheduled')
  if (ahead.length === 0) return
  await store.lockSearch(tx)
  for (const meeting of ahead) {
    for (const other of await meetings.beside(tx, meeting, ctx.now())) {
      const pair = rules.pairOf(meeting, other)
      if (rules.isPair(pair, { known: ctx.settings.types, now: ctx.now() })) await propose(ctx, tx, pair)
    }
  }
}

async function propose(ctx: Ctx, tx: Tx, pair: Pair): Promise<void> {
  const ids = { one: pair.one.id, other: pair.other.id }
  const id = await store.begin(tx, { ...ids, at: ctx.now() })
  if (id === null) return
  const person = await askedOf(ctx, tx, rules.rolesOf(pair).kept)
  const letter = { key: `meetings.overlap:${id}`, kind: 'meetings.overlap', ref: id, to: { person } } as const
  await writeLetters(ctx, tx, [letter])
}

async function askedOf(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<MemberId> {
  const { branch } = meeting
  if (branch === null) return hostOf(ctx, tx, meeting)
  const { secretary, deputy } = await leadsOf(ctx, tx, branch)
  const lead = secretary ?? deputy
  return lead ?? hostOf(ctx, tx, meeting)
}

/** Whom a proposal asks today. */
export async function askedNow(ctx: Ctx, tx: Tx, id: MergingId): Promise<MemberId> {
  return askedOf(ctx, tx, rules.rolesOf((await pairNow(ctx, tx, id)).pair).kept)
}

/** With which meetings this one was decided to be held apart. */
export async function apartFrom(tx: Tx, meeting: MeetingId): Promise<MeetingId[]> {
  const pairs = (await store.pairsOf(tx, meeting)).filter(({ state }) => state === 'apart')
  return pairs.map(({ one, other }) => (one === meeting ? other : one))
}

/** Says that what the cards of its pairs show of a meeting has changed. */
export async function markPairsStale(tx: Tx, meeting: MeetingId): Promise<void> {
  const pairs = await store.pairsOf(tx, meeting)
  await markStale(
    tx,
    pairs.map(({ id }) => id),
    ['meetings.overlap'],
  )
}

export type Outcome = { ok: true } | { ok: false; refusal: Refusal }

type Decision = { merging: MergingId; who: MemberId; verdict: Verdict; above: Above }

/** Merges two meetings, or notes that they are held apart; once, whoever presses what how often. */
export async function decide(
  ctx: Ctx,
  tx: Tx,
  { merging: id, who, verdict, above }: Decision,
): Promise<Outcome> {
  const found = await mergingById(tx, id)
  // Meetings first, in order of id, as everybody does who changes one.
  const pair = { one: await lockMeeting(tx, found.one), other: await lockMeeting(tx, found.other) }
  const merging = (await store.lock(tx, id)) ?? found
  const refusal = await refusalTo(ctx, tx, { pair, merging, who })
  if (refusal !== null) return { ok: false, refusal }
  const { kept } = rules.rolesOf(pair)
  await store.settle(tx, id, { state: verdict, kept: verdict === 'merged' ? kept.id : null })
  if (verdict === 'merged') await merge(ctx, tx, { pair, by: who, above })
  return { ok: true }
}

type Asked = { pair: Pair; merging: Merging; who: MemberId }

async function refusalTo(ctx: Ctx, tx: Tx, { pair, merging, who }: Asked): Promise<Refusal | null> {
  const rights = await rightsOf(ctx, tx, who)
  if (!mayChange(rights, who, pair.one) || !mayChange(rights, who, pair.other)) return 'mayNot'
  if (merging.state !== 'open') return 'settled'
  return rules.isPair(pair, { known: ctx.settings.types, now: ctx.now() }) ? null : 'outdated'
}

type Merge = { pair: Pair; by: MemberId; above: Above }

async function merge(ctx: Ctx, tx: Tx, { pair, by, above }: Merge): Promise<void> {
  const { kept, absorbed } = rules.rolesOf(pair)
  // An answer that came first is carried, too; one that comes later finds the meeting taken in.
  await above.holdAnswers(tx, pair.one.id)
  await above.holdAnswers(tx, pair.other.id)
  await takeInMeeting(ctx, tx, { absorbed, into: rules.merged(kept, absorbed), by })
  await changeMeeting(ctx, tx, { old: kept, next: rules.merged(kept, absorbed), by })
  await above.takeUp(ctx, tx, [kept.id, absorbed.id])
  await above.carryAnswers(ctx, tx, { from: absorbed.id, to: kept.id })
}

/**
 * Whether a meeting that was taken in is to be held by itself again, since its line in the file now says another time or
 * place: then the other gives back what it is. It is locked.
 */
export async function partMeeting(
  ctx: Ctx,
  tx: Tx,
  { absorbed, next }: { absorbed: Meeting; next: MeetingRecord },
): Promise<boolean> {
  if (absorbed.mergedInto === null) return true
  const kept = await lockMeeting(tx, absorbed.mergedInto)
  const stays = kept.state !== 'scheduled' || next.state !== 'scheduled' || rules.isHeldWith(kept, next)
  if (stays) return false
  await changeMeeting(ctx, tx, { old: kept, next: rules.parted(kept, absorbed), by: 'file' })
  const pair = (await store.pairsOf(tx, absorbed.id)).find((one) => one.kept === kept.id)
  if (pair !== undefined) await store.settle(tx, pair.id, { state: 'apart', kept: null })
  return true
}

/** A pair as it stands at this moment. */
export async function pairNow(
  ctx: Ctx,
  tx: Tx,
  id: MergingId,
): Promise<{ merging: Merging; pair: Pair; pairStatus: PairStatus }> {
  const merging = await mergingById(tx, id)
  const pair = { one: await meetingById(tx, merging.one), other: await meetingById(tx, merging.other) }
  const on = { known: ctx.settings.types, now: ctx.now() }
  return { merging, pair, pairStatus: rules.pairStatusOf(merging, pair, on) }
}

/** The pair that a card shows. Throws when there never was one. */
export async function mergingById(tx: Tx, id: MergingId): Promise<Merging> {
  const found = await store.byId(tx, id)
  if (found === undefined) throw new Unfit(`no pair of meetings ${id}`)
  return found
}
