import type { SandboxState } from './state.ts'
import type { Json } from './json.ts'
import { type Ack, push } from './socket/hub.ts'
import { postEnvelope } from './webhook/post.ts'
import type { App } from './world.ts'

/**
 * Brings an event or a click to an app by the transport it has chosen. Resolves with the answer, however late, or with
 * undefined when none can come any more; how long to wait for it is the caller's matter.
 */
export function deliver(state: SandboxState, app: App, envelope: Json): Promise<Ack | undefined> {
  return app.request_url === undefined ? push(state, app, envelope) : postEnvelope(state, app, envelope)
}
