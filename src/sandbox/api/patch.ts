import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import { wall } from '../clock.ts'
import { type Message, updateCard } from '../messages.ts'
import { readCard } from '../rules/content.ts'
import { outOfReach, unknownMessage } from './destination.ts'
import type { Ask } from './gateway.ts'
import { updateLimit, passed } from './limits.ts'
import { type Answer, invalid, refuse, success } from './refusal.ts'

/** Cards can be updated and clicked for this long. */
export const CARD_LIFE = 14 * 86_400_000

/** What an update needs. */
export const Patching = z.object({
  params: z.object({ message_id: z.string() }),
  body: z.object({ content: z.string() }),
})

/** `PATCH /open-apis/im/v1/messages/:message_id` */
export function patch(state: SandboxState, ask: Ask & z.infer<typeof Patching>): Answer {
  const { app, call, body } = ask
  const message = state.messages.get(ask.params.message_id)
  call.content = body.content
  if (!message) return unknownMessage(state, ask.params.message_id)
  call.message_id = message.message_id
  call.chat_id = message.chat_id
  const refusal = updateRefusal(state, message, app.app_id)
  if (refusal) return refusal
  const card = passed(state, {
    content: () => readCard(state, ask, { updates: true }),
    limit: () => updateLimit(state, message.message_id),
  })
  if ('status' in card) return card
  updateCard(state, message, card.card)
  call.effect = 'new'
  return success({}, 'ok')
}

function updateRefusal(state: SandboxState, message: Message, app_id: string): Answer | undefined {
  if (message.type !== 'interactive') return invalid('This message is NOT a card')
  if (message.from.id !== app_id) return notTheSender(state)
  if (message.recalled) return recalled(state)
  if (wall(state.clock) - message.at > CARD_LIFE)
    return refuse(230031, 'Message can only be modified within 14 days after sending.')
  const chat = state.chats.get(message.chat_id)
  return chat && outOfReach(state, chat)
}

function notTheSender({ switches }: SandboxState): Answer {
  if (switches.foreignCard === '230027') return refuse(230027, 'Lack of necessary permissions.')
  return invalid('bot or user is not the message`s sender')
}

function recalled({ switches }: SandboxState): Answer {
  if (switches.recalledCard === '230011') return refuse(230011, 'The message is recalled.')
  return refuse(230110, 'Action unavailable as the message has been deleted.')
}
