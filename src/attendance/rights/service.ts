import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import { hostOf } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { rightsOf } from '../../roster/service.ts'
import type { Rights } from '../../roster/types.ts'
import { ACTORS, type Act, type Actor, type Condition, RIGHTS, rightAmong } from './rules.ts'

export type { Condition } from './rules.ts'

type Asked = { act: Act; who: MemberId; meeting: Meeting; given?: readonly Condition[] }

/**
 * Whether a person may do something with the attendance of others at a meeting today, by the offices held, whatever chat or
 * button it came from; `logged`: they may, and whoever lets them writes it down. (domain §5)
 */
export async function rightTo(
  ctx: Ctx,
  tx: Tx,
  { act, who, meeting, given = [] }: Asked,
): Promise<'yes' | 'logged' | null> {
  return rightAmong(act, await actorsOf(ctx, tx, { act, who, meeting }), given)
}

async function actorsOf(ctx: Ctx, tx: Tx, { act, who, meeting }: Omit<Asked, 'given'>): Promise<Actor[]> {
  const { branch, group } = meeting
  const rights = await rightsOf(ctx, tx, who)
  const isIn = (branches: readonly string[]) => branch !== null && branches.includes(branch)
  const holds: Record<Actor, boolean> = {
    admin: rights.admin,
    inspector: isIn(rights.inspects),
    secretary: isIn(rights.secretaryOf),
    deputy: isIn(rights.branchCommitteeOf),
    leader: group !== null && rights.leaderOf.includes(group),
    host: RIGHTS[act].host !== undefined && (await hostOf(ctx, tx, meeting)) === who,
  }
  return ACTORS.filter((one) => holds[one])
}

/** The same of what concerns a branch and none of its meetings. */
export async function rightInBranch(
  ctx: Ctx,
  tx: Tx,
  { act, who, branch }: { act: Act; who: MemberId; branch: BranchId },
): Promise<'yes' | 'logged' | null> {
  return rightAmong(act, actorsIn(branch, await rightsOf(ctx, tx, who)), [])
}

/** Those of these branches in which a person may do something, by the offices held today. */
export async function branchesWith<B extends { id: BranchId }>(
  ctx: Ctx,
  tx: Tx,
  { act, who, among }: { act: Act; who: MemberId; among: readonly B[] },
): Promise<B[]> {
  const rights = await rightsOf(ctx, tx, who)
  return among.filter(({ id }) => rightAmong(act, actorsIn(id, rights), []) !== null)
}

function actorsIn(branch: BranchId, rights: Rights): Actor[] {
  const holds: Record<Actor, boolean> = {
    admin: rights.admin,
    inspector: rights.inspects.includes(branch),
    secretary: rights.secretaryOf.includes(branch),
    deputy: rights.branchCommitteeOf.includes(branch),
    leader: false,
    host: false,
  }
  return ACTORS.filter((one) => holds[one])
}
