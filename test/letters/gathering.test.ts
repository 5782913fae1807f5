import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { type LetterId, MessageId } from '../../src/ids.ts'
import { updateCard } from '../../src/letters/cards/service.ts'
import { refreshCards } from '../../src/letters/renewal/service.ts'
import { noteClick } from '../../src/letters/stale/service.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import {
  markStale,
  markStaleBy,
  takeDueLetters,
  takeStaleCards,
  withdrawLetters,
  writeLetters,
} from '../../src/letters/service.ts'
import { aPost, aHandler, BRANCH_CHAT } from '../support/post.ts'

const REFS = ['A1']
const KINDS = ['meetings.notice'] as const

/** A card at 09:00 that shows a count which grows with every answer given elsewhere. */
async function aCountedCard() {
  let count = 0
  const press = async () => ({ toast: { tone: 'success', text: '已记录' } }) as const
  const at = await aPost(aHandler({ text: () => `已反馈${count}人` }), press)
  const { ctx } = at
  const letter = { key: 'k', kind: KINDS[0], ref: 'A1', to: { chat: BRANCH_CHAT } }
  await transact(ctx, (tx) => writeLetters(ctx, tx, [letter]))
  const [id] = await takeDueLetters(ctx)
  if (id === undefined) throw new Error('no letter')
  await deliverLetter(ctx, at.post, id)
  const answered = (time: string) => {
    count += 1
    return transact(ctx, (tx) => markStaleBy(tx, { refs: REFS, kinds: KINDS, by: on(time) }))
  }
  const owed = async (time: string): Promise<LetterId[]> => {
    ctx.set(on(time).toString())
    const long = Temporal.Instant.from('2000-01-01T00:00:00Z')
    await at.db.updateTable('letters_cards').set({ look_at: long }).execute()
    return takeStaleCards(ctx)
  }
  const update = () => updateCard(ctx, at.post, id)
  const shown = async () => JSON.stringify(await at.sandbox.control.messages(BRANCH_CHAT, 'ou_anna'))
  return { ...at, id, answered, owed, update, shown, [Symbol.asyncDispose]: () => at[Symbol.asyncDispose]() }
}

function on(time: string): Temporal.Instant {
  return Temporal.Instant.from(`2026-11-23T${time}:00+08:00`)
}

test('answers given elsewhere are gathered and shown together, at the latest at their time', async () => {
  await using card = await aCountedCard()
  for (let n = 0; n < 20; n += 1) await card.answered('12:00')
  expect(await card.owed('11:59')).toEqual([])
  expect(await card.owed('12:00')).toEqual([card.id])
  expect(await card.update()).toBe('updated')
  expect(await card.shown()).toContain('已反馈20人')
  expect(await card.owed('23:00')).toEqual([])
  await card.answered('23:30')
  expect(await card.owed('23:29')).toEqual([])
  expect(await card.owed('23:30')).toEqual([card.id])
})

test('what does not wait takes with it what was gathered, whichever came first', async () => {
  await using card = await aCountedCard()
  await card.answered('12:00')
  await transact(card.ctx, (tx) => markStale(tx, REFS, KINDS))
  expect(await card.owed('09:01')).toEqual([card.id])
  await card.answered('15:00')
  expect(await card.owed('09:02')).toEqual([card.id])
  await card.update()
  expect(await card.shown()).toContain('已反馈2人')
})

test('of two times the earlier one counts', async () => {
  await using card = await aCountedCard()
  await card.answered('15:00')
  await card.answered('10:00')
  await card.answered('16:00')
  expect(await card.owed('09:59')).toEqual([])
  expect(await card.owed('10:00')).toEqual([card.id])
})

test('a press shows everybody what was gathered, and no update is needed for it', async () => {
  await using card = await aCountedCard()
  await card.listen()
  await card.answered('12:00')
  const [message] = await card.sandbox.control.messages(BRANCH_CHAT, 'ou_anna')
  await card.sandbox.control.press({ as: 'ou_anna', message: message?.message_id ?? '', text: '参加' })
  expect(await card.shown()).toContain('已反馈1人')
  await expect
    .poll(() =>
      card.db.selectFrom('letters_cards').whereRef('wanted', '>', 'shown').select('letter_id').execute(),
    )
    .toEqual([])
  expect(await card.owed('23:00')).toEqual([])
})

test('a press whose answer was never handed over is shown soon, not when counts are', async () => {
  await using card = await aCountedCard()
  await card.answered('12:00')
  const [message] = await card.sandbox.control.messages(BRANCH_CHAT, 'ou_anna')
  const id = MessageId.parse(message?.message_id)
  await transact(card.ctx, (tx) => noteClick(tx, card.id, id))
  expect(await card.owed('09:01')).toEqual([card.id])
})

test('a card that is taken back does not wait for what it gathers', async () => {
  await using card = await aCountedCard()
  await card.answered('12:00')
  await transact(card.ctx, (tx) => withdrawLetters(tx, REFS, KINDS))
  expect(await card.owed('09:01')).toEqual([card.id])
})

test('a card that grows too old to be updated is updated before', async () => {
  await using card = await aCountedCard()
  await transact(card.ctx, (tx) =>
    markStaleBy(tx, { refs: REFS, kinds: KINDS, by: Temporal.Instant.from('2026-12-20T09:00:00+08:00') }),
  )
  card.ctx.set('2026-12-06T09:01:00+08:00')
  await refreshCards(card.ctx, card.post.letters)
  expect(await takeStaleCards(card.ctx)).toEqual([card.id])
  await card.update()
  await refreshCards(card.ctx, card.post.letters)
  const { dead } = await card.db.selectFrom('letters_cards').select('dead').executeTakeFirstOrThrow()
  expect(dead).toBe(true)
})
