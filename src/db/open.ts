import { Kysely, Migrator, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { Fault, messageOf, poolerBetween, recordsAway } from '../errors.ts'
import { migrations } from './migrations/all.ts'
import { DAILY, type DbLimits, Lent, patiently } from './lent.ts'
import { StatementNames } from './statement-names.ts'
import type { Db, Tables } from './tables.ts'
import { insideTransaction } from './transact.ts'
import { RESERVE, Turns } from './turns.ts'

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

export type DbOptions = {
  /** The most that this process uses at a time, beside a small reserve for what must not wait. */
  connections?: number
  limits?: DbLimits
  /** By which claims are told from those of other processes. */
  processId?: number
  /** Hears of every connection that broke, in use or not. */
  onLost?: (error: Error) => void
}

/** Opens the records. */
export function openDb(url: string, options: DbOptions = {}): Db & AsyncDisposable {
  const { connections = 10, limits = DAILY, processId, onLost = forgive } = options
  const pool = new pg.Pool({
    connectionString: url,
    max: connections + RESERVE,
    types,
    // Nothing but the database is awaited inside a transaction: one that idles is a fault of ours.
    idle_in_transaction_session_timeout: 15_000,
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.statementMs,
    // To compile a statement takes longer than any of ours runs.
    options: ['-c jit=off', ...(processId === undefined ? [] : [`-c zhibu.process=${processId}`])].join(' '),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  // A connection that breaks while it is lent out tells nobody but itself, and unheard that would end the process.
  pool.on('connect', (client) => client.on('error', onLost))
  // One that breaks while it idles is replaced; the pool says so a second time.
  pool.on('error', forgive)
  const lender = { pool, limits, turns: new Turns(connections), names: new StatementNames() }
  const guarded = {
    connect() {
      if (insideTransaction()) throw new Error('the outer db was used inside a transaction: use tx')
      return Lent.from(lender)
    },
    end: () => pool.end(),
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: guarded }) })
  return Object.assign(db, { [Symbol.asyncDispose]: () => db.destroy() })
}

function forgive(): void {
  // The next query gets a new connection, or says what is wrong.
}

/** Brings the tables up to date, under a lock, forward only. Throws a `Fault` that names the step that failed. */
export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await patiently(() => migrator.migrateToLatest())
  if (error === undefined) return
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'start'
  throw new Fault(`数据库升级失败（${failed}）：${messageOf(error)}`, {
    cure: '数据未改动；请检查数据库版本（15 以上）与权限后再启动。',
    cause: error,
  })
}

const REFUSED_BY_POOLER = /unsupported startup parameter|command-line options/i

/**
 * Throws a `Fault` with the cure when the records cannot be reached, or only through a pooler: locks and limits belong to
 * a session, and behind one nobody has a session of their own.
 */
export async function reachDb(url: string, processId: number): Promise<void> {
  await using db = openDb(url, { connections: 1, processId })
  const said = sql<{ process: string | null }>`select current_setting('zhibu.process', true) as process`
  const { rows } = await said.execute(db).catch((cause: unknown) => {
    throw REFUSED_BY_POOLER.test(messageOf(cause)) ? poolerBetween(cause) : recordsAway(cause)
  })
  // A pooler may be told to ignore what it does not know.
  if (rows[0]?.process !== String(processId)) throw poolerBetween('启动参数被它忽略')
}

/** Asks the records whether they are there. Throws when they are not. */
export async function pingDb(db: Db): Promise<void> {
  await sql`select 1`.execute(db)
}

/** Whether the records take what is written: a server that only follows another answers, and does not. */
export async function takesWrites(db: Db): Promise<boolean> {
  const { rows } = await sql<{ readOnly: string }>`
    select current_setting('transaction_read_only') as "readOnly"`.execute(db)
  return rows[0]?.readOnly === 'off'
}
