import { describe, expect, test } from 'vitest'
import { Programme } from '../../../config/college/programmes.ts'
import { loadHolidays } from '../../../config/holidays.ts'
import { dayAfter, periodOf, reminderDays, roundsOf } from '../../../src/ledger/schedule/rules.ts'
import { openCalendar } from '../../../src/time/calendar.ts'
import { college } from '../../support/demo-college.ts'

const calendar = openCalendar(await loadHolidays())
const where = { terms: college.settings.terms, calendar }
const day = (text: string) => Temporal.PlainDate.from(text)
const YEAR = { from: day('2026-01-01'), until: day('2026-12-31') }

function step(over: object) {
  const [found] = Programme.parse({
    id: 'p',
    title: 'p',
    rows: 'each-branch',
    steps: [{ id: 's', title: 's', ...over }],
  }).steps
  if (found === undefined) throw new Error('no step')
  return found
}

const dues = (over: object, period = YEAR, officeEnd: Temporal.PlainDate | null = null) =>
  roundsOf(step(over), { period, where, officeEnd }).map(({ key, due }) => `${key} ${due}`)

describe('a step is due', () => {
  test('on its own day, also where people rest then', () => {
    expect(dues({ due: '2026-10-01' })).toEqual([' 2026-10-01'])
  })
  test('each month, on the last day of a shorter one, and on the working day before a day off', () => {
    const all = dues({ every: 'P1M', due: { day: 31 } })
    expect(all).toHaveLength(12)
    // 28 February 2026 is a working Saturday 调休; 31 January is a Saturday.
    expect(all.slice(0, 2)).toEqual(['2026-01 2026-01-30', '2026-02 2026-02-28'])
  })
  test('never before the month that it is about', () => {
    expect(dues({ every: 'P1M', due: { day: 1 } })[0]).toBe('2026-01 2026-01-04')
  })
  test('each quarter and half year on its last working day', () => {
    expect(dues({ every: 'P3M' })).toEqual([
      '2026-01 2026-03-31',
      '2026-04 2026-06-30',
      '2026-07 2026-09-30',
      '2026-10 2026-12-31',
    ])
    expect(dues({ every: 'P6M' })).toHaveLength(2)
  })
  test('each term on the Friday of its week, or of its last', () => {
    const two = { from: day('2026-09-01'), until: day('2027-08-31') }
    expect(dues({ every: 'term', due: { week: 16 } }, two)).toEqual([
      '2026-2027-1 2026-12-25',
      '2026-2027-2 2027-06-11',
    ])
    expect(dues({ every: 'term' }, two)[0]).toBe('2026-2027-1 2027-01-15')
  })
  test('each year within its programme', () => {
    const three = { from: day('2026-01-01'), until: day('2028-06-30') }
    expect(dues({ every: 'year', due: { on: '11-30' } }, three)).toEqual([
      '2026 2026-11-30',
      '2027 2027-11-30',
    ])
  })
  test('when the office of the secretary ends, and never where that is not known', () => {
    expect(dues({ due: 'office-end' }, YEAR, day('2028-10-14'))).toEqual(['2028-10-14 2028-10-14'])
    expect(dues({ due: 'office-end' })).toEqual([])
  })
})

test('what follows another step counts days or workdays from the day on which that was done', () => {
  // 1 to 7 October are off, 10 October is a working Saturday.
  expect(dayAfter({ step: 'a', workdays: 5 }, day('2026-09-30'), calendar)).toEqual(day('2026-10-13'))
  expect(dayAfter({ step: 'a', days: 3 }, day('2026-09-30'), calendar)).toEqual(day('2026-10-08'))
  expect(dayAfter({ step: 'a', days: 0 }, day('2026-10-10'), calendar)).toEqual(day('2026-10-10'))
})

test('it is spoken of on working days: before it is due not later, after it not earlier, and once a day', () => {
  const days = (due: string, remind = [7, 1, -1]) =>
    reminderDays({ remind, due: day(due) }, calendar).map(String)
  expect(days('2026-11-20')).toEqual(['2026-11-13', '2026-11-19', '2026-11-23'])
  expect(days('2026-10-08')).toEqual(['2026-09-30', '2026-10-09'])
  expect(days('2026-10-14', [90, 30])).toEqual(['2026-07-16', '2026-09-14'])
})

describe('a programme runs', () => {
  const period = (over: object) => {
    const { from, until } = periodOf(
      Programme.parse({
        id: 'p',
        title: 'p',
        rows: 'each-branch',
        steps: [{ id: 's', title: 's', every: 'P1M' }],
        ...over,
      }),
      day('2026-11-23'),
    )
    return `${from} ${until}`
  }
  test('over the year in which it was begun', () => expect(period({})).toBe('2026-01-01 2026-12-31'))
  test('over the year of its first day, and until its last', () =>
    expect(
      period({
        steps: [
          { id: 'b', title: 'b', due: '2028-02-29' },
          { id: 'a', title: 'a', due: '2027-03-01' },
        ],
      }),
    ).toBe('2027-01-01 2028-02-29'))
  test('as it says', () =>
    expect(period({ from: '2026-03-01', until: '2028-02-29' })).toBe('2026-03-01 2028-02-29'))
})
