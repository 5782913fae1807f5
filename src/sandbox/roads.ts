import type { Box } from './box.ts'
import type { App } from './world.ts'
import type { Json } from './json.ts'
import { type Ack, push } from './socket/hub.ts'
import { postEnvelope } from './webhook/post.ts'

/** Brings an event or a click to an app by the road it has chosen; undefined when no answer came within three seconds. */
export function deliver(box: Box, app: App, envelope: Json): Promise<Ack | undefined> {
  if (app.request_url === undefined) return push(box.hub, app.app_id, envelope)
  return postEnvelope(box, app, envelope)
}
