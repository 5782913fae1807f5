import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { updateCard } from '../../src/letters/cards/service.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { markStale, takeDueLetters, withdrawLetters, writeLetters } from '../../src/letters/service.ts'
import { aPost, aHandler, BRANCH_CHAT } from '../support/post.ts'

type Place = Awaited<ReturnType<typeof aPost>>

/** Seconds of rest after each of three tries that the platform refused and asked to repeat in a tenth of a second. */
async function rests(at: Place, api: 'patch' | 'recall', owe: () => Promise<void>): Promise<number[]> {
  const to = { chat: BRANCH_CHAT }
  await transact(at.ctx, (tx) =>
    writeLetters(at.ctx, tx, [{ key: 'k', kind: 'meetings.notice', ref: 'A1', to }]),
  )
  const [id] = await takeDueLetters(at.ctx)
  if (id === undefined) throw new Error('no letter')
  await deliverLetter(at.ctx, at.post, id)
  await owe()
  await at.sandbox.control.fault({ kind: 'burst', api, ms: 100 })
  const found: number[] = []
  for (let n = 1; n <= 3; n += 1) {
    await expect.poll(() => triesAfter(at, () => updateCard(at.ctx, at.post, id))).toBe(n)
    const { rows } = await sql<{ rest: number }>`
      select extract(epoch from look_at - clock_timestamp())::float8 as rest from letters_cards`.execute(
      at.db,
    )
    found.push(Math.round(rows[0]?.rest ?? 0))
  }
  return found
}

/** How often it was refused, once it was tried again; the budget may say to wait instead. */
async function triesAfter({ db }: Place, again: () => Promise<unknown>): Promise<number> {
  await again()
  return (await db.selectFrom('letters_cards').select('attempts').executeTakeFirstOrThrow()).attempts
}

test('an update that is refused again and again waits ever longer, whatever the platform asks for', async () => {
  let text = '周三开会'
  await using at = await aPost(aHandler({ text: () => text }))
  const found = await rests(at, 'patch', async () => {
    text = '周四开会'
    await transact(at.ctx, (tx) => markStale(tx, 'A1', ['meetings.notice']))
  })
  expect(found).toEqual([1, 5, 15])
})

test('a recall that is refused again and again waits ever longer, and is not given up within seconds', async () => {
  await using at = await aPost()
  const owe = () => transact(at.ctx, (tx) => withdrawLetters(tx, ['A1'], ['meetings.notice']))
  expect(await rests(at, 'recall', owe)).toEqual([1, 5, 15])
})
