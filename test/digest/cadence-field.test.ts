import { expect, test } from 'vitest'
import { meetingTypes } from '../../config/college/meeting-types.ts'
import { weekCharts } from '../../src/digest/college/service.ts'
import { anAssembly, aPart, aSnapshot } from './setup.ts'

const every = { times: 1, months: 12 }
const own = Array.from({ length: 5 }, (_, n) => ({ name: `本院活动第${n}类`, every }))
const types = meetingTypes(own).filter((one) => one.every !== null && one.level !== 'college')

function fields(count: number) {
  const duties = types.slice(0, count).map(({ name: type }) => anAssembly({ type }))
  const charts = weekCharts(aSnapshot([aPart({ duties }), aPart({ duties })]), { terms: [], types })
  return charts.flatMap((one) => (one.kind === 'heatmap' ? [one] : []))
}

test('every type with a duty has a column, by the shortest of its names', () => {
  expect(fields(6).map(({ columns }) => columns)).toEqual([
    ['支委会', '党小组会', '主题党日', '党员大会', '组织生活会', '民主评议党员'],
  ])
})

test('more than eight types are divided evenly into several fields', () => {
  expect(
    fields(11).map(({ title, columns, rows }) => [
      title.slice(-5),
      columns.length,
      rows.map(({ cells }) => cells.length),
    ]),
  ).toEqual([
    ['（1/2）', 6, [6, 6]],
    ['（2/2）', 5, [5, 5]],
  ])
})
