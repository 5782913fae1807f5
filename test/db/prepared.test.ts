import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { openDb } from '../../src/db/open.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'

test('a statement with values that comes often is prepared once, and tables may change under it', async () => {
  await using home = await aDatabase()
  const ctx = await aCtx(home)
  await using one = openDb(home.url, { connections: 1 })
  await sql`create table test_seen (id int, word text)`.execute(home)
  await sql`insert into test_seen values (1, '一')`.execute(home)
  const read = async (db: typeof one) => (await sql`select * from test_seen where id = ${1}`.execute(db)).rows
  for (let n = 0; n < 5; n += 1) await read(one)
  const prepared = await sql<{ n: number }>`
    select count(*)::int as n from pg_prepared_statements where statement like 'select * from test_seen%'`.execute(
    one,
  )
  expect(prepared.rows).toEqual([{ n: 1 }])
  await sql`alter table test_seen add column more int not null default 7`.execute(home)
  expect(await read(one)).toEqual([{ id: 1, word: '一', more: 7 }])
  for (let n = 0; n < 5; n += 1) await read(one)
  await sql`alter table test_seen add column last int not null default 8`.execute(home)
  const seen = await transact(
    { ...ctx, db: one },
    async (tx) => (await sql`select * from test_seen where id = ${1}`.execute(tx)).rows,
  )
  expect(seen).toEqual([{ id: 1, word: '一', more: 7, last: 8 }])
})
