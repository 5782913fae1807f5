import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Message, Person, World } from './api.ts'
import { TopBar } from './bar.tsx'
import { Inspecting, Names, Toasts } from './context.ts'
import { Inspector } from './inspector/inspector.tsx'
import { useKeys } from './keys.ts'
import { PaneView } from './pane.tsx'
import { type Drawer, Rail } from './rail.tsx'
import { type Pane, useClock, usePane, useWorld } from './state.ts'
import { ToastLine, useToasts } from './toasts.tsx'
import { Tour } from './tour.tsx'
import { go, type Places, usePlaces, type Where } from './where.ts'

/** The page: one person's chats or two people's side by side; at the right edge the tour or the inspector. */
export function App() {
  const places = usePlaces()
  const { world, people, refreshWorld } = useWorld()
  const left = usePane('left', places.left, refreshWorld)
  const right = usePane('right', places.right, refreshWorld)
  const beside = right.as !== undefined
  const { toasts, say } = useToasts()
  const names = useMemo(() => namesOf(people, world), [people, world?.apps])
  const { drawer, open, inspected, inspect } = useDrawer([left, right])
  useStart(places.left, people, world)
  const unread = left.chats.reduce((sum, one) => sum + one.unread, 0)
  useTitle(unread)
  const now = useClock(world)
  const turn = () => {
    open(undefined)
    go(beside ? {} : neighbourOf(left, people), 'right')
  }
  useKeys({ left, right }, { inspect: () => open(flipped(drawer)), close: () => open(undefined) })
  const shown = { people, bot: world?.apps[0]?.name ?? '', now, beside }
  return (
    <Names.Provider value={names}>
      <Toasts.Provider value={say}>
        <Inspecting.Provider value={inspect}>
          <div class={`page ${left.chat === undefined ? 'at-list' : 'at-chat'} ${beside ? 'is-beside' : ''}`}>
            <TopBar {...{ people, world, now, refreshWorld }} as={left.as} beside={{ open: beside, turn }} />
            <Rail name={names.get(left.as ?? '') ?? ''} unread={unread} drawer={drawer} open={open} />
            <main class="panes">
              <PaneView pane={left} {...shown} />
              {beside && <PaneView pane={right} {...shown} />}
            </main>
            {drawer && (
              <Edge {...{ drawer, world, places, pane: left, inspected }} close={() => open(undefined)} />
            )}
          </div>
          <ToastLine toasts={toasts} connected={left.connected && right.connected} />
        </Inspecting.Provider>
      </Toasts.Provider>
    </Names.Provider>
  )
}

type EdgeProps = {
  drawer: Drawer
  world: World | undefined
  places: Places
  pane: Pane
  inspected: Message | undefined
  close: () => void
}

function Edge({ drawer, world, places, pane, inspected, close }: EdgeProps) {
  if (drawer === 'tour') return <Tour stops={world?.tour ?? []} where={places.left} close={close} />
  return <Inspector pane={pane} message={inspected} close={close} />
}

function namesOf(people: Person[], world: World | undefined): ReadonlyMap<string, string> {
  return new Map([...people, ...(world?.apps ?? [])].map((one) => [one.open_id, one.name]))
}

/** What is open at the right edge, and which message is inspected: the chosen one, else the last card. */
function useDrawer(panes: Pane[]) {
  const [drawer, open] = useState<Drawer>(innerWidth > 1100 ? 'tour' : undefined)
  const [chosen, choose] = useState<string>()
  const messages = panes.flatMap((pane) => pane.messages)
  const inspected =
    messages.find((one) => one.message_id === chosen) ?? panes[0]?.messages.findLast((one) => one.card)
  const inspect = useMemo(() => {
    return (message: string) => {
      choose(message)
      open('inspector')
    }
  }, [])
  return { drawer, open, inspected, inspect }
}

function flipped(drawer: Drawer): Drawer {
  return drawer === 'inspector' ? undefined : 'inspector'
}

/** Somebody else in the same chat, or anybody else in the direct chat. */
function neighbourOf({ as, chat, chats }: Pane, people: Person[]): Where {
  const here = chats.find((one) => one.chat_id === chat)
  const anybody = people.find((person) => person.open_id !== as)?.open_id
  if (here?.other !== undefined) return { as: here.other, chat: here.chat_id }
  return anybody === undefined ? {} : { as: anybody, ...(here && { chat: 'bot' }) }
}

function useTitle(unread: number): void {
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}支部助手 · 本地飞书`
  }, [unread])
}

/** Without an address the page opens where the tour begins, or as the first person. */
function useStart({ as }: Where, people: Person[], world: World | undefined): void {
  useEffect(() => {
    if (as !== undefined || world === undefined || people[0] === undefined) return
    const first = world.tour?.[0]
    if (first === undefined) return go({ as: people[0].open_id })
    go(innerWidth <= 480 || first.chat === undefined ? { as: first.as } : { as: first.as, chat: first.chat })
  }, [as, world, people])
}
