import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { api, type Message, type StreamEvent } from './api.ts'
import type { Card } from './card/types.ts'

/** The messages of one chat; `refreshMessages` asks only for what the events touched, or for all without events. */
export function useMessages(
  as: string | undefined,
  chat: string | undefined,
  afterwards: () => Promise<void>,
) {
  const key = `${as}/${chat}`
  const [shown, setShown] = useState<Shown>({ key: '', messages: none })
  const latest = useRef(shown)
  latest.current = shown
  const wanted = useRef(key)
  wanted.current = key
  const refreshMessages = useCallback(
    async (events: StreamEvent[]) => {
      if (as === undefined || chat === undefined) return
      const known = latest.current.key === key ? latest.current.messages : []
      const news = await api.messages({ as, chat, after: firstTouched(known, events) }).catch(refusal)
      if (wanted.current !== key) return
      if (news instanceof Error) return setShown({ key, messages: none, refused: news.message })
      setShown((before) => ({
        key,
        messages: merged(before.key === key ? before.messages : none, news.messages),
      }))
      await afterwards()
    },
    [as, chat, key, afterwards],
  )
  useEffect(() => void refreshMessages([]), [refreshMessages])
  const showCard = useCallback((message: string, card: Card) => {
    setShown((before) => ({ ...before, messages: withCard(before.messages, message, card) }))
  }, [])
  const loaded = shown.key === key
  const refused = loaded ? shown.refused : undefined
  return { messages: loaded ? shown.messages : none, loaded, refused, refreshMessages, showCard }
}

type Shown = { key: string; messages: Message[]; refused?: string }

const none: Message[] = []

function refusal(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

/** The sequence number after which something is new to us; 0 asks for everything. */
function firstTouched(known: Message[], events: StreamEvent[]): number {
  if (events.length === 0) return 0
  const touched = new Set(events.map((event) => event.message_id))
  const first = known.find((message) => touched.has(message.message_id))
  return first === undefined ? (known.at(-1)?.seq ?? 0) : first.seq - 1
}

function merged(before: Message[], news: Message[]): Message[] {
  const all = new Map(before.map((message) => [message.message_id, message]))
  for (const message of news) all.set(message.message_id, message)
  return [...all.values()].sort((a, b) => a.seq - b.seq)
}

function withCard(messages: Message[], id: string, card: Card): Message[] {
  return messages.map((message) =>
    message.message_id === id ? { ...message, card, updated: true } : message,
  )
}
