import { describe, expect, it } from 'vitest'
import {
  clock,
  dayName,
  deadline,
  fullDay,
  lengthOf,
  moment,
  nearMoment,
  shortDay,
  span,
} from '../../src/time/format.ts'

const TERMS = [{ id: 'T1', name: '第一学期', week1Monday: Temporal.PlainDate.from('2026-09-07'), weeks: 19 }]
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Shanghai')

describe('a time for people', () => {
  it('names day, weekday and teaching week', () => {
    expect(fullDay(at('2026-12-02T14:00'), TERMS)).toBe('12月2日（周三，第13周）')
    expect(fullDay(at('2027-01-20T14:00'), TERMS)).toBe('1月20日（周三）')
  })

  it('names a span, and the second day when midnight lies between', () => {
    expect(span(at('2026-12-02T14:00'), at('2026-12-02T15:30'), TERMS)).toBe(
      '12月2日（周三，第13周）14:00–15:30',
    )
    expect(span(at('2026-12-02T23:00'), at('2026-12-03T01:05'), TERMS)).toBe(
      '12月2日（周三，第13周）23:00–12月3日01:05',
    )
  })

  it('names a moment, with its year when that is another one', () => {
    const now = at('2026-11-23T09:00')
    expect(moment(at('2026-12-02T14:00'), { terms: TERMS, now })).toBe('12月2日（周三，第13周）14:00')
    expect(moment(at('2027-01-20T14:00').toPlainDateTime(), { terms: TERMS, now })).toBe(
      '2027年1月20日（周三）14:00',
    )
  })

  it('names a moment as people speak of it that day', () => {
    const now = Temporal.PlainDateTime.from('2026-11-29T20:00')
    const near = (text: string) => nearMoment(Temporal.PlainDateTime.from(text), now)
    expect(['2026-11-25T14:00', '2026-12-02T14:00', '2027-01-06T09:30'].map(near)).toEqual([
      '本周三 11月25日 14:00',
      '下周三 12月2日 14:00',
      '周三 2027年1月6日 09:30',
    ])
  })

  it('names a length by its parts, whichever way it points', () => {
    expect(
      ['P3D', '-PT8H', 'PT1H30M', 'PT15M', 'PT20S'].map((one) => lengthOf(Temporal.Duration.from(one))),
    ).toEqual(['3天', '8小时', '1小时30分钟', '15分钟', '20秒'])
  })

  it('names a deadline, a clock time and a day', () => {
    expect(deadline(at('2026-12-01T17:00'))).toBe('12月1日17:00')
    expect(clock(at('2026-12-01T07:05'))).toBe('07:05')
    expect(dayName(Temporal.PlainDate.from('2026-11-29'))).toBe('周日')
    expect(shortDay(Temporal.PlainDate.from('2026-11-29'))).toBe('11月29日')
  })
})
