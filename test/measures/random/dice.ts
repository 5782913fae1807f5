/** What follows from a number by chance, always the same of the same one. */
export type Dice = {
  /** A whole number from `from` to `to`, both among them. */
  between(from: number, to: number): number
  /** One of these. */
  of<T>(choices: readonly [T, ...T[]]): T
  /** Whether it happens that happens once in `n` times. */
  once(n: number): boolean
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    between,
    // A choice may be null.
    of: <T>(choices: readonly [T, ...T[]]) => choices[between(0, choices.length - 1)] as T,
    once: (n) => between(1, n) === 1,
  }
}
