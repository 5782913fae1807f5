import { expect, test } from 'vitest'
import { loadHolidays } from '../../../config/holidays.ts'
import {
  isWeekBefore,
  mondayOf,
  type Reckoning,
  weekAfter,
  weekBefore,
  weekNamed,
  weeksBefore,
} from '../../../src/digest/weeks/rules.ts'
import { openCalendar } from '../../../src/time/calendar.ts'
import { MONDAY, week47 } from '../setup.ts'

const calendar = openCalendar(await loadHolidays())
const made = { weekday: 1, at: Temporal.PlainTime.from('08:30') }
const reckoning: Reckoning = {
  ...{ college: 'COL1', zone: 'Asia/Shanghai', calendar, dayOff: 'next-workday', made },
}
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)

test('a digest is of the week before, from Monday to Monday', () => {
  expect(weekBefore(MONDAY, reckoning)).toEqual(week47)
  expect(weekBefore(at('2026-11-29T20:00:00'), reckoning).key).toBe(week47.key)
})

test('on a day off it is made at the same time on the next working day, or on the day itself if so wished', () => {
  const line = at('2026-10-05T08:30:00')
  const dueAt = (dayOff: Reckoning['dayOff']) => weekBefore(line, { ...reckoning, dayOff }).dueAt
  expect(dueAt('next-workday')).toEqual(at('2026-10-08T08:30:00'))
  expect(dueAt('same-day')).toEqual(line)
})

test('the key carries the year of the week, not of the day', () => {
  expect(weekBefore(at('2027-01-04T08:30:00'), reckoning).key).toBe('digest-COL1-2026-W53')
  const first = weekBefore(at('2027-01-11T08:30:00'), reckoning)
  expect(first.key).toBe('digest-COL1-2027-W01')
  expect(weeksBefore(first, reckoning).map(({ week }) => week)).toEqual([
    '2026-W50',
    '2026-W51',
    '2026-W52',
    '2026-W53',
  ])
})

test('a week is known by its name, and there is no fifty-third one in a year of fifty-two', () => {
  expect(mondayOf('2026-W47')?.toString()).toBe('2026-11-16')
  expect(weekNamed('2026-W47', reckoning)).toEqual(week47)
  expect(mondayOf('2026-W53')?.toString()).toBe('2026-12-28')
  expect(['2027-W53', '2026-W00', '2026-W54', '2026-47', 'W47'].map(mondayOf)).toEqual(Array(5).fill(null))
  expect(isWeekBefore('2026-W53', '2027-W01')).toBe(true)
  expect(isWeekBefore('2026-W52', '2027-W01')).toBe(false)
})

test('the week in which it is read follows', () => {
  expect(weekAfter(week47, 'Asia/Shanghai').to).toEqual(at('2026-11-30T00:00:00'))
})
