import type { MemberId } from '../../ids.ts'
import type { Role } from '../types.ts'

type Lists = { expected: readonly MemberId[]; exempt: readonly MemberId[]; observers: readonly MemberId[] }

/** One role for each: who belongs to the audience is never an observer of it. */
export function roles({ expected, exempt, observers }: Lists): { who: MemberId; role: Role }[] {
  const all = new Map<MemberId, Role>()
  for (const who of observers) all.set(who, 'observer')
  for (const who of exempt) all.set(who, 'exempt')
  for (const who of expected) all.set(who, 'due')
  return [...all].map(([who, role]) => ({ who, role }))
}
