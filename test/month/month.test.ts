import { expect, test } from 'vitest'
import { percentile } from '../bench/figures.ts'
import { aDatabase } from '../support/database.ts'
import { judge } from './judge.ts'
import { live } from './life.ts'
import { demoMonth } from './plan.ts'
import { openWall } from './wall.ts'

// The week of the theme day in all fourteen branches; the bench lives the whole month.
const WEEK = { from: '2026-11-08T00:00:00+08:00', to: '2026-11-15T00:00:00+08:00', seed: 7 }

test('in a busy week nobody is asked twice, asked after an answer or written to in silent times', async () => {
  await using db = await aDatabase()
  await using wall = await openWall(db.url, Temporal.Instant.from(WEEK.from))
  const lived = await live(wall, await demoMonth(), WEEK)
  const week = await judge(lived)
  expect(lived.done.answers.length).toBeGreaterThan(300)
  expect(week.sentByKind['attendance.ask']).toBeGreaterThan(50)
  expect(week.askedAfterGroup).toBe(0)
  expect(week.mostAsked).toBe(1)
  expect(percentile(week.secretaryWeeks, 90)).toBeLessThanOrEqual(8)
  expect(week.afterAnswer).toEqual([])
  expect(week.inSilence).toEqual([])
}, 300_000)
