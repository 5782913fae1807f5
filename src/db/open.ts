import { Kysely, Migrator, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { Fault, messageOf } from '../errors.ts'
import { migrations } from './migrations/all.ts'
import { InstantPlugin } from './instant-plugin.ts'
import type { Db, Tables } from './tables.ts'
import { insideTransaction } from './transact.ts'

const TIMESTAMPTZ = 1184
const DATE = 1082
const INT8 = 20

/** What leaves the database: instants as `Temporal.Instant`, dates as text, counts as numbers. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === TIMESTAMPTZ) return (text: string) => Temporal.Instant.from(text)
    if (oid === DATE) return (text: string) => text
    if (oid === INT8) return Number
    return pg.types.getTypeParser(oid, format)
  },
}

/** Opens the records; `connections` is the most that this process uses at a time. */
export function openDb(url: string, connections = 10): Db & AsyncDisposable {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    // Nothing but the database is awaited inside a transaction: one that idles is a fault of ours.
    idle_in_transaction_session_timeout: 15_000,
    connectionTimeoutMillis: 10_000,
  })
  pool.on('error', () => {
    // An idle connection that breaks is replaced by the pool; the next query says what is wrong.
  })
  const guarded = {
    connect() {
      if (insideTransaction()) throw new Error('the outer db was used inside a transaction: use tx')
      return pool.connect()
    },
    end: () => pool.end(),
  }
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: guarded }),
    plugins: [new InstantPlugin()],
  })
  return Object.assign(db, { [Symbol.asyncDispose]: () => db.destroy() })
}

/** Brings the tables up to date, under a lock, forward only. Throws a `Fault` that names the step that failed. */
export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'start'
  throw new Fault(`数据库升级失败（${failed}）：${messageOf(error)}`, {
    cure: '数据未改动；请检查数据库版本（15 以上）与权限后再启动。',
    cause: error,
  })
}

/** Asks the records whether they are there. Throws when they are not. */
export async function pingDb(db: Db): Promise<void> {
  await sql`select 1`.execute(db)
}
