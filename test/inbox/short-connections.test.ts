import { expect, test } from 'vitest'
import { openDb } from '../../src/db/open.ts'
import type { Db } from '../../src/db/tables.ts'
import type { Click } from '../../src/feishu/in/click.ts'
import { handleClick } from '../../src/inbox/service.ts'
import { registry } from '../../src/router.ts'
import { type Life, aLife } from '../support/a-life.ts'
import { joinsOfNotice } from '../support/click.ts'

const CONNECTIONS = 3
const CROWD = 20

/** Presses of twenty members of a branch on the notice in their group. */
function aCrowd(life: Life): Promise<Click[]> {
  const members = life.college.members.filter(({ branch }) => branch === 'B10').slice(0, CROWD)
  return joinsOfNotice(
    life,
    members.map(({ id }) => id),
  )
}

/** Somebody in each of so many transactions of `db`, until it is let go. */
async function takeAll(db: Db): Promise<AsyncDisposable> {
  const gate = Promise.withResolvers<void>()
  const taken = Array.from({ length: CONNECTIONS }, () => Promise.withResolvers<void>())
  const holding = taken.map(({ resolve }) =>
    db.transaction().execute(async () => {
      resolve()
      await gate.promise
    }),
  )
  await Promise.all(taken.map(({ promise }) => promise))
  return {
    async [Symbol.asyncDispose]() {
      gate.resolve()
      await Promise.all(holding)
    },
  }
}

test('a crowd that presses while every connection is taken hears 正在处理 in time, and every press has its effect', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-24T09:00:00+08:00' })
  const presses = await aCrowd(life)
  // Whoever waits behind a crowd waits longer than a server may take to be reached.
  const limits = { connectMs: 2_000, statementMs: 12_000, answerMs: 15_000 }
  await using db = openDb(life.db.url, { connections: CONNECTIONS, limits })
  const ctx = { ...life.ctx, db }
  {
    await using _everywhere = await takeAll(db)
    // Whoever waited for a connection would wait for ever: nobody lets go before all were answered.
    const answers = await Promise.all(presses.map((press) => handleClick(ctx, registry.letters, press)))
    expect(answers.map(({ toast }) => toast?.content)).toEqual(
      presses.map(() => expect.stringContaining('正在处理')),
    )
  }
  const replies = life.db.selectFrom('attendance_replies').select('member_id').where('reply', '=', 'join')
  const late = life.db.selectFrom('letters_late_clicks').select('event_id')
  await expect.poll(() => late.execute()).toEqual([])
  expect((await replies.execute()).length).toBe(CROWD)
  const failures = life.db.selectFrom('desk_failures').select('error')
  expect(await failures.execute()).toEqual([])
})
