import pg from 'pg'
import { openDb } from '../../src/db/open.ts'
import type { Db } from '../../src/db/tables.ts'

/** The records of a month, and its clock: whatever rests there in real time rests in the month's time. */
export type WallClock = AsyncDisposable & {
  db: Db
  now(): Temporal.Instant
  moveTo(at: Temporal.Instant): Promise<void>
}

// The features ask for `clock_timestamp()` without a schema: here they find this one first.
const CLOCK = `
  create schema wall;
  create table wall.clock (at timestamptz not null);
  create function wall.clock_timestamp() returns timestamptz language sql stable as 'select at from wall.clock'`

/** Takes over a database that has all tables. */
export async function openWallClock(url: string, start: Temporal.Instant): Promise<WallClock> {
  await prepare(url, start)
  const address = new URL(url)
  address.searchParams.set('options', '-c search_path=wall,pg_catalog,public')
  const db = openDb(address.href)
  const hand = new pg.Client({ connectionString: url })
  await hand.connect()
  let now = start
  return {
    db,
    now: () => now,
    async moveTo(at) {
      now = at
      await hand.query('update wall.clock set at = $1', [at.toString()])
    },
    async [Symbol.asyncDispose]() {
      await hand.end()
      await db.destroy()
    },
  }
}

async function prepare(url: string, start: Temporal.Instant): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(CLOCK)
  await client.query('insert into wall.clock (at) values ($1)', [start.toString()])
  await client.end()
}
