import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { handleClick } from '../../src/inbox/service.ts'
import { registry } from '../../src/router.ts'
import { aLife, type Life } from '../support/a-life.ts'
import { aClick } from '../support/click.ts'

/** How many sessions of this test's database wait for a lock. */
async function waiting({ db }: Life): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows[0]?.n ?? 0
}

test('a press that waits for its card shows what was changed meanwhile, though it had read the meeting before', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-24T09:00:00+08:00')
  const { letter_id: l, message_id } = await life.db
    .selectFrom('letters_cards')
    .select(['letter_id', 'message_id'])
    .where('kind', '=', 'meetings.notice')
    .executeTakeFirstOrThrow()
  const [held, changing] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const other = transact(life.ctx, async (tx) => {
    await sql`select 1 from letters_cards where letter_id = ${l} for update`.execute(tx)
    held.resolve()
    await changing.promise
    await sql`update meetings_meetings set place = '图书馆報告厅' where id = 'A047'`.execute(tx)
    await sql`update letters_cards set wanted = wanted + 1 where letter_id = ${l}`.execute(tx)
  })
  await held.promise
  const value = { a: 'attendance.answer', l, meeting: 'A047', reply: 'join', place: 'group' }
  const click = aClick({ by: 'ou_M0230', message: message_id ?? '', chat: 'oc_fx_B10', value })
  const answer = handleClick(life.ctx, registry.letters, { ...click, madeAt: life.ctx.now() })
  await expect.poll(() => waiting(life)).toBe(1)
  changing.resolve()
  await other
  expect(JSON.stringify((await answer).card)).toContain('图书馆報告厅')
})
