import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meetingTypes } from '../../../config/college/meeting-types.ts'
import { GroupId } from '../../../src/ids.ts'
import {
  assemblyOf,
  dutiesOf,
  isShort,
  isVacation,
  dutiesUnmet,
  dutyStatusOf,
  progressIn,
  windowByKey,
  windowOf,
} from '../../../src/measures/cadence/rules.ts'
import type { Duty, Sitting } from '../../../src/measures/cadence/types.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const terms = [
  { id: '1', name: '第一学期', week1Monday: day('2026-09-07'), weeks: 19 },
  { id: '2', name: '第二学期', week1Monday: day('2027-02-22'), weeks: 19 },
  { id: '3', name: '第三学期', week1Monday: day('2027-09-06'), weeks: 19 },
]
const groups = ['B01G1', 'B01G2', 'B01G3'].map((id) => GroupId.parse(id))
const [g1, g2] = groups

const aDuty = (over: Partial<Duty> = {}): Duty => {
  return { type: '支部委员会', times: 1, months: 1, vacation: 'skip', of: 'branch', ...over }
}
const aSitting = (on: string, over: Partial<Sitting> = {}): Sitting => {
  const at = { meeting: on, startsAt: Temporal.Instant.from(`${on}T14:00:00+08:00`) }
  return { ...at, types: ['支部委员会'], group: null, day: day(on), state: 'held', ...over }
}
const progress = (duty: Duty, on: string, sittings: Sitting[]) =>
  progressIn(duty, windowOf(day(on), duty.months), { sittings, groups, terms })
const numbers = ({ done, planned, required }: { done: number; planned: number; required: number }) => [
  done,
  planned,
  required,
]

const aDay = fc
  .integer({ min: 0, max: 3000 })
  .map((add) => Temporal.PlainDate.from('2024-01-01').add({ days: add }))
const someMonths = fc.constantFrom(1, 3, 6, 12)

test('windows are calendar months, quarters, half-years and years', () => {
  const spans = [1, 3, 6, 12].map((months) => {
    const { key, from, to, warnFrom } = windowOf(day('2026-11-23'), months)
    return [key, String(from), String(to), String(warnFrom)]
  })
  expect(spans).toEqual([
    ['2026-11+1', '2026-11-01', '2026-12-01', '2026-11-21'],
    ['2026-10+3', '2026-10-01', '2027-01-01', '2026-12-02'],
    ['2026-07+6', '2026-07-01', '2027-01-01', '2026-11-01'],
    ['2026-01+12', '2026-01-01', '2027-01-01', '2026-09-02'],
  ])
})

test('every day lies in exactly one window of each length, and its key reads back as it', () => {
  fc.assert(
    fc.property(aDay, someMonths, (on, months) => {
      const window = windowOf(on, months)
      expect(Temporal.PlainDate.compare(window.from, on)).toBeLessThanOrEqual(0)
      expect(Temporal.PlainDate.compare(on, window.to)).toBe(-1)
      expect(windowOf(window.to, months).from.equals(window.to)).toBe(true)
      expect(windowByKey(window.key)).toEqual(window)
      expect(Temporal.PlainDate.compare(window.warnFrom, window.to)).toBe(-1)
    }),
  )
  expect(windowByKey('2026')).toBeNull()
})

test('what was held and waits for its people is done, and said to wait; of a group’s the recorded ones count first', () => {
  const held = aSitting('2026-11-03')
  const waits = aSitting('2026-11-10', { state: 'unrecorded' })
  const shown = (duty: Duty, sittings: Sitting[]) => {
    const { required, done, unrecorded, planned } = progress(duty, '2026-11-23', sittings)
    return { required, done, unrecorded, planned }
  }
  const [one] = [aDuty()]
  expect(shown(one, [held, waits])).toEqual({ required: 1, done: 2, unrecorded: 1, planned: 0 })
  expect(isShort(progress(one, '2026-11-23', [waits]))).toBe(false)
  const of = (group: GroupId | undefined, sitting: Sitting) => ({ ...sitting, group: group ?? null })
  const all = [of(g1, waits), of(g1, held), of(g2, waits)]
  expect(shown(aDuty({ of: 'group' }), all)).toEqual({ required: 3, done: 2, unrecorded: 1, planned: 0 })
})

