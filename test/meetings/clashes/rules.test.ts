import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadHolidays } from '../../../config/holidays.ts'
import { meetingTypes } from '../../../config/college/meeting-types.ts'
import { BranchId } from '../../../src/ids.ts'
import { freeTimes } from '../../../src/meetings/clashes/rules.ts'
import { isOneSitting, needSamePlace, overlaps } from '../../../src/meetings/rules.ts'
import type { Span } from '../../../src/meetings/types.ts'
import { isWorkday, openCalendar } from '../../../src/time/calendar.ts'

const ZONE = 'Asia/Shanghai'
const calendar = openCalendar(await loadHolidays())
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant()
const span = (from: string, to: string): Span => ({ startsAt: at(from), endsAt: at(to) })
const local = ({ startsAt, endsAt }: Span) =>
  [startsAt, endsAt].map((each) => each.toZonedDateTimeISO(ZONE).toPlainDateTime().toString().slice(0, 16))
const types = meetingTypes([])
const NINETY = Temporal.Duration.from({ minutes: 90 })
const wednesday = span('2026-12-02T14:00', '2026-12-02T15:30')

test('a meeting that begins when another ends does not overlap it', () => {
  expect(overlaps(wednesday, span('2026-12-02T15:30', '2026-12-02T17:00'))).toBe(false)
  expect(overlaps(wednesday, span('2026-12-02T15:29', '2026-12-02T17:00'))).toBe(true)
  expect(overlaps(span('2026-12-02T08:00', '2026-12-02T18:00'), wednesday)).toBe(true)
})

test('a room is the same however it is spaced, and what is online takes in any number of meetings', () => {
  expect(needSamePlace('信息楼 305', '信息楼３０５')).toBe(true)
  expect(needSamePlace('信息楼305', '信息楼306')).toBe(false)
  for (const place of ['', '待定', '腾讯会议（线上）', '线上'])
    expect(needSamePlace(place, place)).toBe(false)
})

test('the same people in the same place for two types are one sitting, for the same type they are not', () => {
  const audience = { kind: 'branch', branch: BranchId.parse('B01') } as const
  const day = { ...wednesday, audience, place: '学工活动室', types: ['主题党日'] }
  const assembly = { ...day, ...span('2026-12-02T14:00', '2026-12-02T15:40'), types: ['支部党员大会'] }
  expect(isOneSitting(day, assembly, types)).toBe(true)
  expect(isOneSitting(day, { ...assembly, types: ['主题党日'] }, types)).toBe(false)
  expect(isOneSitting({ ...day, types: ['党员大会'] }, assembly, types)).toBe(false)
  expect(isOneSitting(day, { ...assembly, place: '信息楼305' }, types)).toBe(false)
  expect(isOneSitting(day, { ...assembly, audience: { kind: 'secretaries' } }, types)).toBe(false)
  expect(isOneSitting(day, { ...assembly, types: ['支部委员会'] }, types)).toBe(false)
  expect(isOneSitting(day, { ...assembly, ...span('2026-12-02T15:30', '2026-12-02T16:00') }, types)).toBe(
    false,
  )
})

test('other times are proposed from the planned start on, and go on to the next working day', () => {
  const search = { from: at('2026-12-04T14:00'), length: NINETY, zone: ZONE, calendar }
  const found = freeTimes(search, [span('2026-12-04T14:00', '2026-12-04T15:10')])
  expect(found.map(local)).toEqual([
    ['2026-12-04T15:30', '2026-12-04T17:00'],
    ['2026-12-07T08:00', '2026-12-07T09:30'],
    ['2026-12-07T09:30', '2026-12-07T11:00'],
  ])
})

test('a make-up workday counts as a working day, a holiday does not', () => {
  const search = { from: at('2026-09-19T16:00'), length: NINETY, zone: ZONE, calendar }
  expect(freeTimes(search, []).map(local)[0]).toEqual(['2026-09-20T08:00', '2026-09-20T09:30'])
  const holiday = { ...search, from: at('2026-10-01T08:00') }
  expect(freeTimes(holiday, []).map(local)[0]?.[0]).toBe('2026-10-08T08:00')
})

test('a meeting longer than the working hours has no other time', () => {
  const length = Temporal.Duration.from({ minutes: 601 })
  expect(freeTimes({ from: at('2026-12-04T08:00'), length, zone: ZONE, calendar }, [])).toEqual([])
})

const minute = fc.integer({ min: 0, max: 60 * 24 * 20 })
const taken = fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 600 })), { maxLength: 40 })

test('whatever is taken: at most three free times, in order, on working days, and the first one possible', () => {
  const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York')
  const searched = fc.tuple(minute, fc.integer({ min: 1, max: 600 }), zones)
  fc.assert(
    fc.property(searched, taken, ([from, minutes, where], busy) => {
      const begin = at('2026-10-25T00:00')
      const search = { from: begin.add({ minutes: from }), length: Temporal.Duration.from({ minutes }) }
      const spans = busy.map(([start, long]) => ({
        startsAt: begin.add({ minutes: start }),
        endsAt: begin.add({ minutes: start + long }),
      }))
      const found = freeTimes({ ...search, zone: where, calendar }, spans)
      expect(found.length).toBeLessThanOrEqual(3)
      let before = search.from
      for (const one of found) {
        expect(spans.some((other) => overlaps(one, other))).toBe(false)
        expect(Temporal.Instant.compare(before, one.startsAt)).toBeLessThanOrEqual(0)
        expect(one.startsAt.until(one.endsAt).total('minutes')).toBe(minutes)
        const [start, end] = [one.startsAt, one.endsAt].map((each) => each.toZonedDateTimeISO(where))
        expect(start && isWorkday(calendar, start.toPlainDate())).toBe(true)
        expect(start && start.hour >= 8).toBe(true)
        expect(end && end.hour * 60 + end.minute <= 18 * 60).toBe(true)
        before = one.endsAt
      }
      // Nothing earlier on the half-hours was free.
      const first = found[0]?.startsAt ?? search.from.add({ hours: 24 * 7 })
      const half = 30 * 60_000
      const grid = Math.ceil(search.from.epochMilliseconds / half) * half
      for (let ms = grid; ms < first.epochMilliseconds; ms += half) {
        const start = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(where)
        const end = start.add(search.length)
        const sameDay = start.toPlainDate().equals(end.toPlainDate())
        const within = sameDay && start.hour >= 8 && end.hour * 60 + end.minute <= 18 * 60
        if (!within || !isWorkday(calendar, start.toPlainDate())) continue
        const one = { startsAt: start.toInstant(), endsAt: end.toInstant() }
        expect(spans.some((other) => overlaps(one, other))).toBe(true)
      }
    }),
  )
})
