import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import type { LetterId } from '../../src/ids.ts'
import { MemberId } from '../../src/ids.ts'
import { handleClick } from '../../src/inbox/service.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { takeDueLetters, writeLetters } from '../../src/letters/service.ts'
import type { ActionHandler, Receiver } from '../../src/letters/types.ts'
import { aClick } from '../support/click.ts'
import { aPost, aHandler, BRANCH_CHAT } from '../support/post.ts'

const thanks: ActionHandler = async () => ({ toast: { tone: 'success', text: '已记录' } })
const REASON = '去医院复查'

/** Anna has a private card that holds a reason, and her group has one, too. */
async function aSecret() {
  const at = await aPost(aHandler({ text: () => REASON }), thanks)
  const sent = async (to: Receiver, key: string) => {
    await transact(at.ctx, (tx) =>
      writeLetters(at.ctx, tx, [{ key, kind: 'attendance.leaveAsked', ref: 'A1/M1', to }]),
    )
    const [id] = await takeDueLetters(at.ctx)
    if (id === undefined) throw new Error('no letter')
    await deliverLetter(at.ctx, at.post, id)
    const row = at.db.selectFrom('letters_letters').select('message_id').where('id', '=', id)
    return { id, message: (await row.executeTakeFirstOrThrow()).message_id ?? '' }
  }
  const mine = await sent({ person: MemberId.parse('anna') }, 'mine')
  const groups = await sent({ chat: BRANCH_CHAT }, 'groups')
  const press = (over: { by: string; message: string; chat: string; letter: LetterId; event?: string }) =>
    handleClick(at.ctx, at.post.letters, aClick({ ...over, value: { a: 'test.press', l: over.letter } }))
  const messageOf = async (id: LetterId) =>
    (
      await at.db
        .selectFrom('letters_cards')
        .select('message_id')
        .where('letter_id', '=', id)
        .executeTakeFirst()
    )?.message_id ?? null
  const forget = async (id: LetterId) => {
    await at.db.updateTable('letters_letters').set({ message_id: null }).where('id', '=', id).execute()
    await at.db.updateTable('letters_cards').set({ message_id: null }).where('letter_id', '=', id).execute()
  }
  return {
    ...at,
    mine,
    groups,
    press,
    messageOf,
    forget,
    [Symbol.asyncDispose]: () => at[Symbol.asyncDispose](),
  }
}

test('an answer holds a card only on that letter’s own message, for its receiver or in its chat', async () => {
  await using at = await aSecret()
  const { mine, groups } = at
  const strange = [
    { by: 'ou_bo', message: groups.message, chat: BRANCH_CHAT, letter: mine.id },
    { by: 'ou_bo', message: mine.message, chat: 'oc_p_bo', letter: mine.id },
    { by: 'ou_bo', message: 'om_elsewhere', chat: 'oc_p_bo', letter: mine.id },
    { by: 'ou_anna', message: groups.message, chat: BRANCH_CHAT, letter: mine.id },
    { by: 'ou_bo', message: groups.message, chat: 'oc_other', letter: groups.id },
    { by: 'ou_bo', message: 'om_elsewhere', chat: BRANCH_CHAT, letter: groups.id },
  ]
  for (const press of strange) expect({ press, card: (await at.press(press)).card }).toEqual({ press })
  const own = await at.press({ by: 'ou_anna', message: mine.message, chat: 'oc_p_anna', letter: mine.id })
  expect(JSON.stringify(own.card)).toContain(REASON)
  const shared = await at.press({
    by: 'ou_bo',
    message: groups.message,
    chat: BRANCH_CHAT,
    letter: groups.id,
  })
  expect(JSON.stringify(shared.card)).toContain(REASON)
})

test('no press teaches a letter the message of another, of another chat or of another person', async () => {
  await using at = await aSecret()
  const { mine, groups } = at
  await at.forget(mine.id)
  await at.press({ by: 'ou_bo', message: 'om_new', chat: 'oc_p_bo', letter: mine.id })
  // What is pressed is done all the same.
  const others = { by: 'ou_anna', message: groups.message, chat: 'oc_p_anna', letter: mine.id }
  expect(await at.press(others)).toEqual({ toast: { type: 'success', content: '已记录' } })
  await at.press({ by: 'ou_anna', message: 'om_new', chat: BRANCH_CHAT, letter: mine.id })
  expect(await at.messageOf(mine.id)).toBe(null)
  await at.press({ by: 'ou_anna', message: mine.message, chat: 'oc_p_anna', letter: mine.id })
  expect(await at.messageOf(mine.id)).toBe(mine.message)
  await at.forget(groups.id)
  await at.press({ by: 'ou_anna', message: 'om_new', chat: 'oc_p_anna', letter: groups.id })
  await at.press({ by: 'ou_anna', message: mine.message, chat: BRANCH_CHAT, letter: groups.id })
  expect(await at.messageOf(groups.id)).toBe(null)
  await at.press({ by: 'ou_anna', message: groups.message, chat: BRANCH_CHAT, letter: groups.id })
  expect(await at.messageOf(groups.id)).toBe(groups.message)
})

test('a letter that was never sent learns no message', async () => {
  await using at = await aSecret()
  const to = { person: MemberId.parse('anna') }
  await transact(at.ctx, (tx) =>
    writeLetters(at.ctx, tx, [{ key: 'later', kind: 'attendance.leaveAsked', ref: 'A1/M1', to }]),
  )
  const [letter] = await takeDueLetters(at.ctx)
  if (letter === undefined) throw new Error('no letter')
  const answer = await at.press({ by: 'ou_anna', message: 'om_new', chat: 'oc_p_anna', letter })
  expect(answer.card).toBeUndefined()
  expect(await at.messageOf(letter)).toBe(null)
})

test('whoever presses under the event of another gets nothing of its answer', async () => {
  await using at = await aSecret()
  const { mine, groups } = at
  const own = { by: 'ou_anna', message: mine.message, chat: 'oc_p_anna', letter: mine.id, event: 'evt_1' }
  const first = await at.press(own)
  const foreign = {
    by: 'ou_bo',
    message: groups.message,
    chat: BRANCH_CHAT,
    letter: groups.id,
    event: 'evt_1',
  }
  expect(JSON.stringify(await at.press(foreign))).not.toContain(REASON)
  expect(await at.press(own)).toEqual(first)
})

test('a press on a card that none of these letters became is not thanked', async () => {
  await using at = await aSecret()
  const answer = await handleClick(
    at.ctx,
    at.post.letters,
    aClick({
      by: 'ou_anna',
      message: 'om_of_another_bot',
      chat: BRANCH_CHAT,
      value: { a: 'test.press', l: '00000000-0000-4000-8000-000000000000' },
    }),
  )
  expect(answer).toEqual({ toast: { type: 'warning', content: expect.stringContaining('操作没有保存') } })
})
