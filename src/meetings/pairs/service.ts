import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import type { MeetingId } from '../../ids.ts'
import { markStale } from '../../letters/service.ts'
import { lockMeeting, meetingById } from '../records/service.ts'
import * as meetings from '../store.ts'
import { isPair, pairOf, pairStatusOf } from './rules.ts'
import * as store from './store.ts'
import type { Merging, MergingId, Pair, PairNow } from './types.ts'

export { isHeldWith, merged, parted, rolesOf, wasAnnounced } from './rules.ts'

/** Notes each pair of meetings that are one sitting, one of which was planned; returns those that were not known yet. */
export async function beginPairs(
  ctx: Ctx,
  tx: Tx,
  planned: readonly MeetingId[],
): Promise<{ id: MergingId; pair: Pair }[]> {
  const ahead = (await meetings.byIds(tx, planned)).filter(({ state }) => state === 'scheduled')
  if (ahead.length === 0) return []
  await store.lockSearch(tx)
  const begun: { id: MergingId; pair: Pair }[] = []
  for (const meeting of ahead) {
    for (const other of await meetings.beside(tx, meeting, ctx.now())) {
      const pair = pairOf(meeting, other)
      if (!isPair(pair, { known: ctx.settings.types, now: ctx.now() })) continue
      const id = await store.begin(tx, { one: pair.one.id, other: pair.other.id, at: ctx.now() })
      if (id !== null) begun.push({ id, pair })
    }
  }
  return begun
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

/** A pair as it stands at this moment. */
export async function pairNow(ctx: Ctx, tx: Tx, id: MergingId): Promise<PairNow> {
  const merging = await mergingById(tx, id)
  const pair = { one: await meetingById(tx, merging.one), other: await meetingById(tx, merging.other) }
  return { merging, pair, pairStatus: statusOf(ctx, merging, pair) }
}

/** A pair as it stands at this moment, with it and both meetings locked until the transaction ends. */
export async function lockPair(ctx: Ctx, tx: Tx, id: MergingId): Promise<PairNow> {
  const found = await mergingById(tx, id)
  // Meetings first, in order of id, as everybody does who changes one.
  const pair = { one: await lockMeeting(tx, found.one), other: await lockMeeting(tx, found.other) }
  const merging = (await store.lock(tx, id)) ?? found
  return { merging, pair, pairStatus: statusOf(ctx, merging, pair) }
}

function statusOf(ctx: Ctx, merging: Merging, pair: Pair): PairNow['pairStatus'] {
  return pairStatusOf(merging, pair, { known: ctx.settings.types, now: ctx.now() })
}

/** Writes what was decided about a pair; `kept`: the one that took the other in, null when they are held apart. */
export async function settlePair(tx: Tx, id: MergingId, kept: MeetingId | null): Promise<void> {
  await store.settle(tx, id, { state: kept === null ? 'apart' : 'merged', kept })
}

/** Notes that a meeting which had taken another in is held apart from it after all. */
export async function partPair(
  tx: Tx,
  { kept, absorbed }: { kept: MeetingId; absorbed: MeetingId },
): Promise<void> {
  const pair = (await store.pairsOf(tx, absorbed)).find((one) => one.kept === kept)
  if (pair !== undefined) await settlePair(tx, pair.id, null)
}

/** The pair that a card shows. Throws when there never was one. */
export async function mergingById(tx: Tx, id: MergingId): Promise<Merging> {
  const found = await store.byId(tx, id)
  if (found === undefined) throw new Unfit(`no pair of meetings ${id}`)
  return found
}
