import type { SandboxState } from '../state.ts'
import type { Json } from '../json.ts'
import { type Ack, PATIENCE } from '../socket/hub.ts'
import type { App } from '../world.ts'
import { seal, type Sealed } from './seal.ts'

/** Posts an envelope to the app's address, if it has proved that it listens there; undefined: no answer in time. */
export async function postEnvelope(state: SandboxState, app: App, envelope: Json): Promise<Ack | undefined> {
  const url = state.addresses.get(app.app_id)
  if (url === undefined) return { code: 0, shown: 200340 }
  return await post(url, seal(app, envelope, state.clock), PATIENCE)
}

/**
 * Posts once and reads the answer. The platform gives a TCP connection two seconds of its three; on loopback one is
 * made or refused at once, and no name can be unknown.
 */
export async function post(url: string, sealed: Sealed, patience: number): Promise<Ack | undefined> {
  const { body, headers } = sealed
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
    const data = Buffer.from(await answer.arrayBuffer()).toString('base64')
    return { code: answer.status, data }
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'TimeoutError') return undefined
    return { code: 0, shown: isRefused(thrown) ? 200342 : 200080 }
  }
}

function isRefused(thrown: unknown): boolean {
  const cause = thrown instanceof Error ? thrown.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED'
}
