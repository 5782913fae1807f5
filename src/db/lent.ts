import { AsyncLocalStorage } from 'node:async_hooks'
import type { PostgresCursor, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import pg from 'pg'
import type { StatementNames } from './statement-names.ts'
import type { Turns } from './turns.ts'

/** How long, in milliseconds, is waited to reach the server and for an answer; the server itself gives up earlier. */
export type DbLimits = { connectMs: number; statementMs: number; answerMs: number }

/** Far above what any statement of the daily work takes, and together with a new try below 45 s. */
export const DAILY: DbLimits = { connectMs: 10_000, statementMs: 12_000, answerMs: 15_000 }
/** A migration or a copy of all records may take minutes. */
const PATIENT_MS = 600_000

const patient = new AsyncLocalStorage<true>()

/** Lets what `fn` asks of the records take minutes: for migrations and previews. */
export function patiently<T>(fn: () => Promise<T>): Promise<T> {
  return patient.run(true, fn)
}

/** Where connections come from, and what all of them share. */
export type Lender = { pool: pg.Pool; limits: DbLimits; turns: Turns; names: StatementNames }

/** A connection that is lent out: whoever waits on it for too long is told so, and it is never lent again. */
export class Lent implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #names: StatementNames
  readonly #giveBack: () => void
  #answerMs: number
  readonly #isPatient = patient.getStore() === true
  #late: Error | null = null
  #isCut = false

  private constructor(client: pg.PoolClient, { limits, names }: Lender, giveBack: () => void) {
    this.#client = client
    this.#answerMs = limits.answerMs
    this.#names = names
    this.#giveBack = giveBack
  }

  /** Waits for its turn first: the limit for a connection is that of reaching the server. */
  static async from(lender: Lender): Promise<Lent> {
    const giveBack = await lender.turns.take()
    try {
      return await Lent.#prepared(new Lent(await lender.pool.connect(), lender, giveBack))
    } catch (thrown) {
      giveBack()
      throw thrown
    }
  }

  static async #prepared(lent: Lent): Promise<Lent> {
    if (!lent.#isPatient) return lent
    try {
      await lent.query(`set statement_timeout = ${PATIENT_MS}`, [])
      lent.#answerMs = PATIENT_MS
      return lent
    } catch (thrown) {
      // Nobody else would ever give it back.
      lent.#client.release(true)
      throw thrown
    }
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query(what: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof what !== 'string') throw new Error('records are not read by cursors')
    return this.#answer(what, parameters)
  }

  release(): void {
    // Its long limit must reach nobody else; that it broke is known here before the pool hears of it.
    this.#client.release(this.#isPatient || this.#isCut)
    this.#giveBack()
  }

  /**
   * Prepares a statement with values that comes often. Where tables changed since, it is sent anew; a transaction in which
   * that comes to light is lost, and begins again.
   */
  async #send(text: string, values: unknown[]): Promise<unknown> {
    const name = values.length === 0 ? undefined : this.#names.nameOf(text)
    if (name === undefined) return this.#client.query(text, values)
    try {
      return await this.#client.query({ name, text, values })
    } catch (thrown) {
      if (!hasUnfitPlan(thrown)) throw thrown
      this.#names.renew()
      return this.#client.query(text, values).catch(() => Promise.reject(thrown))
    }
  }

  async #answer(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    // The rollback of a transaction that came late: the reason stays what it was.
    if (this.#late) throw this.#late
    const timer = setTimeout(() => {
      this.#late = new Error(`no answer from PostgreSQL within ${this.#answerMs} ms`)
      // A connection with a query under way is cut; the pool takes back nothing that has ended.
      void this.#client.end()
    }, this.#answerMs)
    try {
      return await this.#send(sql, parameters.map(asText))
    } catch (thrown) {
      this.#isCut ||= isCut(thrown)
      throw this.#late ?? thrown
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Hands instants to the driver as text: it would send them as JSON. */
function asText(value: unknown): unknown {
  return value instanceof Temporal.Instant ? value.toString() : value
}

/** "cached plan must not change result type", in whatever language the server speaks. */
const UNFIT_PLAN = { code: '0A000', routine: 'RevalidateCachedQuery' }

/** Whether a statement was prepared before its tables changed, so that nothing of an open transaction stands. */
export function hasUnfitPlan(thrown: unknown): boolean {
  if (!(thrown instanceof pg.DatabaseError)) return false
  return thrown.code === UNFIT_PLAN.code && thrown.routine === UNFIT_PLAN.routine
}

const SERVER_ENDED = ['57P01', '57P02', '57P03']
/** A server that follows another takes no write: by a new connection its address leads to whoever does. */
const READ_ONLY = '25006'
const CUT = /Connection terminated unexpectedly|ECONNRESET|EPIPE|not queryable|Connection terminated$/

/**
 * Whether a connection broke, as when its server restarts, or leads to a server that takes no writes, so that nothing of an
 * open transaction stands.
 */
export function isCut(thrown: unknown): boolean {
  if (thrown instanceof pg.DatabaseError) return [...SERVER_ENDED, READ_ONLY].includes(thrown.code ?? '')
  return thrown instanceof Error && CUT.test(thrown.message)
}
