import type { Box } from '../box.ts'
import { asText } from '../json.ts'
import type { Ask } from './gateway.ts'
import { type Answer, refuse } from './refusal.ts'

/** `GET /open-apis/im/v1/messages/:message_id/resources/:file_key`: what people sent. */
export function resource(box: Box, ask: Ask): Answer {
  const key = asText(ask.params['file_key'])
  const message = box.messages.get(asText(ask.params['message_id']))
  const file = box.files.get(key)
  if (!message) return refuse(234001, 'Invalid request param.')
  if (!box.chats.get(message.chat_id)?.bots.has(ask.app.app_id)) return refuse(234004, 'App not in chat.')
  if (message.recalled) return refuse(230110, 'Action unavailable as the message has been deleted.')
  if (!file || !message.content.includes(key)) return refuse(234003, 'File not in message.')
  return { status: 200, body: { code: 0 }, bytes: file.bytes }
}
