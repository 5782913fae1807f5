import { Fragment } from 'preact'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Message } from './api.ts'
import { useAttach } from './attach.tsx'
import { Composer } from './composer.tsx'
import { MessageRow } from './message.tsx'
import type { Pane } from './state.ts'
import { dayName, sameDay } from './time.ts'
import { go } from './where.ts'

type Props = { pane: Pane; bot: string; now: number }

/** One chat from its first message to its last, and the place to write; a file may be dropped anywhere on it. */
export function Conversation({ pane, bot, now }: Props) {
  const { as, chat, side } = pane
  const [replying, setReplying] = useState<Message>()
  useEffect(() => setReplying(undefined), [as, chat])
  const files = useAttach(as ?? '', chat ?? '')
  const found = pane.chats.find((one) => one.chat_id === chat)
  if (as === undefined || chat === undefined) {
    return <section class="conversation nothing">选择一个会话，看看里面说了什么</section>
  }
  return (
    <section class="conversation" {...files.dropping}>
      <header class="conversation-head">
        <button type="button" class="back" aria-label="返回会话列表" onClick={() => go({ as }, side)}>
          ‹
        </button>
        <h1>{found?.name ?? ''}</h1>
        {found?.type === 'p2p' && <span class="bot-mark">机器人</span>}
      </header>
      <Messages
        key={`${as}/${chat}`}
        pane={pane}
        as={as}
        now={now}
        unread={found?.unread ?? 0}
        reply={setReplying}
      />
      <Composer
        key={`write/${as}/${chat}`}
        to={{ as, chat, name: found?.name ?? '' }}
        bot={bot}
        direct={found?.type === 'p2p'}
        replying={replying}
        setReplying={setReplying}
        files={files}
      />
    </section>
  )
}

type MessagesProps = {
  pane: Pane
  as: string
  now: number
  unread: number
  reply: (message: Message) => void
}

function Messages({ pane, as, now, unread, reply }: MessagesProps) {
  const { messages, loaded, refused, showCard } = pane
  const { box, behind, toEnd, onScroll } = useEnd(messages, as, unread)
  const answer = useCallback(reply, [reply])
  const drawn = messages.slice(-useGrowing(messages.length, unread))
  const byId = new Map(messages.map((message) => [message.message_id, message]))
  return (
    <div class="messages-frame">
      <div class="messages" ref={box} role="log" aria-label="消息" onScroll={onScroll}>
        <div class="messages-list">
          {loaded && messages.length === 0 && <p class="empty">{refused ?? '还没有消息'}</p>}
          {drawn.map((message, index) => (
            <Fragment key={message.message_id}>
              {newDay(drawn[index - 1], message) && <p class="day">{dayName(message.at, now)}</p>}
              <MessageRow
                message={message}
                parent={byId.get(message.parent_id ?? '')}
                as={as}
                reply={answer}
                showCard={showCard}
              />
            </Fragment>
          ))}
        </div>
      </div>
      {behind && (
        <button type="button" class="to-end" onClick={toEnd}>
          有新消息 ↓
        </button>
      )}
    </div>
  )
}

const STEP = 40

/** How many of the last messages are rendered: those in sight at once, older ones bit by bit, so that nothing stands still. */
function useGrowing(total: number, unread: number): number {
  const [drawn, setDrawn] = useState(Math.max(STEP, unread + 1))
  useEffect(() => {
    if (drawn >= total) return
    const timer = setTimeout(() => setDrawn(drawn + STEP), 30)
    return () => clearTimeout(timer)
  }, [drawn, total])
  return drawn
}

function newDay(before: Message | undefined, message: Message): boolean {
  return before === undefined || !sameDay(Date.parse(before.at), Date.parse(message.at))
}

/**
 * The list is laid out from its end (`column-reverse`), so the browser itself stays at the last message unless the
 * reader has scrolled up; then we say that there is something new. Zero is the end, above it is negative.
 */
function useEnd(messages: Message[], as: string, unread: number) {
  const box = useRef<HTMLDivElement>(null)
  const opened = useOpening(box, messages, unread)
  const [behind, setBehind] = useState(false)
  const last = messages.at(-1)?.seq ?? 0
  const read = useRef(last)
  const toEnd = () => {
    if (box.current) box.current.scrollTop = 0
    setBehind(false)
  }
  const away = () => (box.current?.scrollTop ?? 0) < -80
  useEffect(() => {
    if (read.current === 0) setBehind(opened > 1 && away())
    else if (messages.some((message) => message.seq > read.current && message.from.id === as)) toEnd()
    else setBehind(last > read.current && away())
    read.current = last
  }, [last])
  return { box, behind, toEnd, onScroll: () => (away() ? undefined : setBehind(false)) }
}

/** Opens a chat at the first message that is not read yet; answers how many there were. */
function useOpening(box: { current: HTMLDivElement | null }, messages: Message[], unread: number): number {
  const { current: fresh } = useRef(unread)
  const first = fresh > 0 ? messages.at(-fresh)?.message_id : undefined
  const placed = useRef(false)
  useLayoutEffect(() => {
    if (first === undefined || placed.current) return
    placed.current = true
    const place = () =>
      box.current?.querySelector(`[data-message="${first}"]`)?.scrollIntoView({ block: 'start' })
    place()
    // A message that was never on screen has a guessed height: once drawn, it has its own.
    requestAnimationFrame(() => requestAnimationFrame(place))
  }, [first])
  return fresh
}
