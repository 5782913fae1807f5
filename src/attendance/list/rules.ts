import type { MemberId } from '../../ids.ts'
import type { Standing } from '../types.ts'

type Lists = { due: readonly MemberId[]; exempt: readonly MemberId[]; observers: readonly MemberId[] }

/** One standing for each: who belongs to the audience is never an observer of it. */
export function standings({ due, exempt, observers }: Lists): { who: MemberId; standing: Standing }[] {
  const all = new Map<MemberId, Standing>()
  for (const who of observers) all.set(who, 'observer')
  for (const who of exempt) all.set(who, 'exempt')
  for (const who of due) all.set(who, 'due')
  return [...all].map(([who, standing]) => ({ who, standing }))
}
