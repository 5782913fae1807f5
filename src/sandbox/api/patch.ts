import { z } from 'zod'
import type { Box } from '../state.ts'
import { wall } from '../clock.ts'
import { type Message, repaint } from '../messages.ts'
import { readCard } from '../rules/content.ts'
import { outOfReach, unknownMessage } from './destination.ts'
import type { Ask } from './gateway.ts'
import { paintLimit, passed } from './limits.ts'
import { type Answer, invalid, refuse, success } from './refusal.ts'

/** Cards can be updated and clicked for this long. */
export const CARD_LIFE = 14 * 86_400_000

/** What an update needs. */
export const Painting = z.object({
  params: z.object({ message_id: z.string() }),
  body: z.object({ content: z.string() }),
})

/** `PATCH /open-apis/im/v1/messages/:message_id` */
export function patch(box: Box, ask: Ask & z.infer<typeof Painting>): Answer {
  const { app, call, body } = ask
  const message = box.messages.get(ask.params.message_id)
  call.content = body.content
  if (!message) return unknownMessage(box, ask.params.message_id)
  call.message_id = message.message_id
  call.chat_id = message.chat_id
  const refusal = paintRefusal(box, message, app.app_id)
  if (refusal) return refusal
  const card = passed(box, {
    content: () => readCard(box, ask, { updates: true }),
    limit: () => paintLimit(box, message.message_id),
  })
  if ('status' in card) return card
  repaint(box, message, card.card)
  call.effect = 'new'
  return success({}, 'ok')
}

function paintRefusal(box: Box, message: Message, app_id: string): Answer | undefined {
  if (message.type !== 'interactive') return invalid('This message is NOT a card')
  if (message.from.id !== app_id) return notTheSender(box)
  if (message.recalled) return recalled(box)
  if (wall(box.clock) - message.at > CARD_LIFE)
    return refuse(230031, 'Message can only be modified within 14 days after sending.')
  const chat = box.chats.get(message.chat_id)
  return chat && outOfReach(box, chat)
}

function notTheSender({ switches }: Box): Answer {
  if (switches.foreignCard === '230027') return refuse(230027, 'Lack of necessary permissions.')
  return invalid('bot or user is not the message`s sender')
}

function recalled({ switches }: Box): Answer {
  if (switches.recalledCard === '230011') return refuse(230011, 'The message is recalled.')
  return refuse(230110, 'Action unavailable as the message has been deleted.')
}
