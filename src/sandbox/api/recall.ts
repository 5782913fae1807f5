import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import { wall } from '../clock.ts'
import { type Message, recall } from '../messages.ts'
import { speechRefusal, unknownMessage } from './destination.ts'
import type { Ask } from './gateway.ts'
import { type Answer, refuse, success } from './refusal.ts'

const MINUTE = 60_000

/** What a recall needs. */
export const Recalling = z.object({ params: z.object({ message_id: z.string() }) })

/** `DELETE /open-apis/im/v1/messages/:message_id` */
export function recallMessage(
  state: SandboxState,
  { app, call, params }: Ask & z.infer<typeof Recalling>,
): Answer {
  const message = state.messages.get(params.message_id)
  if (!message) return unknownMessage(state, params.message_id)
  call.message_id = message.message_id
  call.chat_id = message.chat_id
  // What a group's owner may do to the messages of others is not offered.
  if (message.from.id !== app.app_id) return refuse(230026, 'No permission to recall this message.')
  const chat = state.chats.get(message.chat_id)
  const away = chat && speechRefusal(state, app, chat)
  if (away) return away
  if (message.recalled) return again(state)
  if (isExpired(state, message)) return refuse(230009, 'Message has expired when recall message.')
  recall(state, message)
  call.effect = 'new'
  return success({})
}

function again({ switches }: SandboxState): Answer {
  if (switches.recallAgain === 'ok') return success({})
  return refuse(230110, 'Action unavailable as the message has been deleted.')
}

function isExpired({ clock, switches }: SandboxState, message: Message): boolean {
  return wall(clock) - message.at > Number(switches.recallWindow) * MINUTE
}
