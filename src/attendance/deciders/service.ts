import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { hostOf } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { admins, leadsOf, presentAmong } from '../../roster/service.ts'
import { answerOf } from '../answers/service.ts'
import { rightTo } from '../rights/service.ts'
import * as rules from './rules.ts'
import type { Deciders } from './types.ts'

export { deciderAmong } from './rules.ts'

/** Who may decide on leaves from this meeting today. */
export async function decidersOf(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<Deciders> {
  const { id, branch } = meeting
  const { secretary, deputy } =
    branch === null ? { secretary: null, deputy: null } : await leadsOf(ctx, tx, branch)
  const leaders = [secretary, deputy].filter((one) => one !== null)
  const reached = (await presentAmong(tx, leaders)).filter(({ openId }) => openId !== null)
  // Of two leaders one can always decide.
  const others = reached.length === 2 ? [] : await admins(tx)
  return {
    secretary,
    deputy,
    reached: reached.map(({ id: who }) => who),
    secretaryOnLeave: secretary !== null && (await isOnLeave(tx, { meeting: id, who: secretary })),
    admins: others,
    host: others.length === 0 ? null : await hostOf(ctx, tx, meeting),
    ofCollege: branch === null,
  }
}

async function isOnLeave(tx: Tx, invitation: Parameters<typeof answerOf>[1]): Promise<boolean> {
  const { stage } = await answerOf(tx, invitation)
  return stage === 'asked' || stage === 'approved'
}

/** The person before whom a request for leave is put today; null when nobody can decide. */
export async function deciderOf(
  ctx: Ctx,
  tx: Tx,
  { meeting, who }: { meeting: Meeting; who: MemberId },
): Promise<MemberId | null> {
  return rules.deciderAmong(who, await decidersOf(ctx, tx, meeting))
}

type Judging = { by: MemberId; people: readonly MemberId[]; meeting: Meeting; deciders: Deciders }

/** The people on whose leave from a meeting somebody may decide today, or whose reason may be read; never oneself. */
export async function rightsOver(
  ctx: Ctx,
  tx: Tx,
  { act, by, people, meeting, deciders }: Judging & { act: 'decideLeave' | 'readReason' },
): Promise<Set<MemberId>> {
  const delegation = ctx.settings.leave.deputy
  const others = people.filter((who) => who !== by)
  const byCase = Map.groupBy(others, (who) => rules.conditionsOf({ who, by, delegation }, deciders).join())
  const found = new Set<MemberId>()
  for (const alike of byCase.values()) {
    const [who = by] = alike
    const given = rules.conditionsOf({ who, by, delegation }, deciders)
    const may = await rightTo(ctx, tx, { act, who: by, meeting, given })
    for (const one of may === 'yes' ? alike : []) found.add(one)
  }
  return found
}

type Listing = { who: MemberId; by: MemberId; deciders: Deciders }

/** Whether a request stands on the list of what waits for somebody. */
export function waitsFor(ctx: Ctx, { who, by, deciders }: Listing): boolean {
  return rules.waitsFor({ who, by, delegation: ctx.settings.leave.deputy }, deciders)
}
