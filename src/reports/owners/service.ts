import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, RequestId } from '../../ids.ts'
import { hostOf, meetingById } from '../../meetings/service.ts'
import {
  actingFor,
  adminsFor,
  adminsInTurn,
  branch,
  inChargeOf,
  leadOf,
  memberOf,
  openIdOf,
  presentAmong,
  rightsOf,
} from '../../roster/service.ts'
import { isOwed, mayWrite } from '../rules.ts'
import * as store from '../store.ts'
import type { Request } from '../types.ts'

/**
 * The person who owes it today: whoever holds the office, the leader of its meeting when its host was asked, else the
 * person who was asked.
 */
export async function ownerOf(
  ctx: Ctx,
  tx: Tx,
  { owner, office, branch, meeting }: Pick<Request, 'owner' | 'office' | 'branch' | 'meeting'>,
): Promise<MemberId> {
  if (office !== null && branch !== null) return (await leadOf(ctx, tx, branch)) ?? owner
  const held = meeting === null ? null : await meetingById(tx, meeting)
  return held?.host === owner ? hostOf(ctx, tx, held) : owner
}

/** The person who is reminded: the owner, or, when that person has no account, whoever acts for the branch or the college. */
export async function writerOf(ctx: Ctx, tx: Tx, request: Request): Promise<MemberId> {
  const owner = await ownerOf(ctx, tx, request)
  const openId = await openIdOf(tx, owner)
  if (openId !== null && (await memberOf(tx, openId)) === owner) return owner
  const { branch: of } = request
  return (await (of === null ? inChargeOf(tx, null) : actingFor(ctx, tx, of))) ?? owner
}

/** Whether a person may write it today. */
export async function isWriter(
  ctx: Ctx,
  tx: Tx,
  { request, who }: { request: Request; who: MemberId },
): Promise<boolean> {
  const owner = await ownerOf(ctx, tx, request)
  return mayWrite({ ...request, owner }, who, await rightsOf(ctx, tx, who))
}

/**
 * Those who may decide about its deadline today, the first before whom that is put: its reviewer, then the administrators for
 * its branch, who share the branches out. Never the one who owes it, nor one of `besides`.
 */
export async function readersOf(
  ctx: Ctx,
  tx: Tx,
  { request, besides }: { request: Request; besides: readonly MemberId[] },
): Promise<MemberId[]> {
  const own = [await ownerOf(ctx, tx, request), ...besides]
  const { reviewer } = request
  const named = reviewer === null || own.includes(reviewer) ? [] : await presentAmong(tx, [reviewer])
  const admins = await adminsInTurn(tx, request.branch, own)
  return [...new Set([...named.map(({ id }) => id), ...admins])]
}

/** Whether a person may waive it or ask for it again: an administrator, not for oneself. (domain §5, row 15) */
export async function maySettle(
  ctx: Ctx,
  tx: Tx,
  { request, who }: { request: Request; who: MemberId },
): Promise<boolean> {
  return (await adminsFor(tx, request.branch, [await ownerOf(ctx, tx, request)])).includes(who)
}

/** The short name of its branch, or the college's. */
export async function branchLabel(
  ctx: Ctx,
  tx: Tx,
  { branch: of }: Pick<Request, 'branch'>,
): Promise<string> {
  return of === null ? ctx.settings.name : (await branch(tx, of)).short
}

/** What a request is called, who is reminded of it today, and whether it is still owed. Throws when there never was one. */
export async function writerNow(
  ctx: Ctx,
  tx: Tx,
  id: RequestId,
): Promise<{ title: string; writer: MemberId; owed: boolean }> {
  const request = await store.byId(tx, id)
  return { title: request.title, writer: await writerOf(ctx, tx, request), owed: isOwed(request) }
}

/** The administrator who may waive it or ask for it again today, for whoever may not; null when there is no other. */
export async function settlerNow(
  ctx: Ctx,
  tx: Tx,
  { request: id, who }: { request: RequestId; who: MemberId },
): Promise<{ title: string; settler: MemberId | null }> {
  const request = await store.byId(tx, id)
  const [settler = null] = await adminsFor(tx, request.branch, [await ownerOf(ctx, tx, request), who])
  return { title: `${await branchLabel(ctx, tx, request)}：${request.title}`, settler }
}

/** What waits for a person, first due first: `own` is what they owe today; `all` also what they may write for others. */
export type Owed = { own: Request[]; all: Request[] }

/** What a person owes or may write today. */
export async function owedBy(ctx: Ctx, tx: Tx, who: MemberId): Promise<Owed> {
  const rights = await rightsOf(ctx, tx, who)
  const { branchCommitteeOf: branches, leaderOf: groups } = rights
  const owed: Owed = { own: [], all: [] }
  for (const one of await store.owed(tx, { ...rights, owner: who })) {
    const isOwn = (await ownerOf(ctx, tx, one)) === who
    const isLed =
      (one.branch !== null && branches.includes(one.branch)) ||
      (one.group !== null && groups.includes(one.group))
    if (isOwn) owed.own.push(one)
    if (isOwn || isLed) owed.all.push(one)
  }
  return owed
}
