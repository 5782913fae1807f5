import { expect, test } from 'vitest'
import { loadHolidays } from '../../../config/holidays.ts'
import {
  endsQuarter,
  keyBefore,
  quarterOf,
  type Reckoning,
  weekAfter,
  weekBefore,
} from '../../../src/digest/weeks/rules.ts'
import { openCalendar } from '../../../src/time/calendar.ts'
import { MONDAY, week47 } from '../setup.ts'

const calendar = openCalendar(await loadHolidays())
const reckoning: Reckoning = { college: 'COL1', zone: 'Asia/Shanghai', calendar, dayOff: 'next-workday' }
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)

test('a digest is of the week before, from Monday to Monday', () => {
  expect(weekBefore(MONDAY, reckoning)).toEqual(week47)
  expect(weekBefore(at('2026-11-29T20:00:00'), reckoning).key).toBe(week47.key)
})

test('on a day off it is made at the same time on the next working day, or on the day itself if so wished', () => {
  const line = at('2026-10-05T08:30:00')
  const made = (dayOff: Reckoning['dayOff']) => weekBefore(line, { ...reckoning, dayOff }).dueAt
  expect(made('next-workday')).toEqual(at('2026-10-08T08:30:00'))
  expect(made('same-day')).toEqual(line)
})

test('the key carries the year of the week, not of the day', () => {
  expect(weekBefore(at('2027-01-04T08:30:00'), reckoning).key).toBe('digest-COL1-2026-W53')
  const first = weekBefore(at('2027-01-11T08:30:00'), reckoning)
  expect([first.key, keyBefore(first, reckoning)]).toEqual(['digest-COL1-2027-W01', 'digest-COL1-2026-W53'])
})

test('the quarter is that in which the week begins, so that its last days are in a digest of their own quarter', () => {
  const turn = weekBefore(at('2026-10-05T08:30:00'), reckoning)
  expect(quarterOf(turn, 'Asia/Shanghai')).toEqual({
    from: at('2026-07-01T00:00:00'),
    to: at('2026-10-01T00:00:00'),
    warnFrom: at('2026-09-01T00:00:00'),
  })
  expect(endsQuarter(turn, 'Asia/Shanghai')).toBe(true)
  expect(endsQuarter(week47, 'Asia/Shanghai')).toBe(false)
  const last = weekBefore(at('2027-01-04T08:30:00'), reckoning)
  expect([last.week, quarterOf(last, 'Asia/Shanghai').from]).toEqual(['2026-W53', at('2026-10-01T00:00:00')])
})

test('the week in which it is read follows', () => {
  expect(weekAfter(week47, 'Asia/Shanghai').to).toEqual(at('2026-11-30T00:00:00'))
})
