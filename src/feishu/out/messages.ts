import { z } from 'zod'
import { ChatId, type FileKey, MessageId, OpenId } from '../../ids.ts'
import type { Request } from './call.ts'
import type { Answer, FeishuError } from '../errors.ts'
import { idOf } from '../parse-id.ts'
import { literalText } from './text.ts'

/** A card as `renderCard` made it, a text that is shown literally, or a file of the bot's own. */
export type MessageContent = { card: object } | { text: string } | { file: FileKey }

/** `messageId` is null when the platform only said that this uuid has been sent already. */
export type Sent = { messageId: MessageId | null }

export type SendRequest = {
  to: { type: 'chat' | 'person'; id: string }
  content: MessageContent
  uuid: string
}
export type ReplyRequest = { messageId: string; content: MessageContent; uuid: string }
export type PatchRequest = { messageId: string; card: object }

/** The call that sends a letter. */
export function sendCall({ to, content, uuid }: SendRequest): Request {
  const receiver = to.type === 'chat' ? idOf('send', ChatId, to.id) : idOf('send', OpenId, to.id)
  return {
    api: 'send',
    method: 'POST',
    url: '/open-apis/im/v1/messages',
    params: { receive_id_type: to.type === 'chat' ? 'chat_id' : 'open_id' },
    data: { receive_id: receiver, uuid, ...bodyOf(content) },
  }
}

/** The call that answers a message. */
export function replyCall({ messageId, content, uuid }: ReplyRequest): Request {
  const url = `/open-apis/im/v1/messages/${idOf('reply', MessageId, messageId)}/reply`
  return { api: 'reply', method: 'POST', url, data: { uuid, ...bodyOf(content) } }
}

/** The call that updates a card. */
export function patchCall({ messageId, card }: PatchRequest): Request {
  const url = `/open-apis/im/v1/messages/${idOf('patch', MessageId, messageId)}`
  return { api: 'patch', method: 'PATCH', url, data: { content: JSON.stringify(card) } }
}

/** The call that takes a message back for everybody, as long as the company's administrator allows. */
export function recallCall(messageId: string): Request {
  const url = `/open-apis/im/v1/messages/${idOf('recall', MessageId, messageId)}`
  return { api: 'recall', method: 'DELETE', url }
}

function bodyOf(content: MessageContent): { msg_type: string; content: string } {
  if ('card' in content) return { msg_type: 'interactive', content: JSON.stringify(content.card) }
  if ('file' in content) return { msg_type: 'file', content: JSON.stringify({ file_key: content.file }) }
  return { msg_type: 'text', content: JSON.stringify({ text: literalText(content.text) }) }
}

const BEING_SENT = 230049
const SentData = z.object({
  data: z.object({ message_id: MessageId.optional().catch(undefined) }).optional(),
})

/** What the platform tells of a message that it has taken. */
export function sentOf(answer: Answer): Sent {
  const sent = SentData.safeParse(answer)
  return { messageId: sent.data?.data?.message_id ?? null }
}

const GONE = [230011, 230110, 99992354]

/** The message is not there any more: somebody has recalled or deleted it, perhaps ourselves. */
export function isGone({ code, message }: FeishuError): boolean {
  // One code says that any parameter is wrong; its words tell which.
  return code !== null && (GONE.includes(code) || (code === 230001 && message.includes('message_id')))
}

/** "The message is being sent": this uuid belongs to a message that is there, or to a twin on its way that may yet fail. */
export function isBeingSent({ code }: FeishuError): boolean {
  return code === BEING_SENT
}
