import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Db } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { LetterId } from '../../src/ids.ts'
import * as cards from '../../src/letters/cards/store.ts'
import * as claims from '../../src/letters/claims/store.ts'
import * as delivery from '../../src/letters/delivery/store.ts'
import { markStale, markStaleBy, writeLetters } from '../../src/letters/service.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { BRANCH_CHAT } from '../support/post.ts'
import { statementsOf } from '../support/statements.ts'

const KIND = 'meetings.notice'

/** Letters of one kind, by what they show; those that are sent are cards. */
async function aPlace(refs: { sent: string[]; waiting: string[] }) {
  const db = await aDatabase()
  const ctx = await aCtx(db)
  const ids = new Map<string, LetterId>()
  for (const ref of [...refs.sent, ...refs.waiting]) {
    const letter = { key: ref, kind: KIND, ref, to: { chat: BRANCH_CHAT } } as const
    await transact(ctx, (tx) => writeLetters(ctx, tx, [letter]))
    const row = await db
      .selectFrom('letters_letters')
      .select('id')
      .where('key', '=', ref)
      .executeTakeFirstOrThrow()
    ids.set(ref, LetterId.parse(row.id))
  }
  const send = (tx: Parameters<typeof cards.remember>[0], ref: string) =>
    sendNow(tx, { id: idOf(ids, ref), ref, at: ctx.now() })
  for (const ref of refs.sent) await transact(ctx, (tx) => send(tx, ref))
  return { db, ctx, ids, send, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
}

function idOf(ids: Map<string, LetterId>, ref: string): LetterId {
  return LetterId.parse(ids.get(ref))
}

async function sendNow(
  tx: Parameters<typeof cards.remember>[0],
  { id, ref, at }: { id: LetterId; ref: string; at: Temporal.Instant },
): Promise<void> {
  await delivery.end(tx, id, { end: 'sent', at, messageId: `om_${ref}` })
  const card = { letter: id, kind: KIND, ref, messageId: `om_${ref}`, hash: 'hash', at } as const
  await cards.remember(tx, { ...card, stale: false, withdrawn: false })
}

async function owed(db: Db) {
  return db.selectFrom('letters_cards').select(['ref', 'wanted', 'gathers_until']).orderBy('ref').execute()
}

test('what a transaction changed is written once, at its end, and waits as long as whatever waits least', async () => {
  await using at = await aPlace({ sent: ['A1', 'A2', 'A3'], waiting: [] })
  const { db, ctx } = at
  const [soon, late] = [1, 2].map((hours) => ctx.now().add({ hours }))
  if (soon === undefined || late === undefined) throw new Error('no times')
  const changing = () =>
    transact(ctx, async (tx) => {
      await markStaleBy(tx, { refs: ['A1', 'A2'], kinds: [KIND], by: late })
      await markStaleBy(tx, { refs: ['A2', 'A3'], kinds: [KIND], by: soon })
      await markStale(tx, 'A3', [KIND])
      expect((await owed(tx)).map(({ wanted }) => wanted)).toEqual([0, 0, 0])
    })
  const { sent } = await statementsOf(changing, () => true)
  expect(sent.filter((text) => text.includes('update letters_cards'))).toHaveLength(1)
  const epoch = Temporal.Instant.fromEpochMilliseconds(0)
  expect((await owed(db)).map((one) => [one.ref, one.wanted, String(one.gathers_until)])).toEqual([
    ['A1', 1, String(late)],
    ['A2', 1, String(soon)],
    ['A3', 1, String(epoch)],
  ])
})

test('what changed while a letter waited for its first turn makes no update of its card; what changes afterwards does', async () => {
  await using at = await aPlace({ sent: [], waiting: ['A1'] })
  const { ctx } = at
  const change = () => transact(ctx, (tx) => markStale(tx, 'A1', [KIND]))
  const turn = { now: ctx.now(), leaseSeconds: 0 }
  const claim = () => transact(ctx, (tx) => claims.claim(tx, idOf(at.ids, 'A1'), turn))
  const changed = async () =>
    (await at.db.selectFrom('letters_letters').select('changed').executeTakeFirstOrThrow()).changed
  await change()
  const claimed = await claim()
  if (claimed === undefined) throw new Error('not claimed')
  expect(await changed()).toBe(false)
  await change()
  await transact(ctx, (tx) =>
    delivery.noteAttempt(tx, claimed, { now: ctx.now(), countedOn: null, tells: [] }),
  )
  // An answer that never came: the platform may show the first rendering.
  await claim()
  expect(await changed()).toBe(true)
})

test('a letter that ends while a change waits for it marks its card stale', async () => {
  await using at = await aPlace({ sent: [], waiting: ['A1'] })
  const { db, ctx } = at
  const [isEnded, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const delivering = transact(ctx, async (tx) => {
    await at.send(tx, 'A1')
    isEnded.resolve()
    await mayCommit.promise
  })
  await isEnded.promise
  const change = transact(ctx, (tx) => markStale(tx, 'A1', [KIND]))
  const waiting = async () => {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      db,
    )
    return rows.length
  }
  await expect.poll(waiting).toBe(1)
  mayCommit.resolve()
  await Promise.all([delivering, change])
  expect(await owed(db)).toMatchObject([{ ref: 'A1', wanted: 1 }])
})
