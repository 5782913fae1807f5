import { carryAnswers, lockInvitations } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import {
  changeMeeting,
  lockPair,
  merged,
  rolesOf,
  settlePair,
  takeInMeeting,
} from '../../meetings/service.ts'
import type { MergingId, Pair, PairNow } from '../../meetings/types.ts'
import { rightsOf } from '../../roster/service.ts'
import { mayChange } from '../changes/service.ts'
import { takeUpMeetings } from '../follow-up/service.ts'
import type { Refusal, Verdict } from './types.ts'

export type Outcome = { ok: true } | { ok: false; refusal: Refusal }

type Decision = { merging: MergingId; who: MemberId; verdict: Verdict }

/** Merges two meetings, or notes that they are held apart; once, whoever presses what how often. */
export async function decide(ctx: Ctx, tx: Tx, { merging: id, who, verdict }: Decision): Promise<Outcome> {
  const now = await lockPair(ctx, tx, id)
  const refusal = await refusalTo(ctx, tx, { ...now, who })
  if (refusal !== null) return { ok: false, refusal }
  const { kept } = rolesOf(now.pair)
  await settlePair(tx, id, verdict === 'merged' ? kept.id : null)
  if (verdict === 'merged') await merge(ctx, tx, { pair: now.pair, by: who })
  return { ok: true }
}

type Asked = Pick<PairNow, 'pair' | 'pairStatus'> & { who: MemberId }

async function refusalTo(ctx: Ctx, tx: Tx, { pair, pairStatus, who }: Asked): Promise<Refusal | null> {
  const rights = await rightsOf(ctx, tx, who)
  if (!mayChange(rights, who, pair.one) || !mayChange(rights, who, pair.other)) return 'mayNot'
  if (pairStatus === 'open') return null
  return pairStatus === 'past' ? 'outdated' : 'already'
}

async function merge(ctx: Ctx, tx: Tx, { pair, by }: { pair: Pair; by: MemberId }): Promise<void> {
  const { kept, absorbed } = rolesOf(pair)
  // An answer that came first is carried, too; one that comes later finds the meeting taken in.
  await lockInvitations(tx, pair.one.id)
  await lockInvitations(tx, pair.other.id)
  const next = merged(kept, absorbed)
  await takeInMeeting(ctx, tx, { absorbed, into: next, by })
  await changeMeeting(ctx, tx, { old: kept, next, by })
  await takeUpMeetings(ctx, tx, [kept.id, absorbed.id])
  await carryAnswers(ctx, tx, { from: absorbed.id, to: kept.id })
}
