import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import { isUnchecked, unreached } from '../reach/service.ts'
import { namesOf } from '../naming/service.ts'
import { branches, rightsOf } from '../service.ts'
import * as roster from '../store.ts'
import { type Branch, GROUP_LEADER, type Rights, SECRETARY } from '../types.ts'
import type { List, Strength, Vacant } from './types.ts'
import { today } from '../../time/dates.ts'

/** Sends the list to whoever asks, in the direct chat. */
export async function sendList(ctx: Ctx, tx: Tx, { who, messageId }: Said): Promise<void> {
  await writeLetters(ctx, tx, [{ ...oneFor('roster.list', messageId), ref: who, to: { person: who } }])
}

/** Sends the list to whoever opens it by a button; `by`: pressed again within it, it is the same one. */
export async function openList(ctx: Ctx, tx: Tx, { who, by }: { who: MemberId; by: string }): Promise<void> {
  const letter = oneFor('roster.list', `${who}/${by}`)
  await writeLetters(ctx, tx, [{ ...letter, ref: who, to: { person: who } }])
}

/** What the reader may see of the list at this moment; null: nothing. (domain §5) */
export async function listFor(ctx: Ctx, tx: Tx, who: MemberId): Promise<List | null> {
  const rights = await rightsOf(ctx, tx, who)
  const seen = (await branches(tx)).filter(({ id }) => maySee(rights, id))
  if (seen.length === 0) return null
  const names = new Map(seen.map(({ id, short }) => [id, short]))
  const out = (await unreached(ctx, tx)).filter(({ branch }) =>
    branch === null ? rights.admin : names.has(branch),
  )
  const [only] = seen
  const people = out.flatMap(({ member }) => (member === null ? [] : [member.id]))
  const called = await namesOf(tx, people, only !== undefined && seen.length === 1 ? only.id : null)
  return {
    branches: await strengthsOf(tx, seen),
    vacant: await vacantIn(ctx, tx, seen),
    unreached: out.map(({ member, ...one }) => ({
      ...one,
      member: member && { id: member.id, name: called.get(member.id) ?? member.name },
      of: one.branch && (names.get(one.branch) ?? null),
    })),
    unchecked: await isUnchecked(tx),
  }
}

function maySee({ admin, leads }: Rights, branch: BranchId): boolean {
  return admin || leads.includes(branch)
}

async function strengthsOf(tx: Tx, seen: readonly Branch[]): Promise<Strength[]> {
  const present = Map.groupBy(await roster.presentMembers(tx), ({ branch }) => branch)
  return seen.map(({ id, short }) => {
    const members = present.get(id) ?? []
    const full = members.filter(({ type }) => type === '正式').length
    return { name: short, full, probationary: members.length - full }
  })
}

async function vacantIn(ctx: Ctx, tx: Tx, seen: readonly Branch[]): Promise<Vacant[]> {
  const on = today(ctx).toString()
  const secretaries = await roster.holdersOf(tx, { offices: [SECRETARY], on })
  const leaders = await roster.holdersOf(tx, { offices: [GROUP_LEADER], on })
  const led = new Set([
    ...secretaries.map(({ branch }) => branch),
    ...leaders.flatMap(({ group }) => group ?? []),
  ])
  const groups = (await roster.groups(tx)).filter(({ id }) => !led.has(id))
  return seen.flatMap(({ id, short }) => [
    ...(led.has(id) ? [] : [{ branch: short, group: null }]),
    ...groups.filter(({ branch }) => branch === id).map(({ name }) => ({ branch: short, group: name })),
  ])
}
