import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCalendar } from '../../src/time/calendar.ts'
import { allowedBy, allowedFrom, allowedUntil, isQuiet, type Quiet } from '../../src/time/silent.ts'

const ZONE = 'Asia/Shanghai'
const calendar = openCalendar([
  { year: 2026, official: true, off: [{ date: '2026-10-01', name: '国庆节' }], work: ['2026-10-10'] },
])
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant()
const time = (text: string) => Temporal.PlainTime.from(text)
const quiet: Quiet = {
  zone: ZONE,
  calendar,
  silent: { from: time('21:30'), to: time('07:30'), daysOff: true },
}

const moments = fc
  .integer({ min: 0, max: 366 * 1440 })
  .map((minutes) => at('2026-01-01T00:00').add({ minutes }))
const times = fc.integer({ min: 0, max: 1439 }).map((minutes) => time('00:00').add({ minutes }))
const quiets = fc
  .record({ from: times, to: times, daysOff: fc.boolean() })
  .map((silent): Quiet => ({ zone: ZONE, calendar, silent }))
const { compare } = Temporal.Instant

describe('silent hours', () => {
  it('move a message of the evening to the next working morning', () => {
    expect(String(allowedFrom(at('2026-11-20T22:00'), quiet))).toBe(String(at('2026-11-23T07:30')))
    expect(String(allowedFrom(at('2026-11-24T03:00'), quiet))).toBe(String(at('2026-11-24T07:30')))
    expect(String(allowedFrom(at('2026-11-24T07:30'), quiet))).toBe(String(at('2026-11-24T07:30')))
  })

  it('move what must come earlier to the last minute before them', () => {
    expect(String(allowedUntil(at('2026-11-22T12:00'), quiet))).toBe(String(at('2026-11-20T21:29')))
    expect(String(allowedUntil(at('2026-11-24T03:00'), quiet))).toBe(String(at('2026-11-23T21:29')))
  })

  it('move what falls on a day off to the same time on the last working day', () => {
    expect(String(allowedBy(at('2026-11-22T12:00'), quiet))).toBe(String(at('2026-11-20T12:00')))
    expect(String(allowedBy(at('2026-11-22T23:00'), quiet))).toBe(String(at('2026-11-20T21:29')))
    expect(String(allowedBy(at('2026-11-22T03:00'), quiet))).toBe(String(at('2026-11-19T21:29')))
    expect(String(allowedBy(at('2026-11-24T12:00'), quiet))).toBe(String(at('2026-11-24T12:00')))
    const sunday = Temporal.PlainDate.from('2026-11-22')
    expect(String(allowedBy(at('2026-11-22T12:00'), quiet, sunday))).toBe(String(at('2026-11-22T12:00')))
  })

  it('let through on a day off what concerns that very day', () => {
    const sunday = at('2026-11-22T12:00')
    expect(isQuiet(sunday, quiet)).toBe(true)
    expect(isQuiet(sunday, quiet, Temporal.PlainDate.from('2026-11-22'))).toBe(false)
    expect(isQuiet(sunday, quiet, Temporal.PlainDate.from('2026-11-23'))).toBe(true)
  })

  it('do not exist when the college wants none', () => {
    expect(isQuiet(at('2026-11-22T03:00'), { ...quiet, silent: null })).toBe(false)
  })

  it('are never hit by an allowed moment, whatever the hours', () => {
    fc.assert(
      fc.property(moments, quiets, (moment, any) => {
        const after = allowedFrom(moment, any)
        const earlier = [allowedUntil(moment, any), allowedBy(moment, any)]
        return (
          !isQuiet(after, any) &&
          compare(moment, after) <= 0 &&
          earlier.every((before) => !isQuiet(before, any) && compare(before, moment) <= 0)
        )
      }),
    )
  })

  it('keep the order of moments', () => {
    fc.assert(
      fc.property(moments, moments, quiets, (one, other, any) => {
        const [first, second] = compare(one, other) <= 0 ? [one, other] : [other, one]
        const later = compare(allowedFrom(first, any), allowedFrom(second, any)) <= 0
        return later && compare(allowedUntil(first, any), allowedUntil(second, any)) <= 0
      }),
    )
  })
})
