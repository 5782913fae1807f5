/** When each key was used lately, in real milliseconds. */
export type Rates = Map<string, number[]>

/** At most `count` within `span` milliseconds. */
export type Limit = { count: number; span: number }

export const GATEWAY: Limit[] = [
  { count: 50, span: 1_000 },
  { count: 1_000, span: 60_000 },
]
export const PER_RECEIVER: Limit[] = [{ count: 5, span: 1_000 }]
export const PER_MESSAGE: Limit[] = [{ count: 5, span: 1_000 }]

/** Notes one use, or, when it would break a limit, tells which one and how long it binds. */
export function take(rates: Rates, key: string, rule: { limits: Limit[]; now: number }) {
  const longest = Math.max(...rule.limits.map((limit) => limit.span))
  const uses = (rates.get(key) ?? []).filter((at) => at > rule.now - longest)
  rates.set(key, uses)
  for (const limit of rule.limits) {
    const oldest = uses.at(-limit.count)
    if (oldest !== undefined && oldest > rule.now - limit.span) {
      return { limit: limit.count, waitMs: oldest + limit.span - rule.now }
    }
  }
  uses.push(rule.now)
  return undefined
}
