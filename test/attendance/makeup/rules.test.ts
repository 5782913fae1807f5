import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueOn, isMade, isOpen, remindedAt, stateOf, wordsOf } from '../../../src/attendance/makeup/rules.ts'
import { openCalendar } from '../../../src/time/calendar.ts'

const ZONE = 'Asia/Shanghai'
const day = (text: string) => Temporal.PlainDate.from(text)
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)

test('a make-up is due so many days after it is asked for, the last day included', () => {
  expect(dueOn(day('2026-11-26'), 14)).toEqual(day('2026-12-10'))
  const open = { dueOn: day('2026-12-10'), madeAt: null }
  expect(stateOf(open, { today: day('2026-12-10'), zone: ZONE })).toBe('open')
  expect(stateOf(open, { today: day('2026-12-11'), zone: ZONE })).toBe('overdue')
})

test('what is handed in on the last day is in time, what comes later is taken and marked', () => {
  const made = (text: string) =>
    stateOf({ dueOn: day('2026-12-10'), madeAt: at(text) }, { today: day('2027-01-01'), zone: ZONE })
  expect(made('2026-12-10T23:59:59')).toBe('made')
  expect(made('2026-12-11T00:00:00')).toBe('madeLate')
})

test('nobody waits and has made up at once', () => {
  const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  const some = fc.option(instant, { nil: null })
  fc.assert(
    fc.property(some, some, instant, (due, made, now) => {
      const dayOf = (date: Date) => day(date.toISOString().slice(0, 10))
      const madeAt = made === null ? null : Temporal.Instant.from(made.toISOString())
      const one = { dueOn: due === null ? null : dayOf(due), madeAt }
      const state = stateOf(one, { today: dayOf(now), zone: ZONE })
      expect(isOpen(state) && isMade(state)).toBe(false)
      expect(isMade(state)).toBe(one.dueOn !== null && madeAt !== null)
    }),
  )
})

test('the one reminder comes the day before at nine, on a day off the working day before, and never afterwards', () => {
  const silent = {
    from: Temporal.PlainTime.from('21:30'),
    to: Temporal.PlainTime.from('07:30'),
    daysOff: true,
  }
  const quiet = { zone: ZONE, calendar: openCalendar([]), silent }
  const now = at('2026-11-26T10:00:00')
  // Thursday 10 December; Monday 14 December after a weekend.
  expect(remindedAt(day('2026-12-10'), { now, quiet })).toEqual(at('2026-12-09T09:00:00'))
  expect(remindedAt(day('2026-12-14'), { now, quiet })).toEqual(at('2026-12-11T09:00:00'))
  expect(remindedAt(day('2026-11-27'), { now, quiet })).toBeNull()
})

test('what was given comes before the record', () => {
  expect(wordsOf({ given: '读第三章', record: '学习了全会精神' })).toBe('读第三章')
  expect(wordsOf({ given: null, record: '学习了全会精神' })).toBe('学习了全会精神')
  expect(wordsOf({ given: null, record: null })).toBeNull()
})
