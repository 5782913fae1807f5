import type { Tx } from '../../db/tables.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import { isOutOfReach } from '../reach/service.ts'
import * as store from '../store.ts'
import { EXEMPT_STATUS, type Person } from '../types.ts'
import { inOrder, inTurn } from './rules.ts'
import type { Administrator } from './types.ts'

/** The administrators among the college committee. */
export async function admins(tx: Tx): Promise<MemberId[]> {
  return (await seats(tx)).map(({ person }) => person.id)
}

async function seats(tx: Tx) {
  return (await store.committee(tx)).filter(({ rights }) => rights === 'admin')
}

/**
 * The administrators before whom a branch's matter may be put today, the one in charge first; null is the college. Nobody
 * of `besides`, whose own matter it is, and nobody of the branch itself while another can be reached.
 */
export async function adminsFor(
  tx: Tx,
  branch: BranchId | null,
  besides: readonly MemberId[] = [],
): Promise<MemberId[]> {
  return inOrder(await administrators(tx), { branch, besides })
}

/** The same, where the branches are shared out among those who are equally in charge: what would come to the first alone. */
export async function adminsInTurn(
  tx: Tx,
  branch: BranchId | null,
  besides: readonly MemberId[],
): Promise<MemberId[]> {
  const turn = (await store.branches(tx)).findIndex(({ id }) => id === branch)
  return inTurn(await administrators(tx), { branch, besides, turn: Math.max(0, turn) })
}

async function administrators(tx: Tx): Promise<Administrator[]> {
  const all: Administrator[] = []
  for (const { person, branches } of await seats(tx))
    all.push({ who: person.id, of: person.branch, branches, reach: await reachOf(tx, person) })
  return all
}

/** The administrator in charge of a branch today, or of the college's own matters; null when there is nobody. */
export async function inChargeOf(
  tx: Tx,
  branch: BranchId | null,
  besides: readonly MemberId[] = [],
): Promise<MemberId | null> {
  return (await adminsFor(tx, branch, besides))[0] ?? null
}

async function reachOf(tx: Tx, { id, openId, status }: Person): Promise<Administrator['reach']> {
  if (openId === null) return 'none'
  return EXEMPT_STATUS.includes(status) || (await isOutOfReach(tx, id)) ? 'known' : 'here'
}
