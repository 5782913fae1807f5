import type { Chat } from './api.ts'
import { Avatar } from './parts.tsx'
import type { Pane } from './state.ts'
import { lastSpoken } from './time.ts'
import { go } from './where.ts'

/** The chats of a person, with what is unread and the last line of each; the arrow keys walk through them. */
export function ChatList({ pane: { side, as, chats, chat }, now }: { pane: Pane; now: number }) {
  return (
    <nav class="chats" aria-label="会话" onKeyDown={walk}>
      {chats.length === 0 && <p class="empty">{as === undefined ? '请先选择你是谁' : '还没有会话'}</p>}
      <ul>
        {chats.map((one) => (
          <li key={one.chat_id}>
            <button
              type="button"
              class="chat"
              title={one.name}
              aria-current={one.chat_id === chat ? 'true' : undefined}
              onClick={() => go({ ...(as ? { as } : {}), chat: one.chat_id }, side)}
            >
              <OneChat chat={one} now={now} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function walk(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || event.altKey) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.chat')]
  rows[rows.findIndex((row) => row.matches(':focus')) + step]?.focus()
  event.preventDefault()
}

function OneChat({ chat, now }: { chat: Chat; now: number }) {
  return (
    <>
      <span class="chat-face">
        <Avatar name={chat.name} kind={chat.type === 'p2p' ? 'bot' : 'group'} />
        {chat.unread > 0 && (
          <span class="badge" role="img" aria-label={`${chat.unread} 条未读`}>
            {chat.unread > 99 ? '99+' : chat.unread}
          </span>
        )}
      </span>
      <span class="chat-lines">
        <span class="chat-name">
          <b>{chat.name}</b>
          {chat.type === 'p2p' && <span class="bot-mark">机器人</span>}
          {chat.last && <time>{lastSpoken(chat.last.at, now)}</time>}
        </span>
        <span class="chat-last">{chat.last?.text ?? ' '}</span>
      </span>
    </>
  )
}
