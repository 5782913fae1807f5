import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { repaintCard } from '../../src/letters/cards/service.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { paintsOwed, takeDueLetters, takeOwedPaints, writeLetters } from '../../src/letters/service.ts'
import { aPost, aRoom, branchChat } from '../support/post.ts'

type Place = Awaited<ReturnType<typeof aPost>>

/** Whether a transaction waits for something that is not the database. */
async function isInside({ db }: Place): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'`.execute(db)
  return (rows[0]?.n ?? 0) > 0
}

test('an answer that is lost with its connection is painted once there is another', async () => {
  const gate = Promise.withResolvers<void>()
  let count = 0
  await using at = await aPost(aRoom({ text: () => `已有${count}次` }), async () => {
    await gate.promise
    count += 1
    return { toast: { tone: 'success', text: '好' } }
  })
  await at.listen()
  const { ctx, post } = at
  const { control } = at.sandbox
  const letter = { key: 'k', kind: 'meetings.notice', ref: 'A1', to: { chat: branchChat } } as const
  await transact(ctx, (tx) => writeLetters(ctx, tx, [letter]))
  for (const id of await takeDueLetters(ctx)) await deliverLetter(ctx, post, id)
  const shown = async () => JSON.stringify(await control.messages(branchChat, 'ou_anna'))
  const [message] = await control.messages(branchChat, 'ou_anna')
  const pressed = control.press({ as: 'ou_anna', message: message?.message_id ?? '', text: '参加' })
  await expect.poll(() => isInside(at)).toBe(true)
  await control.cut()
  gate.resolve()
  expect(await pressed).toMatchObject({ error: { code: 200341 } })
  await expect.poll(() => at.db.selectFrom('feishu_clicks').select('event_id').execute()).toHaveLength(1)
  await expect.poll(() => paintsOwed(ctx)).toBe(false)
  expect(await shown()).toContain('已有0次')
  const painted = async () => {
    for (const id of await takeOwedPaints(ctx)) await repaintCard(ctx, post, id)
    return shown()
  }
  await expect.poll(painted, { timeout: 20_000 }).toContain('已有1次')
}, 40_000)
