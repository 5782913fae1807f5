import { small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import type { Days } from '../extension/service.ts'
import { reopenForm } from '../reopening/service.ts'
import { waiveForm } from '../waiving/service.ts'
import type { Choices } from './service.ts'
import { words } from './words.ts'

/** What the card is rendered from; `branch` is the short name of the one that was named. */
export type SettlingView = Choices & { branch: string | null; isAdmin: boolean; days: Days }

/** 免交或重开: private, for an administrator. */
export function settlingCard({ branch, isAdmin, owed, settled, further, days }: SettlingView): Card {
  const title = branch === null ? words.title : words.titleOf(branch)
  const isEmpty = owed.length + settled.length === 0
  const none: Block[] = isEmpty ? [text(isAdmin ? words.none : words.notAdmin)] : []
  const waiving = owed.length === 0 ? [] : [text(words.waive), ...waiveForm(owed), ...beyond(further.owed)]
  const reopening =
    settled.length === 0 ? [] : [text(words.reopen), ...reopenForm(settled, days), ...beyond(further.settled)]
  const blocks = [...none, ...waiving, ...reopening]
  return { title, tone: isEmpty ? 'grey' : 'blue', summary: words.title, blocks }
}

function beyond(count: number): Block[] {
  return count === 0 ? [] : [small(words.further(count))]
}
