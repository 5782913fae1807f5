import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthRef, monthToTell, shownOf, noticeEffect } from '../../../src/meetings/month/rules.ts'
import type { Entry } from '../../../src/meetings/month/types.ts'
import { ChatId } from '../../../src/ids.ts'
import type { Meeting } from '../../../src/meetings/types.ts'
import { isWorkday, openCalendar } from '../../../src/time/calendar.ts'

const day = fc
  .integer({ min: 0, max: 3_000 })
  .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }))

test('a month is told of from its first working day on, for a week, whatever days are off', () => {
  const off = fc.array(day.map(String), { maxLength: 400 })
  fc.assert(
    fc.property(off, day, (dates, on) => {
      const years = Array.from({ length: 12 }, (_, index) => 2022 + index)
      const tables = years.map((year) => ({
        ...{ year, official: true, work: [] },
        off: dates.filter((date) => date.startsWith(`${year}`)).map((date) => ({ date, name: '假' })),
      }))
      const calendar = openCalendar(tables)
      const isFirst = (date: Temporal.PlainDate) => {
        const before = Array.from({ length: date.day - 1 }, (_, index) => date.with({ day: index + 1 }))
        return isWorkday(calendar, date) && !before.some((one) => isWorkday(calendar, one))
      }
      const week = Array.from({ length: 7 }, (_, days) => on.subtract({ days }))
      const expected = week.some((date) => date.month === on.month && isFirst(date))
      expect(monthToTell(on, calendar)?.toString() ?? null).toBe(
        expected ? on.toPlainYearMonth().toString() : null,
      )
    }),
  )
})

test('the ref of a card names its chat and month', () => {
  fc.assert(
    fc.property(day, fc.stringMatching(/^[\w-]{1,30}$/), (date, name) => {
      const of = { chat: ChatId.parse(`oc_${name}`), month: date.toPlainYearMonth() }
      expect(monthRef.text(monthRef.parse(monthRef.text(of)))).toBe(monthRef.text(of))
      expect(monthRef.parse(monthRef.text(of)).chat).toBe(of.chat)
    }),
  )
})

const entry = fc.record({ start: fc.integer({ min: 0, max: 1_000 }), listed: fc.boolean() })

test('at most twelve stand on a card, in order of time, and what was listed stays', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), (all) => {
      const entries = all.map(({ start, listed }): Entry => {
        const startsAt = Temporal.Instant.fromEpochMilliseconds(start * 60_000)
        // The rule looks at nothing else of it.
        return { meeting: { startsAt } as Meeting, listed, told: listed }
      })
      const { shown, further } = shownOf(entries)
      expect(shown.length).toBe(Math.min(entries.length, 12))
      expect(shown.length + further).toBe(entries.length)
      const times = shown.map(({ meeting }) => meeting.startsAt.epochMilliseconds)
      expect(times).toEqual(times.toSorted((one, other) => one - other))
      const kept = shown.filter(({ listed }) => listed).length
      expect(kept).toBe(Math.min(entries.filter(({ listed }) => listed).length, 12))
    }),
  )
})

test('the card comes ahead of a later day’s notice, and instead of one of its own day or before', () => {
  fc.assert(
    fc.property(day, day, (toldOn, noticeOn) => {
      const before = Temporal.PlainDate.compare(toldOn, noticeOn) < 0
      expect(noticeEffect(toldOn, noticeOn)).toBe(before ? 'ahead' : 'instead')
      expect(noticeEffect(null, noticeOn)).toBe('none')
    }),
  )
  const first = Temporal.PlainDate.from('2026-12-01')
  expect(noticeEffect(first, first)).toBe('instead')
  expect(noticeEffect(first, first.add({ days: 1 }))).toBe('ahead')
})
