import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { updateCard } from '../../src/letters/cards/service.ts'
import { handleClick, followConnection } from '../../src/inbox/service.ts'
import { LetterId, MessageId } from '../../src/ids.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import {
  markStale,
  anyCardStale,
  takeDueLetters,
  takeStaleCards,
  writeLetters,
} from '../../src/letters/service.ts'
import { noteClick } from '../../src/letters/stale/service.ts'
import { aClick } from '../support/click.ts'
import { aPost, aHandler, BRANCH_CHAT } from '../support/post.ts'

type Place = Awaited<ReturnType<typeof aPost>>

/** Whether a transaction waits for something that is not the database. */
async function isInside({ db }: Place): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'`.execute(db)
  return (rows[0]?.n ?? 0) > 0
}

test('an answer that is lost with its connection is shown once there is another', async () => {
  const gate = Promise.withResolvers<void>()
  let count = 0
  await using at = await aPost(aHandler({ text: () => `已有${count}次` }), async () => {
    await gate.promise
    count += 1
    return { toast: { tone: 'success', text: '好' } }
  })
  await at.listen()
  const { ctx, post } = at
  const { control } = at.sandbox
  const letter = { key: 'k', kind: 'meetings.notice', ref: 'A1', to: { chat: BRANCH_CHAT } } as const
  await transact(ctx, (tx) => writeLetters(ctx, tx, [letter]))
  for (const id of await takeDueLetters(ctx)) await deliverLetter(ctx, post, id)
  const shown = async () => JSON.stringify(await control.messages(BRANCH_CHAT, 'ou_anna'))
  const [message] = await control.messages(BRANCH_CHAT, 'ou_anna')
  const pressed = control.press({ as: 'ou_anna', message: message?.message_id ?? '', text: '参加' })
  await expect.poll(() => isInside(at)).toBe(true)
  await control.cut()
  gate.resolve()
  expect(await pressed).toMatchObject({ error: { code: 200341 } })
  await expect.poll(() => at.db.selectFrom('feishu_clicks').select('event_id').execute()).toHaveLength(1)
  await expect.poll(() => anyCardStale(ctx)).toBe(false)
  expect(await shown()).toContain('已有0次')
  const updated = async () => {
    for (const id of await takeStaleCards(ctx)) await updateCard(ctx, post, id)
    return shown()
  }
  await expect.poll(updated).toContain('已有1次')
})

/** Cards that were each pressed once, their answers handed over; nothing is owed. */
async function pressed({ ctx, post, db }: Place, refs: string[]): Promise<void> {
  const letters = refs.map(
    (ref) => ({ key: ref, kind: 'meetings.notice', ref, to: { chat: BRANCH_CHAT } }) as const,
  )
  for (const letter of letters) {
    await transact(ctx, (tx) => writeLetters(ctx, tx, [letter]))
    for (const id of await takeDueLetters(ctx)) await deliverLetter(ctx, post, id)
  }
  const cards = await db.selectFrom('letters_cards').select(['letter_id', 'message_id']).execute()
  for (const { letter_id: l, message_id: message } of cards) {
    const click = { by: 'ou_anna', message: message ?? '', chat: BRANCH_CHAT, value: { a: 'test.press', l } }
    await handleClick(ctx, post.letters, aClick(click))
  }
  await expect.poll(() => anyCardStale(ctx)).toBe(false)
}

const aPressedPlace = () => aPost(aHandler(), async () => ({ toast: { tone: 'success', text: '好' } }))

/** So much time passes, for clocks of all kinds. */
async function pass({ ctx, db }: Place, minutes: number): Promise<void> {
  ctx.set(ctx.now().add({ minutes }).toString())
  await sql`update letters_cards set clicked_at = clicked_at - ${minutes} * interval '1 minute'`.execute(db)
}

test('however long the connection was away, what was pressed since the platform was last heard is updated, no more', async () => {
  await using at = await aPressedPlace()
  await pressed(at, ['A1', 'A2'])
  const following = followConnection(at.ctx)
  following.heard()
  await pass(at, 600)
  const before = sql<Temporal.Instant>`clicked_at - interval '1 minute'`
  await at.db.updateTable('letters_cards').set({ clicked_at: before }).where('ref', '=', 'A1').execute()
  following.opened()
  const owed = () =>
    at.db.selectFrom('letters_cards').select('ref').whereRef('wanted', '>', 'shown').execute()
  await expect.poll(owed).toEqual([{ ref: 'A2' }])
})

test('a start looks before the last press, whenever that was, and again when the records were away', async () => {
  await using at = await aPressedPlace()
  await pressed(at, ['A1'])
  await pass(at, 600)
  const following = followConnection(at.ctx)
  await sql`alter table letters_cards rename to away`.execute(at.db)
  const warned = Promise.withResolvers<void>()
  at.ctx.log.warn = () => warned.resolve()
  following.opened()
  await warned.promise
  await sql`alter table away rename to letters_cards`.execute(at.db)
  following.heard()
  await expect.poll(() => anyCardStale(at.ctx)).toBe(true)
})

test('whoever changes the same cards in another order at that moment keeps none of them from being updated', async () => {
  await using at = await aPressedPlace()
  await pressed(at, ['A1', 'A2', 'A3'])
  const cards = at.db.selectFrom('letters_cards').select(['letter_id', 'message_id', 'ref'])
  const inOrder = await cards.orderBy('letter_id').execute()
  const [first, last] = [inOrder.at(0), inOrder.at(-1)]
  const isWaitedFor = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(at.db)
    return rows[0]?.n
  }
  const held = Promise.withResolvers<void>()
  const change = transact(at.ctx, async (tx) => {
    await noteClick(tx, LetterId.parse(last?.letter_id), MessageId.parse(last?.message_id))
    await held.promise
    await markStale(tx, first?.ref ?? '', ['meetings.notice'])
  })
  followConnection(at.ctx).opened()
  await expect.poll(isWaitedFor).toBe(1)
  held.resolve()
  await change
  const wanted = () => at.db.selectFrom('letters_cards').select('wanted').orderBy('letter_id').execute()
  await expect.poll(wanted).toEqual([{ wanted: 3 }, { wanted: 2 }, { wanted: 3 }])
})
