import { officesIn } from '../../../config/college/offices.ts'
import type { AudiencePart } from '../../../config/college.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import {
  branches,
  everyGroup,
  leadsOf,
  meantBy,
  officesHeld,
  openIdOf,
  peopleIn,
  presentAmong,
  rightsOf,
} from '../../roster/service.ts'
import { SECRETARY } from '../../roster/types.ts'
import { today } from '../../time/dates.ts'
import * as rules from './rules.ts'
import type { Choice, Recipient, Recipients, Resolved, Target } from './types.ts'

export { meantIn } from './rules.ts'

/** For whom a person may collect today. */
export async function choicesFor(ctx: Ctx, tx: Tx, who: MemberId): Promise<Choice[]> {
  const roster = { branches: await branches(tx), groups: await everyGroup(tx) }
  return rules.choicesFor(await rightsOf(ctx, tx, who), roster)
}

/** For whom anybody may collect. */
export async function everyChoice(tx: Tx): Promise<Choice[]> {
  const roster = { branches: await branches(tx), groups: await everyGroup(tx) }
  return rules.choicesFor({ admin: true, leads: [] }, roster)
}

/** What people write between names. */
const BETWEEN = /[、，,；;\s]+/

/** The people whom a choice means; of `typed` names and offices, each must mean somebody, in a branch's own of that branch. */
export async function resolve(
  tx: Tx,
  { choice, typed }: { choice: Choice; typed: string },
): Promise<Resolved> {
  if (choice.target !== null) return { ok: true, target: choice.target }
  const parts: AudiencePart[] = []
  for (const said of typed.split(BETWEEN).filter((part) => part !== '')) {
    const found = await partsMeant(tx, { said, branch: choice.branch })
    if (typeof found === 'string') return { ok: false, refusal: found, said }
    parts.push(...found)
  }
  if (parts.length === 0) return { ok: false, refusal: 'nobody' }
  return { ok: true, target: { kind: 'people', audience: { kind: 'list', parts } } }
}

type Meaning = { said: string; branch: BranchId | null }

async function partsMeant(
  tx: Tx,
  { said, branch }: Meaning,
): Promise<AudiencePart[] | 'unknown' | 'several' | 'outside'> {
  const offices = officesIn(said, await officesHeld(tx))
  if (offices.ok && offices.value.length > 0)
    return offices.value.map((office) => ({ kind: 'office', office }))
  const people = await meantBy(tx, said, branch)
  const [only, another] = people
  if (only === undefined) return 'unknown'
  if (another !== undefined) return 'several'
  return branch !== null && only.branch !== branch ? 'outside' : [{ kind: 'member', member: only.id }]
}

/**
 * Who is asked today: of each active branch its secretary's office, else each person who can be written to. In a branch's
 * own collection nobody of another branch is, whatever office they hold.
 */
export async function recipientsOf(
  ctx: Ctx,
  tx: Tx,
  { target, branch }: { target: Target; branch: BranchId | null },
): Promise<Recipients> {
  if (target.kind === 'branches') return officesOf(ctx, tx)
  const all = await peopleIn(tx, target.audience, today(ctx))
  const here = await presentAmong(
    tx,
    all.map(({ id }) => id),
  )
  const own = here.filter((one) => branch === null || one.branch === branch)
  const asked = own.filter(({ openId }) => openId !== null)
  return {
    asked: asked.map(({ id, branch: of }) => ({ who: id, branch: of, office: null })),
    unreached: own.length - asked.length,
  }
}

async function officesOf(ctx: Ctx, tx: Tx): Promise<Recipients> {
  const asked: Recipient[] = []
  for (const { id } of await branches(tx))
    asked.push({ branch: id, office: SECRETARY, who: await answeringFor(ctx, tx, id) })
  return { asked, unreached: asked.filter(({ who }) => who === null).length }
}

/** The person who answers for a branch today: secretary or deputy, whoever of them can be written to; null: neither. */
export async function answeringFor(ctx: Ctx, tx: Tx, branch: BranchId): Promise<MemberId | null> {
  const { secretary, deputy } = await leadsOf(ctx, tx, branch)
  for (const one of [secretary, deputy]) {
    if (one !== null && (await openIdOf(tx, one)) !== null) return one
  }
  return null
}
