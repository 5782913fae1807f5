import type { SandboxState } from '../state.ts'
import { elapsed, iso, wall } from '../clock.ts'
import { GATEWAY, limitHeaders, type Meter, meters, take } from '../rules/rates.ts'
import type { App } from '../world.ts'
import type { ClosedOffer, Family } from './gateway.ts'
import { type Answer, refuse } from './refusal.ts'

/** What the gateway asks before an API gets to see a call, in the order of the real one; undefined lets it through. */
export function turnedAway(state: SandboxState, app: App, offer: ClosedOffer): Answer | undefined {
  return (
    scopeRefusal(state, app, offer) ??
    rateRefusal(state, app, offer.api) ??
    quotaRefusal(state, app) ??
    botRefusal(app, offer.family)
  )
}

function scopeRefusal(state: SandboxState, app: App, { scopes, family }: ClosedOffer): Answer | undefined {
  const needed = Array.isArray(scopes) ? scopes : scopes(state.switches)
  if (needed.length === 0 || needed.some((scope) => app.scopes.includes(scope))) return undefined
  if (family === 'file' && state.switches.uploadUnscoped === '234002')
    return refuse(234002, 'Unauthorized.', { status: 401 })
  const link = `https://open.feishu.cn/app/${app.app_id}/auth?q=${needed.join(',')}`
  return refuse(
    99991672,
    `Access denied. One of the following scopes is required: [${needed.join(', ')}]. ${link}`,
  )
}

function rateRefusal(state: SandboxState, app: App, api: string): Answer | undefined {
  const over = take(state.rates, rateKey(app.app_id, api), { limits: GATEWAY, now: elapsed() })
  return over && tooOften(over)
}

/** 99991400, which says how long to stay away. */
export function tooOften(over: Meter): Answer {
  const refusal = refuse(99991400, 'request trigger frequency limit', { status: 429 })
  return { ...refusal, headers: limitHeaders(over) }
}

/** 99991403: the tenant's plan allows no more calls this month. */
export function quotaSpent(): Answer {
  return refuse(99991403, "This month's API call quota has been exceeded")
}

// Which calls the plan counts is not documented: here all that the gateway lets through.
function quotaRefusal(state: SandboxState, app: App): Answer | undefined {
  const { used, limit } = quotaOf(state, app)
  if (limit !== null && used >= limit) return quotaSpent()
  state.spent.set(monthKey(state, app), used + 1)
  return undefined
}

const botOff: Record<Family, [code: number, msg: string] | undefined> = {
  message: [230006, 'Bot ability is not activated.'],
  chat: [232025, 'Bot ability is not activated.'],
  file: [234007, 'App does not enable bot feature.'],
  other: undefined,
}

function botRefusal(app: App, family: Family): Answer | undefined {
  const refusal = botOff[family]
  return refusal && !app.bot ? refuse(...refusal) : undefined
}

/** How far an app has used up the limits of one API. */
export function gatewayMeters(state: SandboxState, app_id: string, api: string): Meter[] {
  return meters(state.rates, rateKey(app_id, api), { limits: GATEWAY, now: elapsed() })
}

/** How far an app has used up this month's calls. */
export function quotaOf(state: SandboxState, app: App): { used: number; limit: number | null } {
  return { used: state.spent.get(monthKey(state, app)) ?? 0, limit: app.quota ?? null }
}

function rateKey(app_id: string, api: string): string {
  return `api ${app_id} ${api}`
}

// The month of the sandbox's wall time, in UTC.
function monthKey(state: SandboxState, app: App): string {
  return `${app.app_id} ${iso(wall(state.clock)).slice(0, 7)}`
}
