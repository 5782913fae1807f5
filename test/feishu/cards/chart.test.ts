import { expect, test } from 'vitest'
import { renderCard } from '../../../src/feishu/cards/card.ts'
import type { Block } from '../../../src/cards/card.ts'
import type { HeatMap, LineChart } from '../../../src/cards/chart-blocks.ts'

const BARS = [
  { label: '本科一支部', value: 96 },
  { label: '自动化系', value: 100 },
  { label: '计算机系', value: 0 },
]
const chart: Block = { kind: 'chart', title: '各支部到会率', bars: BARS }
const line: LineChart = {
  kind: 'line',
  title: '每周到会率',
  points: ['第9周', '第10周', '第11周'],
  courses: [
    { name: '本支部', values: [92, null, 100] },
    { name: '学院中位数', values: [90, 91, 92] },
  ],
}
const heat: HeatMap = {
  kind: 'heatmap',
  title: '组织生活完成情况',
  columns: ['支委会', '党课'],
  rows: [
    {
      label: '自动化系',
      cells: [
        { text: '完成', shade: 'done' },
        { text: '1/2', shade: 'partly' },
      ],
    },
    { label: '计算机系', cells: [{ text: '待安排', shade: 'open' }] },
  ],
}

function drawn(block: Block) {
  const card = renderCard({ title: '周报', tone: 'blue', summary: '周报', blocks: [block] }, { letter: 'l1' })
  const {
    body: { elements },
  } = JSON.parse(JSON.stringify(card))
  return elements[0]
}

test('a chart is lying bars in the order given, in one colour, each with its figure', () => {
  const { tag, chart_spec: spec } = drawn(chart)
  expect(tag).toBe('chart')
  expect(spec).toMatchObject({ type: 'bar', direction: 'horizontal', xField: 'value', yField: 'label' })
  expect(spec.data).toEqual([{ id: 'bars', values: BARS }])
  expect(spec.color).toHaveLength(1)
  expect(spec.label.formatter).toBe('{value}%')
  expect(spec.title.text).toBe('各支部到会率')
})

test('bars of another unit say it, and the longest has room for its value', () => {
  const { chart_spec: spec } = drawn({ ...chart, unit: '次', bars: [{ label: '支委会', value: 8 }] })
  expect(spec.label.formatter).toBe('{value}次')
  expect(spec.axes[1].max).toBe(10)
})

test('a line has each week’s value in words, and what is not known is a gap and no zero', () => {
  const { chart_spec: spec } = drawn(line)
  expect(spec).toMatchObject({ type: 'line', seriesField: 'name', invalidType: 'break' })
  expect(spec.data[0].values).toContainEqual({ point: '第10周', name: '本支部', value: null })
  expect(spec.label).toMatchObject({ visible: true, formatter: '{value}%' })
  expect(spec.legends.visible).toBe(true)
  // Not from zero, or a course between 90 and 100 % is a straight line; every value is beside its point.
  expect(spec.axes[0].min).toBe(70)
})

test('a line of one course needs no legend, and one of many weeks no heap of values', () => {
  const points = Array.from({ length: 13 }, (_, n) => `第${n}周`)
  const { chart_spec: spec } = drawn({ ...line, points, courses: [{ name: '次数', values: [] }], unit: '次' })
  expect(spec.legends.visible).toBe(false)
  expect(spec.label.visible).toBe(false)
  expect(spec.axes[0].min).toBe(0)
  expect(spec.data[0].values).toHaveLength(13)
})

test('a heat map has the state of every cell in words, in the order given, and nothing in red', () => {
  const { chart_spec: spec } = drawn(heat)
  expect(spec.data[0].values).toEqual([
    { row: '自动化系', column: '支委会', text: '完成', shade: 'done' },
    { row: '自动化系', column: '党课', text: '1/2', shade: 'partly' },
    { row: '计算机系', column: '支委会', text: '待安排', shade: 'open' },
    { row: '计算机系', column: '党课', text: '', shade: 'none' },
  ])
  const [series] = spec.series
  expect(series.label.formatter).toBe('{text}')
  expect(series.cell.style.fill.domain).toEqual(['done', 'partly', 'open', 'none'])
  expect(new Set(series.cell.style.fill.range).size).toBe(4)
  expect(spec.axes).toContainEqual(expect.objectContaining({ orient: 'left', inverse: true }))
})

test.each<Block>([chart, line, heat])(
  'a $kind is plain data: no function is lost on the way, and the platform adds no media of its own',
  (block) => {
    const card = renderCard({ title: '', tone: 'blue', summary: '', blocks: [block] }, { letter: 'l1' })
    expect(JSON.parse(JSON.stringify(card))).toEqual(card)
    expect(drawn(block).chart_spec.media).toEqual([])
    expect(drawn(block).chart_spec.axes).toHaveLength(2)
  },
)

test('a chart grows with its bars and stays within what the platform allows', () => {
  const thirty = Array.from({ length: 30 }, (_, n) => ({ label: `支部${n}`, value: n }))
  const height = (block: Block) => Number(/^(\d+)px$/.exec(drawn(block).height)?.[1])
  expect(height({ ...chart, bars: thirty })).toBeLessThan(1000)
  expect(height({ ...chart, bars: thirty })).toBeGreaterThan(height(chart))
  const [row] = heat.rows
  expect(height({ ...heat, rows: Array(600).fill(row) })).toBe(999)
})