test('a vacation is what lies between two terms, and never what comes after the last one that is known', () => {
  const vacations = Array.from({ length: 26 }, (_, add) =>
    Temporal.PlainYearMonth.from('2026-08').add({ months: add }),
  )
    .filter((month) => isVacation(month, terms))
    .map(String)
  expect(vacations).toEqual(['2027-02', '2027-07', '2027-08'])
  expect(isVacation(Temporal.PlainYearMonth.from('2027-02'), [])).toBe(false)
})

test('a month is vacation when more than half of its days lie between terms, in whatever order these are written', () => {
  const aTerm = fc.record({ at: aDay, weeks: fc.integer({ min: 1, max: 60 }) })
  fc.assert(
    fc.property(fc.array(aTerm, { maxLength: 4 }), aDay, (written, on) => {
      const known = written.map(({ at, weeks }, nth) => ({ id: `${nth}`, name: '', week1Monday: at, weeks }))
      const month = on.toPlainYearMonth()
      const days = Array.from({ length: month.daysInMonth }, (_, nth) => month.toPlainDate({ day: nth + 1 }))
      const free = days.filter((each) => {
        const begun = known.filter(({ week1Monday: from }) => Temporal.PlainDate.compare(from, each) <= 0)
        const isOver = begun.every((term) => isBefore(term.week1Monday.add({ weeks: term.weeks }), each))
        return begun.length > 0 && begun.length < known.length && isOver
      })
      expect(isVacation(month, known)).toBe(free.length * 2 > days.length)
    }),
    { numRuns: 300 },
  )
  const halves = ['2027-06-02', '2027-07-01'].map((from) => ({
    id: from,
    name: '',
    week1Monday: day(from),
    weeks: 2,
  }))
  expect(isVacation(Temporal.PlainYearMonth.from('2027-06'), halves)).toBe(false)
})

/** On that day or earlier. */
const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other) <= 0

test('a month of the vacation is skipped or required, as the college says', () => {
  expect(progress(aDuty(), '2027-02-20', []).required).toBe(0)
  expect(progress(aDuty({ vacation: 'require' }), '2027-02-20', []).required).toBe(1)
  // A quarter is skipped only when it lies wholly in the vacation.
  expect(progress(aDuty({ months: 3 }), '2027-07-20', []).required).toBe(1)
})

test('in month, quarter and year it is told what is done and required', () => {
  const sittings = [
    aSitting('2026-10-14'),
    aSitting('2026-11-11', { types: ['支部委员会', '党课'] }),
    aSitting('2026-12-30', { state: 'planned' }),
    aSitting('2026-11-12', { types: ['党课'] }),
  ]
  const facts = { sittings, groups, on: day('2026-11-23') }
  const monthly = dutyStatusOf(aDuty(), facts, terms)
  expect([monthly.month, monthly.quarter, monthly.year].map((one) => one && numbers(one))).toEqual([
    [1, 0, 1],
    [2, 1, 3],
    [2, 1, 12],
  ])
  const lectures = dutyStatusOf(aDuty({ type: '党课', months: 3 }), facts, terms)
  expect([lectures.month, lectures.quarter && numbers(lectures.quarter), numbers(lectures.year)]).toEqual([
    null,
    [2, 0, 1],
    [2, 0, 4],
  ])
  const yearly = dutyStatusOf(aDuty({ type: '组织生活会', months: 12 }), facts, terms)
  expect([yearly.month, yearly.quarter, numbers(yearly.year)]).toEqual([null, null, [0, 0, 1]])
})

test('each group owes its own: what one holds twice stands in for no other', () => {
  const duty = aDuty({ type: '党小组会', of: 'group' })
  const of = (on: string, group: GroupId | undefined, state: Sitting['state'] = 'held') =>
    aSitting(on, { types: ['党小组会'], group: group ?? null, state })
  const sittings = [of('2026-11-02', g1), of('2026-11-20', g1), of('2026-11-27', g2, 'planned')]
  expect(numbers(progress(duty, '2026-11-23', sittings))).toEqual([1, 1, 3])
  expect(isShort(progress(duty, '2026-11-23', sittings))).toBe(true)
})

