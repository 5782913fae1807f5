import { expect, onTestFinished, test, vi } from 'vitest'
import { openClock, type Tasks } from '../../jobs/clock.ts'
import type { Ctx } from '../../src/ctx.ts'
import { openWeek } from '../../src/digest/service.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'

const MONDAY = Temporal.Instant.from('2026-11-23T08:30:00+08:00')
const SECOND = 1_000

/** A clock whose every line notes the time for which it ran. */
async function aClock(now: string, over: Partial<Tasks> = {}) {
  await using opening = new AsyncDisposableStack()
  const db = opening.use(await aDatabase())
  const ctx = await aCtx(db, now)
  const runs: string[] = []
  const note = (name: string) => async (at: Temporal.Instant) => {
    runs.push(`${name} ${at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime()}`)
  }
  const tasks = { digest: note('digest'), receipt: note('receipt'), ...over }
  const clock = opening.use(openClock(ctx, tasks))
  const opened = opening.move()
  return { db, ctx, runs, clock, note, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/** Fake timers from a moment on; the ctx reads the same time. */
function aFakeTime(base: Ctx, from: string): Ctx {
  vi.useFakeTimers({ now: new Date(from), toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
  return { ...base, now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()) }
}

test('after downtime a line that was missed runs once, with its own time', async () => {
  await using one = await aClock('2026-11-24T15:00:00+08:00')
  await one.clock.catchUp()
  await one.clock.catchUp()
  expect(one.runs).toEqual(['digest 2026-11-23T08:30:00', 'receipt 2026-11-23T09:00:00'])
  expect(one.clock.next()).toEqual(MONDAY.add({ hours: 7 * 24 }))
})

test('what comes round once a month runs at a start too, however long its last time is past', async () => {
  const looks: string[] = []
  await using one = await aClock('2026-12-31T23:00:00+08:00', {
    reach: async (at) => void looks.push(`${at}`),
  })
  await one.clock.catchUp()
  expect(looks).toEqual(['2026-11-30T22:40:00Z'])
})

test('a line that failed runs again at the next poll', async () => {
  const tries: string[] = []
  const digest = async (at: Temporal.Instant) => {
    tries.push(`${at}`)
    if (tries.length === 1) throw new Error('the database is away')
  }
  await using one = await aClock('2026-11-23T08:45:00+08:00', { digest })
  await one.clock.catchUp()
  await one.clock.catchUp()
  await one.clock.catchUp()
  expect(tries).toEqual([`${MONDAY}`, `${MONDAY}`])
})

test('four clocks on one database that catch up at once write down one digest', async () => {
  await using one = await aClock('2026-11-23T12:00:00+08:00')
  const { ctx } = one
  const clocks = Array.from({ length: 4 }, () => openClock(ctx, { digest: (at) => openWeek(ctx, at) }))
  await Promise.all(clocks.map((clock) => clock.catchUp()))
  await Promise.all(clocks.map((clock) => clock[Symbol.asyncDispose]()))
  const weeks = await one.db.selectFrom('digest_weeks').select('key').execute()
  expect(weeks).toEqual([{ key: 'digest-COL1-2026-W47' }])
})

test('node-cron starts each line at its time, a failed one again within the minute', async () => {
  await using one = await aClock('2026-11-23T08:29:00+08:00')
  const ctx = aFakeTime(one.ctx, '2026-11-23T08:29:57+08:00')
  let fails = 1
  const digest = async (at: Temporal.Instant) => {
    await one.note('digest')(at)
    fails -= 1
    if (fails >= 0) throw new Error('the database is away')
  }
  await using clock = openClock(ctx, { due: one.note('due'), minute: async () => undefined, digest })
  await vi.advanceTimersByTimeAsync(4 * SECOND)
  expect(one.runs.filter((run) => run.startsWith('due'))).toHaveLength(4)
  expect(one.runs).toContain('digest 2026-11-23T08:30:00')
  await vi.advanceTimersByTimeAsync(60 * SECOND)
  expect(one.runs.filter((run) => run.startsWith('digest'))).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(120 * SECOND)
  expect(one.runs.filter((run) => run.startsWith('digest'))).toHaveLength(2)
  expect(clock.next()).toEqual(MONDAY.add({ hours: 7 * 24 }))
})

test('a digest that the college moved is started at its new time', async () => {
  await using one = await aClock('2026-11-23T09:00:00+08:00')
  const base = aFakeTime(one.ctx, '2026-11-23T09:00:30+08:00')
  let { settings } = base
  const ctx = {
    ...base,
    get settings() {
      return settings
    },
  }
  await using clock = openClock(ctx, { minute: async () => undefined, digest: one.note('digest') })
  await clock.catchUp()
  settings = { ...settings, digest: { ...settings.digest, weekday: 1, at: Temporal.PlainTime.from('09:02') } }
  await vi.advanceTimersByTimeAsync(180 * SECOND)
  expect(one.runs).toEqual(['digest 2026-11-23T08:30:00', 'digest 2026-11-23T09:02:00'])
})

test('a line whose time the summer’s clocks leave out is caught up within a minute, that day', async () => {
  const nights: string[] = []
  const zone = 'Africa/Cairo'
  await using one = await aClock('2026-04-24T00:59:00+03:00')
  const settings = { ...one.ctx.settings, timezone: zone }
  const digest = { ...settings.digest, weekday: 5, at: Temporal.PlainTime.from('00:30') }
  const ctx: Ctx = { ...one.ctx, settings: { ...settings, digest }, now: one.ctx.now }
  const note = async (at: Temporal.Instant) => void nights.push(at.toZonedDateTimeISO(zone).toString())
  await using clock = openClock(ctx, { digest: note })
  await clock.catchUp()
  one.ctx.set('2026-04-24T01:31:00+03:00')
  await clock.catchUp()
  expect(nights).toEqual([
    '2026-04-17T00:30:00+02:00[Africa/Cairo]',
    '2026-04-24T01:30:00+03:00[Africa/Cairo]',
  ])
})
