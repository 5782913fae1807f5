import { beforeAll, describe, expect, it } from 'vitest'
import { loadCollege, type Settings } from '../../config/college.ts'
import { lastTime, type LineName, nextTimes, timetable } from '../../config/timetable.ts'

const ZONE = 'Asia/Shanghai'
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant()
let settings: Settings

beforeAll(async () => {
  const loaded = await loadCollege(new URL('../../config/demo/college.yaml', import.meta.url).pathname)
  if (!loaded.ok) throw new Error('the demo college does not load')
  settings = loaded.college.settings
})

function cronOf(name: LineName, when = settings.digest): string {
  return timetable({ ...settings, digest: when }).find((line) => line.name === name)?.cron ?? ''
}

describe('the timetable', () => {
  it('runs the digest at the college’s time and looks half an hour later whether it arrived', () => {
    expect([cronOf('digest'), cronOf('receipt')]).toEqual(['0 30 8 * * 1', '0 0 9 * * 1'])
  })

  it('carries the receipt of a late digest over to the next weekday', () => {
    const late = { ...settings.digest, weekday: 7, at: Temporal.PlainTime.from('23:45') }
    expect([cronOf('digest', late), cronOf('receipt', late)]).toEqual(['0 45 23 * * 0', '0 15 0 * * 1'])
  })

  it('gives the next times strictly after a moment, in the college’s zone', () => {
    const times = nextTimes({ cron: cronOf('digest'), zone: ZONE }, at('2026-11-23T08:30'), 2)
    expect(times.map(String)).toEqual([at('2026-11-30T08:30'), at('2026-12-07T08:30')].map(String))
  })

  it('gives the last time at or before a moment', () => {
    const digest = { cron: cronOf('digest'), zone: ZONE }
    expect(String(lastTime(digest, at('2026-11-23T08:30')))).toBe(String(at('2026-11-23T08:30')))
    expect(String(lastTime(digest, at('2026-11-23T08:29:59.999')))).toBe(String(at('2026-11-16T08:30')))
  })
})

describe('a line in a zone with summer time', () => {
  const last = (cron: string, zone: string, until: string) =>
    lastTime({ cron, zone }, Temporal.ZonedDateTime.from(`${until}[${zone}]`).toInstant())
      .toZonedDateTimeISO(zone)
      .toString()

  it('whose time the clocks leave out runs that very day, as much later as they were put forward', () => {
    expect(last('0 30 2 * * 0', 'Europe/Berlin', '2026-03-29T12:00')).toContain('2026-03-29T03:30:00+02:00')
    expect(last('0 30 0 * * 5', 'Africa/Cairo', '2026-04-24T09:00')).toContain('2026-04-24T01:30:00+03:00')
    expect(last('0 0 0 * * *', 'Asia/Beirut', '2026-03-29T09:00')).toContain('2026-03-29T01:00:00+03:00')
    expect(last('0 0 0 * * *', 'America/Santiago', '2026-09-06T09:00')).toContain('2026-09-06T01:00:00-03:00')
  })

  it('whose time comes twice runs the first time alone', () => {
    const zone = 'Europe/Berlin'
    const next = nextTimes({ cron: '0 30 2 * * *', zone }, Temporal.Instant.from('2026-10-24T12:00:00Z'), 2)
    expect(next.map(String)).toEqual(['2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'])
    const again = Temporal.Instant.from('2026-10-25T01:10:00Z')
    expect(String(lastTime({ cron: '0 30 2 * * *', zone }, again))).toBe('2026-10-25T00:30:00Z')
    // Put back past midnight: the first time was on the day to come.
    const nightly = last('30 0 0 * * *', 'America/St_Johns', '2010-11-06T23:30-03:30')
    expect(nightly).toContain('2010-11-07T00:00:30')
  })

  it('looks back and ahead in every zone, whatever day it is', () => {
    for (const zone of [
      'Africa/Cairo',
      'Asia/Beirut',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Asia/Gaza',
    ]) {
      for (const { cron } of timetable({ ...settings, timezone: zone })) {
        for (let day = 0; day < 366; day += 7) {
          const now = Temporal.Instant.from('2026-01-02T10:07:03Z').add({ hours: 24 * day })
          const [next] = nextTimes({ cron, zone }, now, 1)
          expect(Temporal.Instant.compare(lastTime({ cron, zone }, now), now)).toBeLessThanOrEqual(0)
          expect(next && Temporal.Instant.compare(next, now)).toBe(1)
        }
      }
    }
  })
})
