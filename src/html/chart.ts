import { chartSpec } from '../cards/chart.ts'
import type { BarChart, ChartBlock, HeatMap, LineChart } from '../cards/chart-blocks.ts'
import { h, type Html } from './element.ts'
import { folded } from './parts.ts'
import { type Table, table } from './table.ts'

/** How the table of a chart is called, its first column, and the column of bars. */
export type ChartWords = { data: string; label: string; value?: string }

/** A chart as cards carry it, drawn by the same library, and below it what it shows as a table. */
export function chart(shown: ChartBlock, words: ChartWords): Html {
  const { spec, height } = chartSpec(shown)
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
    folded(words.data, table({ caption: shown.title, ...dataOf(shown, words) })),
  )
}

/** The heading stands outside the drawing, so that it is text. */
const TITLE = 50

type Data = Pick<Table, 'columns' | 'rows'>

function dataOf(shown: ChartBlock, words: ChartWords): Data {
  switch (shown.kind) {
    case 'chart':
      return barData(shown, words)
    case 'line':
      return lineData(shown, words)
    case 'heatmap':
      return heatData(shown, words)
  }
}

function barData({ bars, unit = '%' }: BarChart, { label, value = '' }: ChartWords): Data {
  return {
    columns: [head(label), { name: 'value', title: value, type: 'number' }],
    rows: bars.map((bar) => ({ head: bar.label, value: `${bar.value}${unit}` })),
  }
}

function lineData({ points, courses, unit = '%' }: LineChart, { label }: ChartWords): Data {
  const names = courses.map(({ name }, n) => ({ name: `${n}`, title: name, type: 'number' as const }))
  const cell = (value: number | null | undefined) => (typeof value === 'number' ? `${value}${unit}` : GAP)
  return {
    columns: [head(label), ...names],
    rows: points.map((point, at) => ({
      head: point,
      ...Object.fromEntries(courses.map(({ values }, n) => [`${n}`, cell(values[at])])),
    })),
  }
}

function heatData({ columns, rows }: HeatMap, { label }: ChartWords): Data {
  return {
    columns: [head(label), ...columns.map((title, n) => ({ name: `${n}`, title }))],
    rows: rows.map((row) => ({
      head: row.label,
      ...Object.fromEntries(columns.map((_, n) => [`${n}`, row.cells[n]?.text ?? GAP])),
    })),
  }
}

/** Where there is no figure. */
const GAP = '—'

function head(title: string) {
  return { name: 'head', title }
}
