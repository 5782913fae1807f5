import { nearest } from '../../../config/college/nearest.ts'
import type { Branch, Rights } from '../../roster/types.ts'
import { branchesNamed } from '../../roster/service.ts'
import type { Asked, Weeks } from './types.ts'

/** This week and the next, from Monday to Sunday. (domain §4.4) */
export function weeksFrom(today: Temporal.PlainDate): Weeks {
  const from = today.subtract({ days: today.dayOfWeek - 1 })
  return { from, to: from.add({ days: 14 }) }
}

type Asking = {
  rights: Pick<Rights, 'admin' | 'inspects' | 'branchCommitteeOf'>
  branches: readonly Branch[]
}

/**
 * Whose list somebody asks for by a branch's name: an administrator sees every branch, an inspector those looked after, a
 * branch's committee the own. Whoever sees none is told no name. (domain §5)
 */
export function askedIn(text: string, { rights, branches }: Asking): Asked {
  const { admin, inspects, branchCommitteeOf } = rights
  const seen = admin ? branches.map(({ id }) => id) : [...inspects, ...branchCommitteeOf]
  if (seen.length === 0) return { of: 'mayNot', about: [] }
  const named = branchesNamed(text, branches)
  const [branch, another] = named
  if (branch === undefined) return { of: 'unknown', about: nearestTo(text, branches) }
  if (another !== undefined) return { of: 'several', about: named.map(({ id }) => id) }
  return seen.includes(branch.id) ? { of: 'branch', about: [branch.id] } : { of: 'mayNot', about: [] }
}

function nearestTo(text: string, branches: readonly Branch[]): Asked['about'] {
  const near = nearest(
    text,
    branches.flatMap(({ name, short }) => [name, short]),
  )
  return branches.filter(({ name, short }) => near === name || near === short).map(({ id }) => id)
}
