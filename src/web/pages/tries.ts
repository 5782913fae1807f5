/** So many wrong tokens from one address within `WITHIN_MS`; then nothing more from there is looked up. */
const MOST = 20
const WITHIN_MS = 10 * 60_000
/** So many addresses are remembered; the oldest are forgotten first. */
const MOST_ADDRESSES = 10_000

/** Counts wrong tokens by the address that they come from. */
export type Tries = {
  tooMany(address: string): boolean
  wrong(address: string): void
}

export function openTries(elapsed: () => number): Tries {
  const seen = new Map<string, { count: number; until: number }>()
  const current = (address: string) => {
    const found = seen.get(address)
    return found !== undefined && found.until > elapsed() ? found : undefined
  }
  return {
    tooMany: (address) => (current(address)?.count ?? 0) >= MOST,
    wrong(address) {
      const { count, until } = current(address) ?? { count: 0, until: elapsed() + WITHIN_MS }
      seen.delete(address)
      seen.set(address, { count: count + 1, until })
      for (const oldest of seen.keys()) {
        if (seen.size <= MOST_ADDRESSES) break
        seen.delete(oldest)
      }
    },
  }
}
