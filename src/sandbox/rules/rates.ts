/** When each key was used lately, in real milliseconds. */
export type Rates = Map<string, number[]>

/** At most `count` within `span` milliseconds. */
export type Limit = { count: number; span: number }

/** How far a limit is used up, and when the oldest use leaves its span. */
export type Meter = { used: number; limit: number; resetMs: number }

export const GATEWAY: Limit[] = [
  { count: 50, span: 1_000 },
  { count: 1_000, span: 60_000 },
]
/** Five a second: to one person or group, by all bots together, and of one message. */
export const FIVE_A_SECOND: Limit[] = [{ count: 5, span: 1_000 }]

type Rule = { limits: Limit[]; now: number }

/** How far each of the limits is used up. */
export function meters(rates: Rates, key: string, { limits, now }: Rule): Meter[] {
  const uses = rates.get(key) ?? []
  return limits.map(({ count, span }) => {
    const within = uses.slice(-count).filter((at) => at > now - span)
    return { used: within.length, limit: count, resetMs: (within[0] ?? now - span) + span - now }
  })
}

/** Notes one use, or, when it would break a limit, tells which one. */
export function take(rates: Rates, key: string, rule: Rule): Meter | undefined {
  const over = meters(rates, key, rule).find(({ used, limit }) => used >= limit)
  if (over) return over
  const longest = Math.max(...rule.limits.map(({ span }) => span))
  const recent = (rates.get(key) ?? []).filter((at) => at > rule.now - longest)
  rates.set(key, [...recent, rule.now])
  return undefined
}

/** What the gateway tells about the limit that binds most. */
export function limitHeaders({ limit, resetMs }: Meter): Record<string, string> {
  return { 'x-ogw-ratelimit-limit': `${limit}`, 'x-ogw-ratelimit-reset': `${Math.ceil(resetMs / 1000)}` }
}
