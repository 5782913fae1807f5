import { expect, test } from 'vitest'
import { percentile } from '../bench/measurements.ts'
import { aDatabase } from '../support/database.ts'
import { judge } from './judge.ts'
import { live } from './life.ts'
import { demoMonth } from './plan.ts'
import { openWallClock } from './wall-clock.ts'

// Until the theme day of all fourteen branches has begun; the bench lives the whole month with the same people.
const BEGINNING = {
  movesIn: '2026-10-31T09:00:00+08:00',
  from: '2026-11-01T00:00:00+08:00',
  to: '2026-11-11T12:00:00+08:00',
  seed: 1,
}

/** A third of the month's meetings are over by then: its share of the 1,200 calls that a month may take, and a little. */
const MOST_CALLS = 430

test('in a busy beginning of a month nobody is asked twice, asked after an answer or written to in silent times, and the calls of a month suffice', async () => {
  await using db = await aDatabase()
  await using wallClock = await openWallClock(db.url, Temporal.Instant.from(BEGINNING.movesIn))
  const lived = await live(wallClock, await demoMonth(), BEGINNING)
  const month = await judge(lived, BEGINNING.from)
  console.log(
    'MONTH',
    month.calls,
    JSON.stringify(month.byApi),
    JSON.stringify(month.sentByKind),
    JSON.stringify(month.updatesByKind),
  )
  expect(lived.done.answers.length).toBeGreaterThan(300)
  // Committees are told each in private, and are not asked once more.
  expect(month.sentByKind['attendance.ask']).toBeGreaterThan(40)
  expect(month.askedAfterGroup).toBe(0)
  expect(month.mostAsked).toBe(1)
  expect(percentile(month.secretaryWeeks, 90)).toBeLessThanOrEqual(8)
  expect(month.afterAnswer).toEqual([])
  expect(month.inSilence).toEqual([])
  expect(month.calls).toBeLessThanOrEqual(MOST_CALLS)
}, 600_000)
