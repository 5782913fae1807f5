import { expect, test } from 'vitest'
import { percentile } from '../bench/figures.ts'
import { aDatabase } from '../support/database.ts'
import { judge } from './judge.ts'
import { live } from './life.ts'
import { demoMonth } from './plan.ts'
import { openWall } from './wall.ts'

// Until the theme day of all fourteen branches has begun; the bench lives the whole month with the same people.
const BEGINNING = { from: '2026-11-01T00:00:00+08:00', to: '2026-11-11T12:00:00+08:00', seed: 1 }

test('in a busy beginning of a month nobody is asked twice, asked after an answer or written to in silent times', async () => {
  await using db = await aDatabase()
  await using wall = await openWall(db.url, Temporal.Instant.from(BEGINNING.from))
  const lived = await live(wall, await demoMonth(), BEGINNING)
  const month = await judge(lived)
  expect(lived.done.answers.length).toBeGreaterThan(300)
  expect(month.sentByKind['attendance.ask']).toBeGreaterThan(50)
  expect(month.askedAfterGroup).toBe(0)
  expect(month.mostAsked).toBe(1)
  expect(percentile(month.secretaryWeeks, 90)).toBeLessThanOrEqual(8)
  expect(month.afterAnswer).toEqual([])
  expect(month.inSilence).toEqual([])
}, 300_000)
