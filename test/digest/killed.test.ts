import pg from 'pg'
import { expect, test } from 'vitest'
import type { BotProcess } from '../../src/main/bot-process.ts'
import { type Bots, openBots } from '../support/bots.ts'
import { ask, withRedis } from '../support/own-servers.ts'

const WAITS = `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
const KEPT = `select count(*) from digest_rows where key = 'digest-COL1-2026-W47' and branch_id like 'B%'`

/** Where the flow is stopped: what somebody else holds in the records, and how one sees that the workers have come there. */
const MOMENTS = [
  {
    where: 'some parts are kept, and others are being kept',
    ...{ week: '2026-W47', monday: '2026-11-23' },
    // Without the lock that a reference takes on its week: whoever looks for due weeks would pass it over.
    holds: `set local session_replication_role = replica;
      insert into digest_rows (key, branch_id, row) values ('digest-COL1-2026-W47', 'B08', '{}')`,
    isThere: `select (${KEPT}) between 1 and 13 and (${WAITS}) >= 1`,
  },
  {
    where: 'the snapshot is being kept',
    ...{ week: '2026-W48', monday: '2026-11-30', holds: 'lock table digest_snapshots in exclusive mode' },
    isThere: `select (${WAITS}) >= 1`,
  },
]

const workersOf = (bots: Bots, count: number) =>
  Promise.all(Array.from({ length: count }, () => bots.start({ ZHIBU_ROLES: 'worker' })))

/** Somebody else's transaction, which holds what the workers need until it is ended. */
async function holding(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('begin')
  // Ended by the server, when a test fails before it lets go.
  client.on('error', () => undefined)
  await client.query(statement)
  return { letGo: () => client.end() }
}

async function killAll(workers: readonly BotProcess[]): Promise<void> {
  await Promise.all(
    workers.map(({ child }) => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      return gone
    }),
  )
}

/** How often the committee and the secretaries were sent a digest of each week. */
async function digests(bots: Bots): Promise<number[]> {
  const sent = (await bots.sent()).filter((line) => /周报（|第\d+周小结/.test(line))
  expect(new Set(sent).size).toBe(sent.length)
  return ['第11周', '第12周'].map((week) => sent.filter((line) => line.includes(week)).length)
}

test('three workers that are killed at once and a Redis that is emptied make one digest with all branches', {
  timeout: 300_000,
}, async () => {
  await using bots = await openBots()
  const clock = await bots.start({ ZHIBU_ROLES: 'clock' })
  let workers = await workersOf(bots, 3)
  for (const [n, { where, week, monday, holds, isThere }] of MOMENTS.entries()) {
    const held = await holding(bots.databaseUrl, holds)
    await bots.moveTo(`${monday}T08:30:00+08:00`, [clock, ...workers])
    await expect.poll(() => ask(bots.databaseUrl, isThere), { message: where }).toBe(true)
    await killAll(workers)
    await withRedis(bots.redisUrl, (redis) => redis.flushdb())
    await held.letGo()
    workers = await workersOf(bots, n === 0 ? 3 : 1)
    // What was begun is begun again after a minute: in place of waiting, the rows are told that it has passed.
    await ask(bots.databaseUrl, `update digest_weeks set look_at = look_at - interval '60 seconds'`)
    await bots.moveTo(`${monday}T08:32:00+08:00`, [clock, ...workers])
    await expect.poll(() => digests(bots), { message: where }).toEqual([15, n > 0 ? 15 : 0])
    const kept = `select body -> 'branches' from digest_snapshots where key like '%${week}'`
    const branches = await ask(bots.databaseUrl, kept)
    expect(branches).toHaveLength(14)
    expect(branches).toEqual(Array.from({ length: 14 }, () => expect.objectContaining({ uncounted: null })))
  }
})
