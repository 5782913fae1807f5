import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadHolidays } from '../../config/holidays.ts'
import { openCalendar } from '../../src/time/calendar.ts'
import { STATUTORY_YEARS, statutoryDays } from '../../src/time/statutory.ts'

const dates = (year: number) => statutoryDays(year).map(({ date }) => date.slice(5))
const aYear = fc.integer({ min: 2025, max: STATUTORY_YEARS.last })

test('the thirteen days off by law of 2027 are those of the handbook', () => {
  expect(dates(2027)).toEqual([
    '01-01',
    ...['02-05', '02-06', '02-07', '02-08'],
    '04-05',
    ...['05-01', '05-02'],
    '06-09',
    '09-15',
    ...['10-01', '10-02', '10-03'],
  ])
})

test('the official table of 2026 holds every day off by law', async () => {
  const [table] = await loadHolidays()
  const off = table?.off.map(({ date }) => date)
  expect(off).toEqual(expect.arrayContaining(statutoryDays(2026).map(({ date }) => date)))
})

test('the first day of the year by the moon, and 清明, are those of the almanac', () => {
  const spring = [2025, 2026, 2027, 2028, 2029, 2030, 2034].map((year) => {
    const [eve] = statutoryDays(year).filter(({ name }) => name === '春节')
    return Temporal.PlainDate.from(eve?.date ?? '')
      .add({ days: 1 })
      .toString()
      .slice(5)
  })
  expect(spring).toEqual(['01-29', '02-17', '02-06', '01-26', '02-13', '02-03', '02-19'])
  const tombs = [2025, 2026, 2027, 2028, 2032].map((year) =>
    statutoryDays(year)
      .find(({ name }) => name === '清明节')
      ?.date.slice(5),
  )
  expect(tombs).toEqual(['04-04', '04-05', '04-05', '04-04', '04-04'])
})

test('every year of the law of 2024 has thirteen of them, and none is taken for a working day while no table is known', () => {
  const empty = openCalendar([])
  fc.assert(
    fc.property(aYear, (year) => {
      const days = statutoryDays(year)
      // 中秋节 may fall on one of the three days of 国庆节.
      expect(new Set(days.map(({ name }) => name)).size).toBe(7)
      expect(days).toHaveLength(13)
      for (const { date, name } of days) {
        const known = empty.day(Temporal.PlainDate.from(date))
        expect([known.work, known.certain, known.name === null]).toEqual([false, false, false])
        expect(name).not.toBe('')
      }
    }),
  )
})