test('what is missing is in sight from two thirds of the window, unless it is held or planned', () => {
  const short = (on: string, sittings: Sitting[]) =>
    dutiesUnmet([dutyStatusOf(aDuty(), { sittings, groups, on: day(on) }, terms)], day(on)).length
  expect([short('2026-11-20', []), short('2026-11-21', []), short('2026-11-30', [])]).toEqual([0, 1, 1])
  expect(short('2026-11-25', [aSitting('2026-11-30', { state: 'planned' })])).toBe(0)
  expect(short('2026-11-25', [aSitting('2026-10-31'), aSitting('2026-12-01')])).toBe(1)
  expect(short('2027-02-25', [])).toBe(0)
})

test('a branch owes what the types say, without a committee or groups only what it can hold', () => {
  const owed = (branch: { full: number; groups: number }, ...written: Parameters<typeof meetingTypes>[0]) =>
    dutiesOf(branch, meetingTypes(written)).map(({ type, times, months }) => `${type} ${times}/${months}`)
  const whole = [
    '支部委员会 1/1',
    '党小组会 1/1',
    '主题党日 1/1',
    '支部党员大会 1/3',
    '组织生活会 1/12',
    '民主评议党员 1/12',
  ]
  expect(owed({ full: 7, groups: 2 })).toEqual(whole)
  expect(owed({ full: 6, groups: 0 })).toEqual(whole.slice(2))
  const lecture = { name: '党课', every: { times: 2, months: 6 } }
  expect(owed({ full: 7, groups: 2 }, lecture, { name: '民主评议党员', every: null })).toEqual([
    ...whole.slice(0, 5),
    '党课 2/6',
  ])
  // What the college holds is nobody's duty among the branches.
  expect(owed({ full: 7, groups: 2 }).some((line) => line.startsWith('支部书记例会'))).toBe(false)
})

test('the meeting of all members in each quarter is of the type that says so', () => {
  const of = (...written: Parameters<typeof meetingTypes>[0]) => assemblyOf(meetingTypes(written))
  const none = { name: '支部党员大会', every: null }
  const own = { name: '全体大会', every: { times: 1, months: 3 } }
  expect([of(), of(none), of(none, own)]).toEqual(['支部党员大会', null, '全体大会'])
  expect(of(none, { ...own, due: 'committee' }, { ...own, name: '学院大会', level: 'college' })).toBeNull()
})

test('a year owes what its windows owe, whatever the terms, and one more sitting never makes it shorter', () => {
  const held = fc.array(aDay, { maxLength: 20 })
  const duties = fc.record({ months: someMonths, vacation: fc.constantFrom('skip', 'require') })
  fc.assert(
    fc.property(aDay, held, duties, (on, days, { months, vacation }) => {
      const duty = aDuty({ months, vacation })
      const sittings = days.map((one) => aSitting(one.toString()))
      const facts = { sittings, groups, on }
      const { year } = dutyStatusOf(duty, facts, terms)
      const windows = Array.from({ length: 12 / months }, (_, n) =>
        year.window.from.add({ months: n * months }),
      )
      const each = windows.map((from) =>
        progressIn(duty, windowOf(from, months), { sittings, groups, terms }),
      )
      expect(numbers(year)).toEqual(
        each.reduce(
          ([a = 0, b = 0, c = 0], one) => [a + one.done, b + one.planned, c + one.required],
          [0, 0, 0],
        ),
      )
      const more = [...sittings, aSitting(on.toString())]
      const before = dutyStatusOf(duty, facts, terms).own
      const after = dutyStatusOf(duty, { ...facts, sittings: more }, terms).own
      expect(after.done).toBe(before.done + 1)
      expect(isShort(after) && !isShort(before)).toBe(false)
    }),
  )
})
