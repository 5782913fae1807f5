import { openLog } from '../../src/main/log.ts'
import { migrate, openDb } from '../../src/db/open.ts'
import { openPostgres } from '../../src/servers/postgres.ts'
import { openThrowawayFolder } from '../../src/servers/throwaway.ts'
import { judge, type Verdict } from '../month/judge.ts'
import { live } from '../month/life.ts'
import { demoMonth } from '../month/plan.ts'
import { openWallClock } from '../month/wall-clock.ts'
import { figure, percentile, spread } from './measurements.ts'

const MONTH = {
  movesIn: '2026-10-31T09:00:00+08:00',
  from: '2026-11-01T00:00:00+08:00',
  to: '2026-12-01T00:00:00+08:00',
}
const ALLOWED = { calls: 1_200, secretaryWeek: 8, organiserWeek: 5 }

/** Each brings other people. */
const SEEDS = [1, 2, 3]

/** A month of the demo college: what it costs the platform, and what it asks of people. */
export async function benchMonth(): Promise<void> {
  for (const seed of SEEDS) tell(await lived(seed), seed)
}

async function lived(seed: number): Promise<Verdict> {
  await using opening = new AsyncDisposableStack()
  const { path: dataDir } = opening.use(await openThrowawayFolder('month'))
  const postgres = opening.use(await openPostgres({ dataDir, log: openLog('warn'), throwaway: true }))
  {
    await using db = openDb(postgres.url, { connections: 1 })
    await migrate(db)
  }
  const wallClock = opening.use(await openWallClock(postgres.url, Temporal.Instant.from(MONTH.movesIn)))
  return await judge(await live(wallClock, await demoMonth(), { ...MONTH, seed }), MONTH.from)
}

function tell(month: Verdict, seed: number): void {
  const { calls, byApi, sentByKind, updatesByKind, secretaryWeeks, organiserWeeks, lateMs } = month
  const kinds = { sentByKind, updatesByKind }
  figure('platform calls of a month', calls, { unit: 'calls', most: ALLOWED.calls, seed, byApi, ...kinds })
  figure('questions before a meeting to one who had answered in the group', month.askedAfterGroup, {
    unit: 'messages',
    most: 0,
  })
  figure('questions before a meeting to one who had not answered', month.mostAsked, {
    unit: 'messages',
    of: 'max',
    most: 1,
  })
  figure('direct messages to a secretary in a week', percentile(secretaryWeeks, 90), {
    unit: 'messages',
    of: 'p90',
    most: ALLOWED.secretaryWeek,
    max: percentile(secretaryWeeks, 100),
  })
  figure('direct messages to an organiser in a week', percentile(organiserWeeks, 90), {
    unit: 'messages',
    of: 'p90',
    most: ALLOWED.organiserWeek,
    max: percentile(organiserWeeks, 100),
  })
  const { p50, p99, max } = spread(lateMs)
  figure('letters of a month, due to handed over', p99, { unit: 'ms', of: 'p99', p50, max })
  figure('reminders after an answer', month.afterAnswer.length, { unit: 'messages', most: 0 })
  figure('messages in silent times that could have waited', month.inSilence.length, {
    unit: 'messages',
    most: 0,
  })
}
