import type { SandboxState, Chat } from '../state.ts'
import { chatsOf } from '../chats.ts'
import { iso } from '../clock.ts'
import type { Json } from '../json.ts'
import { lastLine, messagesOf, shownMessage } from '../messages.ts'

/** The list of chats as one person sees it. */
export function chatList(state: SandboxState, as: string): Json[] {
  return chatsOf(state, as).map((chat) => {
    const messages = messagesOf(state, chat)
    const seen = state.seen.get(`${as} ${chat.chat_id}`) ?? 0
    const last = messages.at(-1)
    return {
      chat_id: chat.chat_id,
      name: chat.name,
      type: chat.type,
      other: [...chat.members].find((id) => id !== as),
      unread: messages.filter((message) => message.seq > seen && message.from.id !== as).length,
      last: last ? { text: lastLine(last), at: iso(last.at) } : null,
    }
  })
}

/** The messages of a chat; whoever asks has seen them. */
export function messageList(
  state: SandboxState,
  chat: Chat,
  { as, after }: { as: string; after: number },
): Json[] {
  const messages = messagesOf(state, chat)
  const last = messages.at(-1)
  if (last) state.seen.set(`${as} ${chat.chat_id}`, last.seq)
  return messages.filter((message) => message.seq > after).map(shownMessage)
}
