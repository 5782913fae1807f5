import type { BranchId } from '../../ids.ts'
import type { Branch, Rights } from '../../roster/types.ts'
import { branchesNamed } from '../../roster/service.ts'
import type { Refusal, Scope } from './types.ts'

const COLLEGE: readonly string[] = ['全院', '学院', 'college', 'all']

export type Reading = { ok: true; scope: Scope } | { ok: false; refusal: Refusal }

/**
 * Whose messages a person means: without a name those of the one branch whose secretary the person is. A secretary
 * speaks for the own branch, an administrator for every branch and the college. (domain §5)
 */
export function scopeIn(
  text: string,
  { rights, branches }: { rights: Pick<Rights, 'admin' | 'leads'>; branches: readonly Branch[] },
): Reading {
  const { admin, leads: own } = rights
  if (!admin && own.length === 0) return refused('mayNot')
  const name = text.trim().toLowerCase()
  if (name === '') return own.length === 1 && own[0] !== undefined ? allowed(own[0]) : refused('which')
  if (COLLEGE.includes(name)) return admin ? allowed('college') : refused('mayNot')
  const [branch, ...more] = branchesNamed(name, branches)
  if (branch === undefined) return refused('unknown')
  if (more.length > 0) return refused('several')
  return admin || own.includes(branch.id) ? allowed(branch.id) : refused('mayNot')
}

/** Whose messages are meant by whoever may speak for none of them: those that are named, else those of the own branch. */
export function scopeMeant(
  text: string,
  { own, branches }: { own: BranchId; branches: readonly Branch[] },
): Scope {
  const name = text.trim().toLowerCase()
  if (COLLEGE.includes(name)) return 'college'
  const [named, ...more] = name === '' ? [] : branchesNamed(name, branches)
  return named === undefined || more.length > 0 ? own : named.id
}

function allowed(scope: Scope): Reading {
  return { ok: true, scope }
}

function refused(refusal: Refusal): Reading {
  return { ok: false, refusal }
}
