import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { confirmButton, redrawForm } from './action.ts'
import { printOf } from './rules.ts'
import type { Draw } from './types.ts'
import { words } from './words.ts'

/** A table takes no more rows. */
const MOST_ROWS = 100

/** A draw with the names of its rows in their order; `late`: so many rows came after it was confirmed. */
export type DrawView = {
  title: string
  draw: Draw
  order: readonly { id: string; nth: number; name: string }[]
  late: number
  /** Who confirmed it, and when, in words. */
  by: string
  when: string
}

/** The order of a programme's rows, to an administrator: before it is in force, or as it is. */
export function drawCard({ title: of, draw, order, late, by, when }: DrawView): Card {
  const { programme, n, seed, reason, confirmed } = draw
  const title = words.title(of)
  const print = printOf(order.map(({ id }) => id))
  return {
    ...{ title, tone: confirmed === null ? 'blue' : 'green', summary: title },
    blocks: [
      text(confirmed === null ? words.preview(order.length) : words.inForce(when, by)),
      ...(reason === null ? [] : [text(words.again(n, reason))]),
      tableOf(order),
      ...(late > 0 ? [small(words.late(late))] : []),
      small(words.seed(seed)),
      confirmed === null ? buttons(confirmButton(programme, { n, print })) : redrawForm(programme),
    ],
  }
}

function tableOf(order: DrawView['order']): Block {
  const { columns } = words
  return {
    kind: 'table',
    columns: [
      { name: 'nth', title: columns.nth, type: 'text' },
      { name: 'row', title: columns.row, type: 'text' },
    ],
    rows: order.slice(0, MOST_ROWS).map(({ nth, name }) => ({ nth: String(nth), row: name })),
  }
}
