import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { beginPairs, hostOf, pairNow, rolesOf } from '../../meetings/service.ts'
import type { Meeting, MergingId } from '../../meetings/types.ts'
import { leadOf } from '../../roster/service.ts'

/**
 * Proposes, once for each pair, to merge what was planned with what is one sitting with it: privately, to the secretary;
 * for a meeting of the college to the host of the one that would stay.
 */
export async function proposeMergings(ctx: Ctx, tx: Tx, planned: readonly MeetingId[]): Promise<void> {
  for (const { id, pair } of await beginPairs(ctx, tx, planned)) {
    const person = await askedOf(ctx, tx, rolesOf(pair).kept)
    await writeLetters(ctx, tx, [{ ...oneFor('meetings.overlap', id), ref: id, to: { person } }])
  }
}

/** The person whom a proposal asks today. */
export async function askedNow(ctx: Ctx, tx: Tx, id: MergingId): Promise<MemberId> {
  return askedOf(ctx, tx, rolesOf((await pairNow(ctx, tx, id)).pair).kept)
}

async function askedOf(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<MemberId> {
  const { branch } = meeting
  if (branch === null) return hostOf(ctx, tx, meeting)
  return (await leadOf(ctx, tx, branch)) ?? hostOf(ctx, tx, meeting)
}
