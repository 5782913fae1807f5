import { expect, test } from 'vitest'
import { heatOf, WEIGHTS } from '../../../src/measures/heat/rules.ts'
import type { Activity } from '../../../src/measures/heat/types.ts'
import { heatExample } from './example.ts'

const quiet: Activity = {
  id: 'B01',
  ...{ published: 0, readers: 0, comments: 0, likes: 0, updates: 0 },
  members: 20,
}

test('the worked table of the handbook, to two decimals', () => {
  expect(heatOf(heatExample).map(({ id, heat }) => [id, heat.toFixed(2)])).toEqual([
    ...[
      ['B10', '97.00'],
      ['B09', '65.54'],
      ['B01', '51.15'],
      ['B02', '50.71'],
      ['B04', '47.34'],
    ],
    ...[
      ['B13', '31.28'],
      ['B12', '23.43'],
      ['B11', '22.72'],
      ['B07', '18.48'],
      ['B06', '15.99'],
    ],
    ...[
      ['B05', '8.73'],
      ['B03', '1.51'],
      ['B08', '0.85'],
      ['B14', '0.00'],
    ],
  ])
  const [first] = heatOf(heatExample)
  expect(first).toMatchObject({ activity: 0.95, updates: 1 })
})

test('nobody did anything: 0.00 for every branch, in the order of their ids', () => {
  const all = ['B02', 'B01'].map((id) => ({ ...quiet, id }))
  expect(heatOf(all)).toEqual(['B01', 'B02'].map((id) => ({ id, activity: 0, updates: 0, heat: 0 })))
  expect(heatOf([])).toEqual([])
})

test('what the platform does not tell is left out for all, and the others weigh as much more', () => {
  const unread = { readers: null, comments: null, likes: null }
  const all = [
    { ...quiet, ...unread, published: 4, updates: 1 },
    { ...quiet, ...unread, id: 'B02', published: 2, updates: 2 },
  ]
  expect(heatOf(all).map(({ id, heat }) => [id, heat])).toEqual([
    ['B01', 80],
    ['B02', 70],
  ])
  // One branch of which nothing is told makes the component unfit for all.
  const [first] = heatOf([
    { ...quiet, readers: 50, published: 1 },
    { ...quiet, id: 'B02', ...unread },
  ])
  expect(first).toMatchObject({ id: 'B01', activity: 1, heat: 60 })
})

test('of equal heat the more active stands first, then the one with more updates', () => {
  const even = {
    ...WEIGHTS,
    activity: 0.5,
    updates: 0.5,
    components: { ...WEIGHTS.components, readers: 0, comments: 0, likes: 0 },
  }
  const all = [
    { ...quiet, id: 'B01', updates: 1 },
    { ...quiet, id: 'B02', published: 1 },
  ]
  expect(heatOf(all, even).map(({ id }) => id)).toEqual(['B02', 'B01'])
})

test('by head a small branch whose members all read outdoes a large one; its records count as they are', () => {
  const all = [
    { ...quiet, id: 'B01', readers: 30, members: 60, published: 2 },
    { ...quiet, id: 'B02', readers: 16, members: 16, published: 2 },
  ]
  expect(heatOf(all)[0]?.id).toBe('B01')
  expect(heatOf(all, { ...WEIGHTS, perCapita: true })[0]?.id).toBe('B02')
})

test('weights are the college’s', () => {
  const all = [
    { ...quiet, id: 'B01', published: 1 },
    { ...quiet, id: 'B02', updates: 1 },
  ]
  expect(heatOf(all, { ...WEIGHTS, activity: 0.2, updates: 0.8 })[0]).toMatchObject({ id: 'B02', heat: 80 })
})
