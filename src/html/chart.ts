import type { Block } from '../cards/card.ts'
import { chartSpec } from '../cards/chart.ts'
import { h, type Html } from './element.ts'
import { folded } from './parts.ts'
import { table } from './table.ts'

type Chart = Extract<Block, { kind: 'chart' }>

/** What a chart and its table are called. */
export type ChartWords = { label: string; value: string; data: string }

/** A chart as cards carry it, drawn by the same library, and below it what it shows as a table. */
export function chart(shown: Chart, words: ChartWords): Html {
  const { spec, height } = chartSpec(shown)
  const rows = shown.bars.map(({ label, value }) => ({ label, value: `${value}${shown.unit ?? '%'}` }))
  const columns = [
    { name: 'label', title: words.label },
    { name: 'value', title: words.value, type: 'number' },
  ] as const
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', null, shown.title),
    h('div', {
      class: 'drawing',
      role: 'img',
      'aria-label': `${shown.title}。${words.data}`,
      'data-chart': JSON.stringify({ ...spec, title: { visible: false } }),
      'data-height': height - TITLE,
    }),
    folded(words.data, table({ caption: shown.title, columns, rows, narrow: 'scroll' })),
  )
}

/** The heading stands outside the drawing, so that it is text. */
const TITLE = 50
