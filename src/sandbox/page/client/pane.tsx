import type { Person } from './api.ts'
import { ChatList } from './chats.tsx'
import { Conversation } from './conversation.tsx'
import { PersonPicker } from './person-picker.tsx'
import type { Pane } from './state.ts'
import { go } from './where.ts'

type Props = { pane: Pane; people: Person[]; bot: string; now: number; beside: boolean }

/** One person's chats and conversation; beside another it says whose they are. */
export function PaneView({ pane, people, bot, now, beside }: Props) {
  const { side, as } = pane
  return (
    <section class={`pane ${side}`} aria-label={side === 'left' ? '左侧' : '右侧'} data-side={side}>
      {beside && (
        <div class="pane-head">
          <PersonPicker people={people} chosen={as} choose={(person) => go({ as: person }, side)} />
        </div>
      )}
      <ChatList pane={pane} now={now} />
      <Conversation pane={pane} bot={bot} now={now} />
    </section>
  )
}
