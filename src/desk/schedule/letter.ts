import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'
import type { Rendering, Letter } from '../../letters/types.ts'
import { branches } from '../../roster/service.ts'
import { scheduleCard } from './card.ts'
import { askedRef, scheduleFor, scheduleOf } from './service.ts'
import { refusals } from './words.ts'

/** More names than these nobody reads. */
const MOST_NAMES = 8

/** The list of meetings that was asked for, or why there is none. */
export async function renderSchedule(ctx: Ctx, tx: Tx, { ref, to }: Letter): Promise<Rendering> {
  const { of, about } = askedRef.parse(ref)
  if (of === 'own') return scheduleCard(await scheduleFor(ctx, tx, to))
  if (of !== 'branch') return { text: refusals[of](await namesOf(tx, about)) }
  const [branch] = about
  if (branch === undefined || !('person' in to)) throw new Error(`no list of a branch by ${ref}`)
  return scheduleCard(await scheduleOf(ctx, tx, { branch, who: to.person }))
}

async function namesOf(tx: Tx, ids: readonly BranchId[]): Promise<string> {
  const named = (await branches(tx)).filter(({ id }) => ids.includes(id))
  return named
    .slice(0, MOST_NAMES)
    .map(({ short }) => short)
    .join('、')
}
