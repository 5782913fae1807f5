import type { Tx } from '../../db/tables.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import { isOutOfReach } from '../reach/service.ts'
import * as store from '../store.ts'
import { EXEMPT_STATUS, type Person } from '../types.ts'
import { inOrder } from './rules.ts'
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
  const all: Administrator[] = []
  for (const { person, branches } of await seats(tx))
    all.push({ who: person.id, of: person.branch, branches, reach: await reachOf(tx, person) })
  return inOrder(all, { branch, besides })
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
