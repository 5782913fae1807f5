import type { Attended, How } from './types.ts'

/** What a meeting's training counts as for a person, once; null: nothing, or not yet. Coming comes before making up. (domain §1C, row 10) */
export function creditOf({ came, madeUp, settled }: Omit<Attended, 'hours'>): How | null {
  if (!settled) return null
  if (came) return 'came'
  return madeUp ? 'madeUp' : null
}

/** Whether it will count, as it stands, once the roll does. */
export function isWaiting({ came, madeUp, settled }: Omit<Attended, 'hours'>): boolean {
  return !settled && (came || madeUp)
}

/** The hours that are credited, each meeting once. */
export function sumOf(all: readonly Attended[]): number {
  return all.reduce((sum, one) => sum + (creditOf(one) === null ? 0 : one.hours), 0)
}

/** What is missing to the goal; never less than nothing. */
export function gapTo({ goal, sum }: { goal: number; sum: number }): number {
  return Math.max(0, goal - sum)
}
