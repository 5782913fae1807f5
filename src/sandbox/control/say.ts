import type { Box } from '../state.ts'
import { namesIn, withMentions } from './mentions.ts'
import { type Speech, speakerOf, utter } from './speaker.ts'

/** A person writes into a chat; `@name` of a bot or of a member becomes a mention, `@所有人` one of everybody. */
export function say(box: Box, order: Speech & { text: string }): { message_id: string } {
  const speaker = speakerOf(box, order)
  const { text, mentions } = withMentions(order.text, namesIn(box, speaker.chat))
  return utter(box, speaker, {
    type: 'text',
    content: JSON.stringify({ text }),
    text: order.text,
    mentions,
  })
}
