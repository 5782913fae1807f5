import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import { asList, asObject, parseJson } from '../json.ts'
import type { Message } from '../messages.ts'
import type { Ask } from './gateway.ts'
import { type Answer, refuse } from './refusal.ts'

/** What a download needs. */
export const Fetching = z.object({
  params: z.object({ message_id: z.string(), file_key: z.string() }),
  query: z.object({ type: z.string() }),
})

/**
 * `GET /open-apis/im/v1/messages/:message_id/resources/:file_key`: what a person sent, as bytes. Which of the service's
 * codes answers a message that does not exist, or a type that is not the message's own, is the sandbox's choice.
 */
export function fetchResource(
  state: SandboxState,
  { app, params, query, call }: Ask & z.infer<typeof Fetching>,
): Answer {
  const message = state.messages.get(params.message_id)
  const chat = message && state.chats.get(message.chat_id)
  if (!message || !chat) return refuse(234001, 'Invalid request param.')
  call.message_id = message.message_id
  call.chat_id = message.chat_id
  if (!chat.bots.has(app.app_id)) return refuse(234004, 'App not in chat.')
  if (message.recalled) return refuse(230110, 'Action unavailable as the message has been deleted.')
  if (message.type === 'interactive') return refuse(234043, 'Unsupported message type.')
  const held = heldIn(message)
  const file = held.keys.includes(params.file_key) ? state.files.get(params.file_key) : undefined
  if (!file) return refuse(234003, 'File not in msg.')
  if (query.type !== held.type) return refuse(234001, 'Invalid request param.')
  const headers = { 'content-type': file.media }
  return { status: 200, body: { code: 0, msg: 'success' }, bytes: file.bytes, headers }
}

/** The keys that a message holds, and the type under which they are asked for; a rich text holds pictures. */
function heldIn({ type, content }: Message): { type: string; keys: unknown[] } {
  const read = asObject(parseJson(content))
  if (type !== 'post') return { type, keys: [read[`${type}_key`]] }
  const nodes = asList(read['content']).flatMap(asList).map(asObject)
  return { type: 'image', keys: nodes.filter(({ tag }) => tag === 'img').map((node) => node['image_key']) }
}
