import { createHash } from 'node:crypto'
import { Client } from 'pg'
import { recordsAway } from '../errors.ts'

/** A session of PostgreSQL that holds locks for as long as its process lives: a crash lets go of them. */
export type LockSession = AsyncDisposable & {
  /** Settles when the session ends, by us or because its server went away. */
  lost: Promise<void>
  /** The data folder of the server that answered. */
  folder(): Promise<string>
  ensureDatabase(name: string): Promise<void>
  lock(key: string): Promise<void>
  unlock(key: string): Promise<void>
  /** False when somebody holds it alone. */
  tryShare(key: string): Promise<boolean>
  unshare(key: string): Promise<void>
  /** False when anybody else holds or shares it. */
  tryLock(key: string): Promise<boolean>
}

/** A session that only waits is asked for by nobody: a half-open one would be held for hours. */
const WATCHED = { keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: 10_000 }

/** Opens a session for locks; throws a `Fault` when nobody answers at `url`. */
export async function openLockSession(url: string): Promise<LockSession> {
  const client = new Client({ connectionString: url, application_name: 'zhibu lock session', ...WATCHED })
  // What breaks a session also ends it, and `lost` tells.
  client.on('error', () => undefined)
  const lost = new Promise<void>((resolve) => client.once('end', resolve))
  await client.connect().catch((cause: unknown) => {
    throw recordsAway(cause)
  })
  const ask = (call: string, key: string) => askLock(client, call, key)
  return {
    lost,
    folder: () => firstColumn(client, 'select current_setting($1)', ['data_directory']).then(String),
    ensureDatabase: (name) => ensureDatabase(client, name),
    lock: async (key) => void (await ask('pg_advisory_lock', key)),
    unlock: async (key) => void (await ask('pg_advisory_unlock', key)),
    tryShare: (key) => ask('pg_try_advisory_lock_shared', key),
    unshare: async (key) => void (await ask('pg_advisory_unlock_shared', key)),
    tryLock: (key) => ask('pg_try_advisory_lock', key),
    // A session that is already gone is as good as closed.
    [Symbol.asyncDispose]: () => client.end().catch(() => undefined),
  }
}

async function askLock(client: Client, call: string, key: string): Promise<boolean> {
  const number = createHash('sha256').update(key).digest().readBigInt64BE()
  return (await firstColumn(client, `select ${call}($1::bigint)`, [String(number)])) === true
}

async function ensureDatabase(client: Client, name: string): Promise<void> {
  const found = await firstColumn(client, 'select 1 from pg_database where datname = $1', [name])
  if (found === undefined) await client.query(`create database ${client.escapeIdentifier(name)}`)
}

async function firstColumn(client: Client, sql: string, values: string[]): Promise<unknown> {
  const { rows } = await client.query<unknown[]>({ text: sql, values, rowMode: 'array' })
  return rows[0]?.[0]
}
