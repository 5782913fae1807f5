import { randomBytes } from 'node:crypto'
import type { SandboxState } from '../state.ts'
import { elapsed } from '../clock.ts'
import { asText, type Json } from '../json.ts'
import type { App } from '../world.ts'
import { type Answer, refuse } from './refusal.ts'

const LIFE = 7_200_000
const RENEW_BELOW = 1_800_000

/** Hands out the tenant token; what is wrong with the credentials is told at the top level, like the token. */
export function issueToken(state: SandboxState, body: Json): Answer {
  const [id, secret] = [asText(body['app_id']), asText(body['app_secret'])]
  if (!id || !secret) return credentials(state, 10003, 'invalid param')
  const app = state.apps.get(id)
  if (!app?.enabled) return credentials(state, 10014, 'app not exist or disabled')
  if (app.app_secret !== secret) return credentials(state, 10015, 'app secret invalid')
  const now = elapsed()
  const [token, until] = currentToken(state, app, now) ?? freshToken(state, app, now)
  return {
    status: 200,
    body: { code: 0, msg: 'ok', tenant_access_token: token, expire: Math.floor((until - now) / 1000) },
  }
}

function credentials({ switches }: SandboxState, code: number, msg: string): Answer {
  return { status: Number(switches.wrongSecretStatus), body: { code, msg } }
}

function currentToken(state: SandboxState, app: App, now: number): [string, number] | undefined {
  for (const [token, { app_id, until }] of state.tokens) {
    if (app_id === app.app_id && until - now >= RENEW_BELOW) return [token, until]
  }
  return undefined
}

// Tokens live in real time: the SDK caches them by the machine's clock, which nobody can move.
function freshToken(state: SandboxState, app: App, now: number): [string, number] {
  const token = `t-${randomBytes(16).toString('hex')}`
  state.tokens.set(token, { app_id: app.app_id, until: now + LIFE })
  return [token, now + LIFE]
}

/** Whose token stands in the header, or the refusal. */
export function appOfToken(state: SandboxState, header: string | undefined): App | Answer {
  const [, token = ''] = /^Bearer (.+)$/.exec(header ?? '') ?? []
  if (!token) return refuse(99991661, 'Need a token')
  if (token.startsWith('u-')) return refuse(99991668, INVALID)
  if (!token.startsWith('t-')) return refuse(99991671, 'Invalid token: must start with t-/u-')
  const known = state.tokens.get(token)
  const app = known && known.until > elapsed() ? state.apps.get(known.app_id) : undefined
  if (!app) return refuse(99991663, INVALID, { status: Number(state.switches.expiredTokenStatus) })
  return app.enabled ? app : refuse(99991662, 'app not in use')
}

const INVALID = 'Invalid access token for authorization. Please make a request with token attached.'
