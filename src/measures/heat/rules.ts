import type { Activity, Component, Heat, Weights } from './types.ts'

/** As the handbook proposes it. (domain §1H) */
export const WEIGHTS: Weights = {
  activity: 0.6,
  updates: 0.4,
  components: { published: 1, readers: 1, comments: 1, likes: 1 },
  perCapita: false,
}

const COMPONENTS: readonly Component[] = ['published', 'readers', 'comments', 'likes']

/**
 * The heat of each branch, the most active first. What the platform does not tell of somebody is left out for all, and the
 * other components weigh as much more: nothing is invented. A part in which nobody did anything is 0. Ties: more activity,
 * then more updates, then the id.
 */
export function heatOf(all: readonly Activity[], weights: Weights = WEIGHTS): Heat[] {
  const told = COMPONENTS.filter((of) => all.every((one) => one[of] !== null))
  const whole = told.reduce((sum, of) => sum + weights.components[of], 0)
  const updates = sharesOf(all.map((one) => one.updates))
  const components = told.map((of) => ({
    weight: whole === 0 ? 0 : weights.components[of] / whole,
    shares: sharesOf(all.map((one) => amountOf(one, of, weights))),
  }))
  const heats = all.map(({ id }, n) => {
    const activity = components.reduce((sum, { weight, shares }) => sum + weight * (shares[n] ?? 0), 0)
    return heatWith({ id, activity, updates: updates[n] ?? 0 }, weights)
  })
  return heats.toSorted(
    (a, b) => b.heat - a.heat || b.activity - a.activity || b.updates - a.updates || (a.id < b.id ? -1 : 1),
  )
}

function heatWith(of: Omit<Heat, 'heat'>, weights: Weights): Heat {
  const heat = 100 * (weights.activity * of.activity + weights.updates * of.updates)
  return { ...of, heat: Math.round(heat * 100) / 100 }
}

/** Records are the branch's; what its members read and said may be counted by head. */
function amountOf(one: Activity, of: Component, { perCapita }: Weights): number {
  const amount = one[of] ?? 0
  return perCapita && of !== 'published' ? amount / Math.max(1, one.members) : amount
}

/** Each as a share of the greatest; all 0 when nobody has any. */
function sharesOf(amounts: readonly number[]): number[] {
  const most = Math.max(0, ...amounts)
  return amounts.map((amount) => (most === 0 ? 0 : amount / most))
}
