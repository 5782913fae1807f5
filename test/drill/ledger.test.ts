import { expect, test } from 'vitest'
import { type Due, type Ledger, judge, lineOf, wantedOf } from './ledger.ts'

const DAY = '2026-11-24'
const remind = (title: string): Due => ({
  line: lineOf('ou_a', 'ask', title),
  reminds: { who: 'ou_a', day: DAY },
})
const due = [{ line: lineOf('oc_g', 'notice', 'A') }, ...['A', 'B', 'C', 'D', 'E'].map(remind)]
const SOUND: [string, number][] = [
  ['oc_g notice A', 1],
  ['ou_a ask A', 1],
  ['ou_a ask C', 1],
  [`ou_a summary ${DAY}`, 1],
  [`ou_a reminders ${DAY}`, 3],
]
const after = (...changes: [string, number][]): Ledger => new Map([...SOUND, ...changes])
const nothing = { lost: [], repeated: [], unasked: [] }

test('of five reminders of a day two and the summary are wanted, whichever two they are', () => {
  const wanted = wantedOf(due)
  expect(judge(wanted, after())).toEqual(nothing)
  expect(judge(wanted, after(['ou_a ask C', 0], ['ou_a ask E', 1]))).toEqual(nothing)
})

test('a day with a reminder too few, and a notice that never came, are lost', () => {
  const sent = after(['oc_g notice A', 0], [`ou_a reminders ${DAY}`, 2], ['ou_a ask C', 0])
  expect(judge(wantedOf(due), sent).lost).toEqual(['oc_g notice A', `ou_a reminders ${DAY}`])
})

test('a reminder that came twice is named once; one beyond the cap is named by its day', () => {
  const twice = after(['ou_a ask A', 2], [`ou_a reminders ${DAY}`, 4])
  expect(judge(wantedOf(due), twice)).toEqual({ ...nothing, repeated: ['ou_a ask A'] })
  const beyond = after(['ou_a ask E', 1], [`ou_a reminders ${DAY}`, 4])
  expect(judge(wantedOf(due), beyond)).toEqual({ ...nothing, repeated: [`ou_a reminders ${DAY}`] })
})

test('what nobody asked for is told apart from what came twice', () => {
  expect(judge(wantedOf(due), after(['oc_g digest ', 1])).unasked).toEqual(['oc_g digest '])
})
