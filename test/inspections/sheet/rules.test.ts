import { expect, test } from 'vitest'
import type { Counts } from '../../../src/inspections/counts/types.ts'
import {
  countOf,
  draftFrom,
  entriesOf,
  filledIn,
  MOST_REMEDIES,
  sheetFrom,
  unmarked,
  withRemedy,
} from '../../../src/inspections/sheet/rules.ts'
import { Draft } from '../../../src/inspections/sheet/types.ts'
import { COUNTED, type Verdict } from '../../../src/inspections/types.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const AFTER = day('2026-11-17')
const DUE = day('2026-12-01')

/** What was counted: the same for each item, unless told. */
function countsOf(verdict: Verdict | null, over: Partial<Record<keyof Counts, Verdict | null>> = {}): Counts {
  const figure = { kind: 'rolls', held: 1, recorded: 1, leave: 0 } as const
  const all = COUNTED.map((item) => [
    item,
    { figure, verdict: over[item] === undefined ? verdict : over[item] },
  ])
  // Each item that is counted.
  return Object.fromEntries(all) as Counts
}

const counts = countsOf('met', { I2: null })
const entries = (draft: Draft) => entriesOf(draft, { counts, said: (item) => `counted ${item}` })
const draft = (over: object = {}) => Draft.parse(over)
const make = (of: Draft) => sheetFrom(of, { entries: entries(of), counts, after: AFTER })

test('what was counted stands on the form until somebody chooses otherwise', () => {
  const own = filledIn(draft(), { marks: { I1: 'met', I3: 'unmet', I11: 'none' } }, counts)
  expect(own.marks).toEqual({ I3: 'unmet', I11: 'none' })
  const shown = entries(own)
  expect(shown.map(({ chosen }) => chosen)).toEqual([
    ...['met', null, 'unmet', 'met', 'met', 'met', 'met', 'met', 'met', 'met'],
    ...['none', null, null, null],
  ])
  expect(shown[0]).toMatchObject({ said: 'counted I1', isEnough: true })
  expect(shown[1]).toMatchObject({ said: 'counted I2', isEnough: false })
  expect(shown[10]).toMatchObject({ said: null })
  const back = filledIn(own, { marks: { I3: 'met' } }, counts)
  expect(back.marks).toEqual({ I11: 'none' })
})

test('a field that did not come stays, one that came empty is emptied', () => {
  const before = draft({ content: '甲', procedure: '乙', rest: 'met' })
  expect(filledIn(before, { content: '' }, counts)).toMatchObject({
    content: '',
    procedure: '乙',
    rest: 'met',
  })
})

test('a sheet needs a mark for each item and both comments', () => {
  const bare = draft({ content: '甲', procedure: '乙' })
  expect(make(bare)).toEqual({ ok: false, refusal: 'unmarked' })
  expect(unmarked(entries(bare), bare)).toEqual(['I2', 'I11', 'I12', 'I13', 'I14'])
  const marked = draft({ rest: 'partly', marks: { I14: 'unmet' }, content: '甲', procedure: '乙' })
  expect(make({ ...marked, procedure: ' \u200b ' })).toEqual({ ok: false, refusal: 'noComments' })
  const made = make(marked)
  if (!made.ok) throw new Error(made.refusal)
  expect(made.sheet.marks.I1).toEqual({ verdict: 'met', counted: { verdict: 'met', said: 'counted I1' } })
  expect(made.sheet.marks.I2).toEqual({ verdict: 'partly', counted: { verdict: null, said: 'counted I2' } })
  expect(made.sheet.marks.I14).toEqual({ verdict: 'unmet', counted: null })
  expect([countOf(made.sheet, 'met'), countOf(made.sheet, 'partly'), countOf(made.sheet, 'unmet')]).toEqual([
    ...[9, 4, 1],
  ])
})

test('a remedy needs words and a day behind the one by which the branch confirms; five are enough', () => {
  const typed = draft({ remedy: '补齐签到表', remedyDay: '2026-12-01' })
  const added = withRemedy(typed, AFTER)
  if (!added.ok) throw new Error(added.refusal)
  expect(added.draft).toMatchObject({ remedies: [{ what: '补齐签到表' }], remedy: '', remedyDay: null })
  expect(withRemedy({ ...typed, remedy: '\u200b' }, AFTER)).toMatchObject({ refusal: 'noRemedy' })
  expect(withRemedy({ ...typed, remedyDay: null }, AFTER)).toMatchObject({ refusal: 'noRemedyDay' })
  expect(withRemedy(typed, DUE)).toMatchObject({ refusal: 'tooSoon' })
  const many = Array.from({ length: MOST_REMEDIES }, () => ({ what: '甲', dueOn: DUE }))
  expect(withRemedy({ ...typed, remedies: many }, AFTER)).toMatchObject({ refusal: 'tooManyRemedies' })
  const old = draft({
    rest: 'met',
    content: '甲',
    procedure: '乙',
    remedies: [{ what: '甲', dueOn: '2026-11-17' }],
  })
  expect(make(old)).toMatchObject({ refusal: 'tooSoon' })
})

test('a sheet that is amended begins with what was handed in', () => {
  const own = draft({ rest: 'partly', marks: { I3: 'unmet' }, content: '甲', procedure: '乙', remark: '丙' })
  const made = make(own)
  if (!made.ok) throw new Error(made.refusal)
  const again = draftFrom(made.sheet)
  expect(again).toMatchObject({ content: '甲', procedure: '乙', remark: '丙', rest: null })
  expect(again.marks).toEqual({
    ...{ I2: 'partly', I3: 'unmet' },
    ...{ I11: 'partly', I12: 'partly', I13: 'partly', I14: 'partly' },
  })
  expect(make(again)).toMatchObject({ ok: true, sheet: { marks: made.sheet.marks } })
})
