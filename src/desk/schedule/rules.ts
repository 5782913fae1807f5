import type { Weeks } from './types.ts'

/** This week and the next, from Monday to Sunday. (domain §4.4) */
export function weeksFrom(today: Temporal.PlainDate): Weeks {
  const from = today.subtract({ days: today.dayOfWeek - 1 })
  return { from, to: from.add({ days: 14 }) }
}
