import type { SandboxState } from '../state.ts'
import { namesIn, withMentions } from './mentions.ts'
import { type Speech, speakerOf, utter } from './speaker.ts'

/** A person writes into a chat; `@name` of a bot or of a member becomes a mention, `@所有人` one of everybody. */
export function say(state: SandboxState, order: Speech & { text: string }): { message_id: string } {
  const speaker = speakerOf(state, order)
  const { text, mentions } = withMentions(order.text, namesIn(state, speaker.chat))
  return utter(state, speaker, {
    type: 'text',
    content: JSON.stringify({ text }),
    text: order.text,
    mentions,
  })
}
