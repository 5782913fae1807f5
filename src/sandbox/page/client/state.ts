import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { api, type Chat, type Message, type Person, type StreamEvent, type World } from './api.ts'
import type { Card } from './card/types.ts'
import { useMessages } from './messages.ts'
import { useStream } from './stream.ts'
import type { Side, Where } from './where.ts'

/** Everything that one person sees. */
export type Pane = {
  side: Side
  as: string | undefined
  chats: Chat[]
  /** The chat on show, its direct name `bot` resolved. */
  chat: string | undefined
  messages: Message[]
  loaded: boolean
  /** Why the chat cannot be read. */
  refused: string | undefined
  connected: boolean
  showCard: (message: string, card: Card) => void
}

/** One side of the page, kept true by the sandbox's stream; without a person it rests. */
export function usePane(side: Side, { as, chat: wanted }: Where, refreshWorld: () => Promise<void>): Pane {
  const { chats, refreshChats } = useChats(as)
  const direct = chats.find((one) => one.type === 'p2p')?.chat_id
  // A chat is opened once we know what is unread in it: reading makes that zero.
  const known = chats.length > 0 ? wanted : undefined
  const chat = wanted === 'bot' ? direct : known
  const { refreshMessages, ...conversation } = useMessages(as, chat, refreshChats)
  const hear = (events: StreamEvent[]) => {
    if (events.some((event) => event.kind === 'clock')) void refreshWorld()
    const here = events.filter((event) => event.chat_id === chat && event.message_id !== undefined)
    if (here.length > 0) void refreshMessages(here)
    else if (events.some((event) => event.kind === 'message' || event.kind === 'update')) void refreshChats()
  }
  const again = () => {
    void refreshWorld()
    void refreshMessages([])
  }
  const connected = useStream(as, hear, again)
  return { side, as, chats, chat, ...conversation, connected }
}

/** The sandbox's wall time, running on between two readings; it changes with the minute. */
export function useClock(world: World | undefined): number {
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (world === undefined) return
    const offset = Date.parse(world.now) - performance.now()
    const tick = () => setNow(Math.floor((offset + performance.now()) / MINUTE) * MINUTE)
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [world])
  return now
}

const MINUTE = 60_000

/** The sandbox as a whole, and everybody in it. */
export function useWorld() {
  const [world, setWorld] = useState<World>()
  const [people, setPeople] = useState<Person[]>([])
  const refreshWorld = useCallback(async () => setWorld(await api.world()), [])
  useEffect(() => {
    void refreshWorld()
    void api.people().then(setPeople)
  }, [refreshWorld])
  return { world, people, refreshWorld }
}

function useChats(as: string | undefined) {
  const [found, setFound] = useState<{ as: string; chats: Chat[] }>()
  const refreshChats = useCallback(async () => {
    if (as !== undefined) setFound({ as, chats: ordered(await api.chats(as)) })
  }, [as])
  useEffect(() => void refreshChats(), [refreshChats])
  const chats = useMemo(() => (found !== undefined && found.as === as ? found.chats : []), [found, as])
  return { chats, refreshChats }
}

/** The direct chats first, then the chat that spoke last. */
function ordered(chats: Chat[]): Chat[] {
  const rank = (chat: Chat) => (chat.type === 'p2p' ? '1' : '0') + (chat.last?.at ?? '')
  return chats.toSorted((a, b) => rank(b).localeCompare(rank(a)))
}
