import { useLayoutEffect } from 'preact/hooks'
import type { Pane } from './state.ts'
import { go, type Side } from './where.ts'

type Drawer = { inspect: () => void; close: () => void }

/** Keys that work anywhere: Alt+↑ and Alt+↓ go to another chat, `i` opens the inspector, Esc closes what is open. */
export function useKeys(panes: Record<Side, Pane>, { inspect, close }: Drawer): void {
  // Before the new order is painted: a key means what its writer sees.
  useLayoutEffect(() => {
    const key = (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (event.altKey && step !== undefined) {
        event.preventDefault()
        turnTo(panes[sideInUse()], step)
      } else if (isTyping(event) || document.querySelector('dialog[open]')) return
      else if (event.key === 'i' && !event.ctrlKey && !event.metaKey) inspect()
      else if (event.key === 'Escape') close()
    }
    addEventListener('keydown', key)
    return () => removeEventListener('keydown', key)
  })
}

function turnTo({ side, as, chats, chat }: Pane, step: number): void {
  const next = chats[chats.findIndex((one) => one.chat_id === chat) + step]
  if (as !== undefined && next !== undefined) go({ as, chat: next.chat_id }, side)
}

function sideInUse(): Side {
  return document.activeElement?.closest('[data-side="right"]') ? 'right' : 'left'
}

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type="radio"]), textarea, select')
}
