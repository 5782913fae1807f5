import { expect, test } from 'vitest'
import { renderCard } from '../../../src/feishu/cards/card.ts'
import type { Block } from '../../../src/cards/card.ts'

const BARS = [
  { label: '本科一支部', value: 96 },
  { label: '自动化系', value: 100 },
  { label: '计算机系', value: 0 },
]
const chart: Block = { kind: 'chart', title: '各支部到会率', bars: BARS }

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

test('a chart is plain data: no function is lost on the way, and the platform adds no media of its own', () => {
  const card = renderCard({ title: '', tone: 'blue', summary: '', blocks: [chart] }, { letter: 'l1' })
  expect(JSON.parse(JSON.stringify(card))).toEqual(card)
  expect(drawn(chart).chart_spec.media).toEqual([])
  expect(drawn(chart).chart_spec.axes).toHaveLength(2)
})

test('a chart grows with its bars and stays within what the platform allows', () => {
  const thirty = Array.from({ length: 30 }, (_, n) => ({ label: `支部${n}`, value: n }))
  const height = (block: Block) => Number(/^(\d+)px$/.exec(drawn(block).height)?.[1])
  expect(height({ ...chart, bars: thirty })).toBeLessThan(1000)
  expect(height({ ...chart, bars: thirty })).toBeGreaterThan(height(chart))
})
