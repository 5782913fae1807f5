import { beforeAll, describe, expect, it } from 'vitest'
import { loadCollege, type Settings } from '../../config/college.ts'
import { lastTime, type LineName, nextTimes, timetable } from '../../config/timetable.ts'

const zone = 'Asia/Shanghai'
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
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
    const times = nextTimes({ cron: cronOf('digest'), zone }, at('2026-11-23T08:30'), 2)
    expect(times.map(String)).toEqual([at('2026-11-30T08:30'), at('2026-12-07T08:30')].map(String))
  })

  it('gives the last time at or before a moment', () => {
    const digest = { cron: cronOf('digest'), zone }
    expect(String(lastTime(digest, at('2026-11-23T08:30')))).toBe(String(at('2026-11-23T08:30')))
    expect(String(lastTime(digest, at('2026-11-23T08:29:59.999')))).toBe(String(at('2026-11-16T08:30')))
  })
})
