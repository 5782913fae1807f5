import type { Box } from '../box.ts'
import { elapsed, wall } from '../clock.ts'
import { asText } from '../json.ts'
import { repaint } from '../messages.ts'
import { readCard } from '../rules/content.ts'
import { PER_MESSAGE, take } from '../rules/rates.ts'
import type { Ask } from './gateway.ts'
import { type Answer, invalid, refuse, success } from './refusal.ts'

/** Cards can be updated and clicked for this long. */
export const CARD_LIFE = 14 * 86_400_000

/** `PATCH /open-apis/im/v1/messages/:message_id` */
export function patch(box: Box, ask: Ask): Answer {
  const { app, call } = ask
  const message = box.messages.get(asText(ask.params['message_id']))
  call.content = asText(ask.body['content'])
  if (!message) return invalid('invalid message_id')
  call.message_id = message.message_id
  call.chat_id = message.chat_id
  if (message.type !== 'interactive') return invalid('This message is NOT a card')
  if (message.from.id !== app.app_id) return invalid('bot or user is not the message`s sender')
  if (message.recalled) return refuse(230110, 'Action unavailable as the message has been deleted.')
  if (wall(box.clock) - message.at > CARD_LIFE) {
    return refuse(230031, 'Message can only be modified within 14 days after sending.')
  }
  const card = readCard(box, ask, { updates: true })
  if ('status' in card) return card
  if (take(box.rates, `message ${message.message_id}`, { limits: PER_MESSAGE, now: elapsed() })) {
    return refuse(230020, 'This operation triggers the frequency limit.')
  }
  repaint(box, message, card.card)
  call.effect = 'new'
  return success({}, 'ok')
}
