import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import type { Log } from '../ctx.ts'
import { messageOf } from '../errors.ts'
import type { Db } from './tables.ts'

/** Tells our locks from others of the same database. */
const CLASS = 0x7a_68_69_62
const BETWEEN_TRIES_MS = 1_000
/** A machine that lost its power says nothing: the server asks, and lets go after half a minute. */
const WATCHED = '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3'

/** This process as the others see it: alive for as long as it holds a lock, which no killed process does. */
export type ProcessLife = AsyncDisposable & { readonly id: number }

/** A number that no other process is likely to have. */
export function newProcessId(): number {
  return randomInt(1, 2 ** 31 - 1)
}

/** Registers a process in its records until it is disposed; a session that breaks is replaced. */
export async function openProcess(url: string, opts: { id: number; log: Log }): Promise<ProcessLife> {
  const { id, log } = opts
  let closing = false
  let client = await register(url, { id, lost })

  function lost(): void {
    if (!closing) void again()
  }

  async function again(): Promise<void> {
    await pause(BETWEEN_TRIES_MS, undefined, { ref: false })
    if (closing) return
    try {
      client = await register(url, { id, lost })
      if (closing) await client.end()
    } catch (thrown) {
      log.warn({ err: messageOf(thrown) }, 'process not registered: trying again')
      void again()
    }
  }

  return {
    id,
    async [Symbol.asyncDispose]() {
      closing = true
      // A session that is already gone is as good as closed.
      await client.end().catch(() => undefined)
    },
  }
}

async function register(url: string, { id, lost }: { id: number; lost: () => void }): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `zhibu ${id}`,
    options: WATCHED,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 10_000,
  })
  // What breaks a session also ends it.
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ ro: string }>(`select current_setting('transaction_read_only') as ro`)
  // A server that only follows another keeps our lock from whoever looks for it on that one.
  if (rows[0]?.ro !== 'off') {
    await client.end()
    throw new Error('the records are read-only')
  }
  await client.query('select pg_advisory_lock($1, $2)', [CLASS, id])
  client.once('end', lost)
  return client
}

/** The ids of the processes that are alive, as a query. */
export const livingProcesses = sql`
  select objid::bigint from pg_locks
  where locktype = 'advisory' and classid = ${sql.lit(CLASS)} and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())`

/** Whether no other process of these records is alive. */
export async function isAlone(db: Db, id: number): Promise<boolean> {
  const { rows } = await sql`select 1 from (${livingProcesses}) l where l.objid <> ${id}`.execute(db)
  return rows.length === 0
}
