import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { TopBar } from './bar.tsx'
import { ChatList } from './chats.tsx'
import { Names, Toasts } from './context.ts'
import { Conversation } from './conversation.tsx'
import { Avatar } from './parts.tsx'
import { type Sandbox, useClock, useSandbox } from './state.ts'
import { ToastLine, useToasts } from './toasts.tsx'
import { Tour } from './tour.tsx'
import { go, useWhere, type Where } from './where.ts'

/** The page: who you are, your chats, one conversation, the tour. */
export function App() {
  const where = useWhere()
  const sandbox = useSandbox(where)
  const { chat } = sandbox
  const { toasts, say } = useToasts()
  const names = useMemo(() => namesOf(sandbox), [sandbox.people, sandbox.world?.apps])
  const [touring, setTouring] = useState(innerWidth > 1100)
  const closeTour = useCallback(() => setTouring(false), [])
  useStart(where, sandbox)
  const unread = sandbox.chats.reduce((sum, one) => sum + one.unread, 0)
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}支部助手 · 本地飞书`
  }, [unread])
  const now = useClock(sandbox.world)
  return (
    <Names.Provider value={names}>
      <Toasts.Provider value={say}>
        <div class={`page ${chat === undefined ? 'at-list' : 'at-chat'}`}>
          <TopBar sandbox={sandbox} as={where.as} now={now} />
          <Rail name={names.get(where.as ?? '') ?? ''} unread={unread} tour={[touring, setTouring]} />
          <ChatList chats={sandbox.chats} as={where.as} chat={chat} now={now} />
          <Conversation sandbox={sandbox} as={where.as} now={now} />
          {touring && <Tour stops={sandbox.world?.tour ?? []} where={where} close={closeTour} />}
        </div>
        <ToastLine toasts={toasts} connected={sandbox.connected} />
      </Toasts.Provider>
    </Names.Provider>
  )
}

function namesOf({ people, world }: Sandbox): ReadonlyMap<string, string> {
  return new Map([...people, ...(world?.apps ?? [])].map((one) => [one.open_id, one.name]))
}

/** Without an address the page opens where the tour begins, or as the first person. */
function useStart(where: Where, { world, people }: Sandbox): void {
  useEffect(() => {
    if (where.as !== undefined || world === undefined || people[0] === undefined) return
    const first = world.tour?.[0]
    if (first === undefined) return go({ as: people[0].open_id })
    go(innerWidth <= 480 || first.chat === undefined ? { as: first.as } : { as: first.as, chat: first.chat })
  }, [where.as, world, people])
}

type RailProps = { name: string; unread: number; tour: [boolean, (open: boolean) => void] }

function Rail({ name, unread, tour: [touring, setTouring] }: RailProps) {
  return (
    <nav class="rail" aria-label="功能">
      <Avatar name={name} />
      <span class="rail-item current" aria-current="page">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Z" />
        </svg>
        消息
        {unread > 0 && <span class="badge">{unread > 99 ? '99+' : unread}</span>}
      </span>
      <button type="button" class="rail-item" aria-pressed={touring} onClick={() => setTouring(!touring)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M5 2v20h2v-7h12l-3-5 3-5H7V2Z" />
        </svg>
        导览
      </button>
    </nav>
  )
}
