import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { hostOf, meetingById } from '../../meetings/service.ts'
import { memberOf, openIdOf, rightsOf, secretaryOf } from '../../roster/service.ts'
import * as store from '../store.ts'
import type { Request } from '../types.ts'

/** Who owes a report today: for the host of its meeting, who leads that today; else the person who was asked. */
export async function ownerOf(
  ctx: Ctx,
  tx: Tx,
  { owner, meeting }: Pick<Request, 'owner' | 'meeting'>,
): Promise<MemberId> {
  const held = meeting === null ? null : await meetingById(tx, meeting)
  return held?.host === owner ? hostOf(ctx, tx, held) : owner
}

/** Who is reminded of it: the owner, or the branch's secretary for one who has no account here. */
export async function writerOf(ctx: Ctx, tx: Tx, request: Request): Promise<MemberId> {
  const owner = await ownerOf(ctx, tx, request)
  const openId = await openIdOf(tx, owner)
  if (openId !== null && (await memberOf(tx, openId)) === owner) return owner
  const secretary = request.branch === null ? null : await secretaryOf(ctx, tx, request.branch)
  return secretary ?? owner
}

/** What waits for a person, first due first: `own` is what they owe today; `all` also what they may write for others. */
export type Owed = { own: Request[]; all: Request[] }

/** What a person owes or may write today. */
export async function owedBy(ctx: Ctx, tx: Tx, who: MemberId): Promise<Owed> {
  const { branchCommitteeOf: branches, leaderOf: groups } = await rightsOf(ctx, tx, who)
  const owed: Owed = { own: [], all: [] }
  for (const one of await store.owed(tx, { owner: who, branches, groups })) {
    const isOwn = (await ownerOf(ctx, tx, one)) === who
    const isLed =
      (one.branch !== null && branches.includes(one.branch)) ||
      (one.group !== null && groups.includes(one.group))
    if (isOwn) owed.own.push(one)
    if (isOwn || isLed) owed.all.push(one)
  }
  return owed
}
