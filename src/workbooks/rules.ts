import type { Rights } from '../roster/types.ts'
import type { Content, Days, Of, Refusal } from './types.ts'

/**
 * What of a branch's or the college's figures a person may take away: numbers, people by name too, or null for nothing.
 * (domain §5, §8)
 */
export function mostFor(
  { admin, committee, leads, branchCommitteeOf, inspects }: Rights,
  of: Of,
): Content | null {
  if (admin || (of !== 'all' && leads.includes(of))) return 'names'
  const isNear = of !== 'all' && (branchCommitteeOf.includes(of) || inspects.includes(of))
  return committee || isNear ? 'counts' : null
}

/** Longer than a file is asked for: two years. */
const MOST_DAYS = 731

/** Why there is no such file for a person; null when there is. */
export function refusalTo(content: Content, of: { most: Content | null; days: Days }): Refusal | null {
  if (of.most === null) return 'mayNot'
  if (content === 'names' && of.most === 'counts') return 'mayNotNames'
  return of.days.from.until(of.days.to, { largestUnit: 'days' }).days > MOST_DAYS ? 'tooLong' : null
}
