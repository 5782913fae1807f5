import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { archiveButton } from '../archive/service.ts'
import { exportButton } from '../exports/service.ts'
import { viewButton } from './action.ts'
import type { Found } from './types.ts'
import { words } from './words.ts'

/** A phone shows so many with their buttons. */
export const MOST_SHOWN = 5

/** 导出: the newest records, each as a document, and the archive 归档 of a term for whoever may have it. */
export function exportableCard(of: { found: readonly Found[]; count: number; mayArchive: boolean }): Card {
  const { found, count, mayArchive } = of
  const said = count === 0 ? words.exportNone : words.found(count, MOST_SHOWN)
  const rows = found.flatMap((one): Block[] => [text(words.one(one)), buttons(exportButton(one.id))])
  return {
    title: words.exportTitle,
    tone: count === 0 ? 'grey' : 'blue',
    summary: words.exportTitle,
    blocks: [
      text(said),
      ...rows,
      ...(mayArchive ? [{ kind: 'rule' } as const, buttons(archiveButton())] : []),
      small(words.exportHow),
    ],
  }
}

/** What was found, the newest first; `count` may be more than are shown. */
export function foundCard({ found, count }: { found: readonly Found[]; count: number }): Card {
  const said = count === 0 ? words.none : words.found(count, MOST_SHOWN)
  const rows = found.flatMap((one): Block[] => [
    text(words.one(one)),
    buttons(viewButton(one.id), exportButton(one.id)),
  ])
  return {
    title: words.title,
    tone: count === 0 ? 'grey' : 'blue',
    summary: words.title,
    blocks: [text(said), ...rows, small(words.how)],
  }
}
