import { beforeAll, describe, expect, it } from 'vitest'
import { loadHolidays } from '../../config/holidays.ts'
import {
  addWorkdays,
  type Calendar,
  isoWeek,
  isWorkday,
  nextWorkday,
  openCalendar,
  previousWorkday,
  teachingWeek,
  workdayFrom,
} from '../../src/time/calendar.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const term = { id: 'T1', name: '第一学期', week1Monday: day('2026-09-07'), weeks: 19 }
let calendar: Calendar

beforeAll(async () => {
  calendar = openCalendar(await loadHolidays())
})

describe('the calendar', () => {
  it('knows the 33 days off and the 6 working weekend days of 2026', async () => {
    const [table] = await loadHolidays()
    expect([table?.off.length, table?.work.length]).toEqual([33, 6])
    expect(isWorkday(calendar, day('2026-10-10'))).toBe(true)
    expect(isWorkday(calendar, day('2026-10-01'))).toBe(false)
    expect(calendar.day(day('2026-10-01')).name).toBe('国庆节')
  })

  it('counts five working days over the October holiday, make-up Saturday included', () => {
    expect(String(addWorkdays(calendar, day('2026-09-30'), 5))).toBe('2026-10-13')
  })

  it('does not take 2027-01-01 for a working day, and says that 2027 is not covered', () => {
    expect(String(addWorkdays(calendar, day('2026-12-30'), 5))).toBe('2027-01-07')
    expect(calendar.day(day('2027-01-01'))).toEqual({ work: false, certain: false, name: '元旦' })
    expect(calendar.day(day('2027-03-01'))).toEqual({ work: true, certain: false, name: null })
    expect([calendar.covers(2026), calendar.covers(2027)]).toEqual([true, false])
    expect(calendar.uncovered(day('2026-12-30'), day('2028-01-07'))).toEqual([2027, 2028])
    expect(calendar.uncovered(day('2026-11-30'), day('2026-11-01'))).toEqual([])
  })

  it('finds the neighbours among working days', () => {
    expect(String(previousWorkday(calendar, day('2026-11-23')))).toBe('2026-11-20')
    expect(String(nextWorkday(calendar, day('2026-11-20')))).toBe('2026-11-23')
    expect(String(workdayFrom(calendar, day('2026-11-23')))).toBe('2026-11-23')
    expect(String(workdayFrom(calendar, day('2026-11-22')))).toBe('2026-11-23')
    expect(String(addWorkdays(calendar, day('2026-11-21'), 0))).toBe('2026-11-21')
  })

  it('numbers teaching weeks from Monday to Sunday, and none outside the term', () => {
    const week = (text: string) => teachingWeek([term], day(text))
    expect([week('2026-11-23'), week('2026-11-29'), week('2026-11-30')]).toEqual([12, 12, 13])
    expect([week('2026-09-06'), week('2026-09-07'), week('2027-01-17'), week('2027-01-18')]).toEqual([
      null,
      1,
      19,
      null,
    ])
  })

  it('gives the ISO week with the year it belongs to', () => {
    expect(isoWeek(day('2026-11-16'))).toEqual({ year: 2026, week: 47 })
    expect(isoWeek(day('2027-01-01'))).toEqual({ year: 2026, week: 53 })
  })
})
