import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { type DbLimits, patiently } from '../../src/db/lent.ts'
import { openDb, reachDb, takesWrites } from '../../src/db/open.ts'
import { isAlone, newProcessId, openProcess } from '../../src/db/process.ts'
import type { Db } from '../../src/db/tables.ts'
import { Fault } from '../../src/errors.ts'
import { transact } from '../../src/db/transact.ts'
import { aDatabase } from '../support/database.ts'
import { ask } from '../support/own-servers.ts'
import { aPooler } from '../support/a-pooler.ts'
import { aProxy, placeOf, through } from '../support/proxy.ts'

const SHORT: DbLimits = { connectMs: 400, statementMs: 300, answerMs: 400 }
const wake = () => undefined

/** Records behind a proxy, and a way to them that stays sound. */
async function aLink(limits?: DbLimits, connections = 10) {
  await using opening = new AsyncDisposableStack()
  const direct = opening.use(await aDatabase())
  const proxy = opening.use(await aProxy(placeOf(direct.url)))
  const lost: string[] = []
  const onLost = (error: Error) => void lost.push(error.message)
  const db = opening.use(
    openDb(through(proxy, direct.url), { onLost, connections, ...(limits && { limits }) }),
  )
  const opened = opening.move()
  return { db, direct, proxy, lost, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

const backend = async (db: Db) => {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  return rows[0]?.pid ?? 0
}

test('a query whose backend is ended fails alone: the process lives and asks on', async () => {
  await using link = await aLink()
  const asked = sql`select pg_sleep(60)`.execute(link.db).catch((error: Error) => error.message)
  const end = () =>
    ask(
      link.direct.url,
      `select count(pg_terminate_backend(pid)) from pg_stat_activity where query like 'select pg_sleep%'`,
    )
  await expect.poll(end).toBe('1')
  expect(await asked).toMatch(/terminat/)
  expect(await backend(link.db)).toBeGreaterThan(0)
})

test('connections that are cut, idle or in use, are told of and end no process', async () => {
  await using link = await aLink()
  await Promise.all([backend(link.db), backend(link.db)])
  const asked = sql`select pg_sleep(60)`.execute(link.db).catch((error: Error) => error.message)
  await expect
    .poll(() =>
      ask(link.direct.url, `select count(*) from pg_stat_activity where query like 'select pg_sleep%'`),
    )
    .toBe('1')
  link.proxy.drop()
  expect(await asked).toMatch(/terminat|reset/i)
  await expect.poll(() => link.lost).not.toEqual([])
  await expect.poll(() => backend(link.db).catch(() => 0)).toBeGreaterThan(0)
})

test('a transaction whose connection broke before its commit is done again, once', async () => {
  await using link = await aLink()
  const tries: number[] = []
  const kept = await transact({ db: link.db, wake }, async (tx) => {
    tries.push(1)
    await sql`create table kept as select 7 as seven`.execute(tx)
    if (tries.length === 1) link.proxy.drop()
    return sql<{ seven: number }>`select seven from kept`.execute(tx)
  })
  expect([tries.length, kept.rows]).toEqual([2, [{ seven: 7 }]])
})

test('a half-open connection is given up within the limit, and none of it is lent again', async () => {
  await using link = await aLink(SHORT)
  const before = await backend(link.db)
  link.proxy.freeze()
  await expect(sql`select 1`.execute(link.db)).rejects.toThrow(/no answer from PostgreSQL within 400 ms/)
  expect(await backend(link.db)).not.toBe(before)
})

test('a transaction on a half-open connection fails within the limit, its end does not wait once more', async () => {
  await using link = await aLink({ ...SHORT, connectMs: 10_000, answerMs: 1_000 })
  await backend(link.db)
  const began = performance.now()
  const ended = transact({ db: link.db, wake }, async (tx) => {
    link.proxy.freeze()
    await sql`select 1`.execute(tx)
  })
  await expect(ended).rejects.toThrow(/no answer/)
  expect(performance.now() - began).toBeLessThan(1_900)
})

test('a server that accepts and says nothing is given up, and found again when it speaks', async () => {
  await using link = await aLink(SHORT)
  link.proxy.freezeAll()
  await expect(sql`select 1`.execute(link.db)).rejects.toThrow(/timeout/)
  link.proxy.thaw()
  expect(await backend(link.db)).toBeGreaterThan(0)
})

test('the server itself ends a statement that takes too long, but not a patient one', async () => {
  await using link = await aLink(SHORT)
  const slow = () => sql`select pg_sleep(0.5)`.execute(link.db)
  await expect(slow()).rejects.toThrow(/statement timeout/)
  await patiently(slow)
  await expect(slow()).rejects.toThrow(/statement timeout/)
})

test('records that are not there are said with their cure, which speaks of no upgrade', async () => {
  const refusal = await reachDb('postgres://nobody@127.0.0.1:9/none', 1).catch((thrown: unknown) => thrown)
  expect(refusal).toBeInstanceOf(Fault)
  expect(refusal).toMatchObject({
    message: expect.stringContaining('连接不上 PostgreSQL'),
    cure: expect.stringContaining('DATABASE_URL'),
  })
})

test.each([
  ['refuses', 'unsupported startup parameter: statement_timeout'],
  ['ignores', '启动参数被它忽略'],
] as const)(
  'a pooler that %s what belongs to a session is refused at the start, with the cure',
  async (does, why) => {
    await using db = await aDatabase()
    await using pooler = await aPooler(placeOf(db.url), does)
    const refusal = await reachDb(through(pooler, db.url), 1).catch((thrown: unknown) => thrown)
    expect(refusal).toBeInstanceOf(Fault)
    expect(refusal).toMatchObject({
      message: `DATABASE_URL 指向连接池（如 PgBouncer），不能使用：${why}`,
      cure: expect.stringContaining('PostgreSQL 本身的地址'),
    })
    await reachDb(db.url, 1)
  },
)

test('records that only read are told from others: no process counts as alive by a lock there', async () => {
  await using db = await aDatabase()
  const name = new URL(db.url).pathname.slice(1)
  const enter = () => openProcess(db.url, { id: newProcessId(), log: pino({ level: 'silent' }) })
  await using life = await enter()
  expect(await isAlone(db, life.id)).toBe(true)
  await ask(db.url, `alter database ${name} set default_transaction_read_only = on`)
  await expect(enter()).rejects.toThrow('read-only')
  await using standby = openDb(db.url)
  expect(await takesWrites(standby)).toBe(false)
  expect(await isAlone(db, life.id)).toBe(true)
})
