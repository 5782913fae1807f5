import { useState } from 'preact/hooks'
import type { Message } from '../api.ts'
import type { Pane } from '../state.ts'
import { CallsTab } from './calls-tab.tsx'
import { CardTab } from './card-tab.tsx'
import { FaultsTab } from './faults-tab.tsx'
import { MetersTab } from './meters-tab.tsx'
import { SwitchesTab } from './switches-tab.tsx'

const TABS = { card: '卡片', calls: '调用', meters: '限额', faults: '故障', switches: '开关' } as const
type Tab = keyof typeof TABS

type Props = { pane: Pane; message: Message | undefined; close: () => void }

/** What lies behind the chats: the cards as JSON, the calls, the limits, and what can be made to go wrong. */
export function Inspector(props: Props) {
  const [tab, setTab] = useState<Tab>('card')
  return (
    <aside class="inspector" aria-label="检查">
      <header>
        <TabList tab={tab} setTab={setTab} />
        <button type="button" aria-label="关闭检查" onClick={props.close}>
          ×
        </button>
      </header>
      <div class="tab" role="tabpanel" aria-label={TABS[tab]}>
        <Open tab={tab} {...props} />
      </div>
    </aside>
  )
}

function Open({ tab, pane, message }: Props & { tab: Tab }) {
  if (tab === 'card') return <CardTab message={message} />
  if (tab === 'calls') return <CallsTab chats={pane.chats} />
  if (tab === 'meters') return <MetersTab />
  return tab === 'faults' ? <FaultsTab as={pane.as} chat={pane.chat} /> : <SwitchesTab />
}

function TabList({ tab, setTab }: { tab: Tab; setTab: (tab: Tab) => void }) {
  // These are the keys of the table, which TypeScript widens to strings.
  const names = Object.keys(TABS) as Tab[]
  const walk = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const next = step && names[names.indexOf(tab) + step]
    if (!next) return
    setTab(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus()
  }
  return (
    <div role="tablist" aria-label="检查什么" onKeyDown={walk}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          data-tab={name}
          aria-selected={name === tab}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => setTab(name)}
        >
          {TABS[name]}
        </button>
      ))}
    </div>
  )
}
