import { sql } from 'kysely'
import { pino } from 'pino'
import { migrate, openDb } from '../../src/db/open.ts'
import type { Db, Tx } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { makeBranchPart, makeCollegeDigest, openWeek, takeDueWeeks } from '../../src/digest/service.ts'
import { openPostgres } from '../../src/servers/postgres.ts'
import { openThrowawayFolder } from '../../src/servers/throwaway.ts'
import { sheetOf } from '../../src/statistics/service.ts'
import { countNames } from '../../src/workbooks/sheets/service.ts'
import { CONCURRENCY } from '../../src/queue/contract.ts'
import { insertYear } from '../support/a-year.ts'
import { aCtx } from '../support/ctx.ts'
import { figure, rounded } from './measurements.ts'

/** The largest college has 14,900 members. */
const BRANCHES = [1, 10, 100, 630]
const MEMBERS_EACH = 14_900 / 630
const MONDAY = Temporal.PlainDate.from('2026-11-23')
/** So many weeks after each other: the first also measures the weeks before it, as the first digest of a college does. */
const DIGESTS = 3
const MOST_S = 5
const MOST_EXPONENT = 1.1
const SAMPLE_MS = 10
/** It is made while nobody is answered. */
const MOST_SHEET_S = 5
/** A press has its answer before 2.5 s. */
const MOST_PRESS_S = 1

/** A week's digest of colleges of several sizes, each with a year of records: how long it takes, and what it holds. */
export async function benchDigests(): Promise<void> {
  await using opening = new AsyncDisposableStack()
  const { path: dataDir } = opening.use(await openThrowawayFolder('digests'))
  const log = pino({ level: 'warn' }, pino.destination(2))
  const { url } = opening.use(await openPostgres({ dataDir, log, throwaway: true }))
  const points: { branches: number; seconds: number }[] = []
  for (const branches of BRANCHES) points.push({ branches, seconds: await benchCollege(url, branches) })
  figure('growth of a digest with the branches', slopeOf(points), {
    unit: 'exponent',
    most: MOST_EXPONENT,
    points,
  })
}

async function benchCollege(server: string, branches: number): Promise<number> {
  const name = `college_${branches}`
  {
    await using db = openDb(server, { connections: 1 })
    await sql`create database ${sql.id(name)}`.execute(db)
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  await using db = openDb(url.href)
  await migrate(db)
  const members = Math.round(branches * MEMBERS_EACH)
  const started = performance.now()
  await insertYear(db, { branches, members, monday: MONDAY.toString() })
  const built = (performance.now() - started) / 1_000
  const taken: Taken[] = []
  for (let week = 0; week < DIGESTS; week += 1)
    taken.push(await digest(db, MONDAY.add({ weeks: week - DIGESTS + 1 })))
  const seconds = taken.map((one) => one.seconds)
  figure(`a digest of ${branches} branches`, Math.max(...seconds), {
    ...{ unit: 's', most: MOST_S, members, each: seconds.map(rounded), builtS: rounded(built) },
    // Less than the time when the machine was busy with something else.
    cpuS: taken.map(({ cpu }) => rounded(cpu)),
  })
  figure(`memory of a digest of ${branches} branches`, Math.max(...taken.map(({ mb }) => mb)), {
    unit: 'MB',
    of: 'rss',
  })
  await benchSheets(db, branches)
  return Math.max(...seconds)
}

const TERM = { from: Temporal.PlainDate.from('2026-09-07'), to: Temporal.PlainDate.from('2027-01-18') }

/** What somebody waits for: a term of all branches as figures, and how many names its ledger would hold. */
async function benchSheets(db: Db, branches: number): Promise<void> {
  const ctx = await aCtx(db, MONDAY.toZonedDateTime('Asia/Shanghai').toInstant().toString())
  const timed = async (run: (tx: Tx) => Promise<unknown>) => {
    const started = performance.now()
    await transact(ctx, run)
    return (performance.now() - started) / 1_000
  }
  const sheet = { scope: { kind: 'all' as const }, days: TERM, type: null }
  const sheets = await timed((tx) => sheetOf(ctx, tx, sheet))
  figure(`a term of ${branches} branches as figures`, sheets, { unit: 's', most: MOST_SHEET_S })
  const names = await timed((tx) => countNames(ctx, tx, { of: 'all', days: TERM }))
  figure(`the names in a term of ${branches} branches`, names, { unit: 's', most: MOST_PRESS_S })
}

/** Seconds by the clock and of this process, and by how much its memory grew. */
type Taken = { seconds: number; cpu: number; mb: number }

/** All parts, by as many workers as there are, then the snapshot and its letters. */
async function digest(db: Db, monday: Temporal.PlainDate): Promise<Taken> {
  const at = monday.toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: '08:30' }).toInstant()
  const ctx = await aCtx(db, at.toString())
  await openWeek(ctx, at)
  const grown = watchMemory()
  const before = process.cpuUsage()
  const started = performance.now()
  for (const { key, branches } of await takeDueWeeks(ctx)) {
    const queue = [...branches]
    const worker = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift())
        await makeBranchPart(ctx, key, next)
    }
    await Promise.all(Array.from({ length: CONCURRENCY['digest-branch'] }, worker))
    await makeCollegeDigest(ctx, key)
  }
  const seconds = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage(before)
  const letters = await db
    .selectFrom('letters_letters')
    .select('key')
    .where('kind', '=', 'digest.college')
    .execute()
  if (letters.length === 0) throw new Error('no digest was written')
  return { seconds, cpu: (user + system) / 1e6, mb: grown() }
}

/** Begins to watch how much memory this process holds; the answer is by how much it grew at most, in MB. */
function watchMemory(): () => number {
  const before = process.memoryUsage.rss()
  let most = before
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, SAMPLE_MS)
  return () => {
    clearInterval(timer)
    look()
    return (most - before) / 1_048_576
  }
}

/** The exponent with which the time grows, by least squares over the logarithms. */
function slopeOf(points: readonly { branches: number; seconds: number }[]): number {
  const logs = points.map(({ branches, seconds }) => ({ x: Math.log(branches), y: Math.log(seconds) }))
  const mean = (of: (one: { x: number; y: number }) => number) =>
    logs.reduce((sum, one) => sum + of(one), 0) / logs.length
  const [x, y] = [mean((one) => one.x), mean((one) => one.y)]
  const above = logs.reduce((sum, one) => sum + (one.x - x) * (one.y - y), 0)
  return above / logs.reduce((sum, one) => sum + (one.x - x) ** 2, 0)
}
