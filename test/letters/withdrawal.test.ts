import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import type { LetterId } from '../../src/ids.ts'
import { updateCard } from '../../src/letters/cards/service.ts'
import { refreshCards } from '../../src/letters/renewal/service.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import {
  markStale,
  takeDueLetters,
  takeStaleCards,
  withdrawLetters,
  writeLetters,
} from '../../src/letters/service.ts'
import { questions } from '../../src/sandbox/switches.ts'
import { aPost, aHandler, BRANCH_CHAT } from '../support/post.ts'

type Place = Awaited<ReturnType<typeof aPost>>

/** A notice that says so once it was withdrawn. */
async function aNotice() {
  const state = { withdrawn: false }
  const text = () => (state.withdrawn ? '此通知已撤回。' : '周三开会')
  const at = await aPost(aHandler({ text, open: async () => true, isRelevant: async () => !state.withdrawn }))
  const withdraw = () => {
    state.withdrawn = true
    return transact(at.ctx, (tx) => withdrawLetters(tx, ['A1'], ['meetings.notice']))
  }
  await transact(at.ctx, (tx) =>
    writeLetters(at.ctx, tx, [{ key: 'k', kind: 'meetings.notice', ref: 'A1', to: { chat: BRANCH_CHAT } }]),
  )
  return { ...at, withdraw, [Symbol.asyncDispose]: () => at[Symbol.asyncDispose]() }
}

async function deliver(at: Place): Promise<LetterId> {
  const [id] = await takeDueLetters(at.ctx)
  if (id === undefined) throw new Error('no letter')
  await deliverLetter(at.ctx, at.post, id)
  return id
}

/** Updates and recalls whatever waits for it, without waiting for its rest. */
async function update(at: Place): Promise<string[]> {
  await at.db
    .updateTable('letters_cards')
    .set({ look_at: Temporal.Instant.from('2000-01-01T00:00:00Z') })
    .execute()
  const ids = await takeStaleCards(at.ctx)
  return Promise.all(ids.map((id) => updateCard(at.ctx, at.post, id)))
}

async function shown(at: Place) {
  const [message] = await at.sandbox.control.messages(BRANCH_CHAT, 'ou_anna')
  return { recalled: message?.recalled, card: JSON.stringify(message?.card) }
}

/** Waits until a call is held. */
async function held({ sandbox: { control } }: Place): Promise<void> {
  await expect.poll(async () => (await control.held()).length).toBe(1)
}

async function release(at: Place, then: 'go' | 'cut'): Promise<void> {
  await held(at)
  for (const { n } of await at.sandbox.control.held()) await at.sandbox.control.release(n, then)
}

async function calls(at: Place): Promise<string[]> {
  return (await at.sandbox.control.record()).map(({ api }) => api).filter((api) => api !== 'token')
}

/** Whatever changes, and also on day 14, nothing of it is updated or sent any more. */
async function expectLeftAlone(at: Place): Promise<void> {
  await transact(at.ctx, (tx) => markStale(tx, 'A1', ['meetings.notice']))
  expect(await update(at)).toEqual([])
  const later = at.ctx.now().add({ hours: 24 * 14 })
  at.ctx.set(later.toString())
  await refreshCards(at.ctx, at.post.letters)
  expect(await takeDueLetters(at.ctx)).toEqual([])
}

test('within the window a message is recalled for everybody, once', async () => {
  await using at = await aNotice()
  await deliver(at)
  await Promise.all(Array.from({ length: 20 }, () => at.withdraw()))
  for (let n = 0; n < 3; n += 1) await update(at)
  expect(await shown(at)).toMatchObject({ recalled: true })
  expect(await calls(at)).toEqual(['send', 'recall'])
})

test('a message that was updated just now is recalled at once, not after the minute between two updates', async () => {
  await using at = await aNotice()
  const id = await deliver(at)
  const inAMinute = Temporal.Now.instant().add({ minutes: 1 })
  await at.db.updateTable('letters_cards').set({ look_at: inAMinute }).execute()
  await at.withdraw()
  expect(await takeStaleCards(at.ctx)).toEqual([id])
  await updateCard(at.ctx, at.post, id)
  expect(await shown(at)).toMatchObject({ recalled: true })
})

test('what was recalled is never updated again, nor followed by a fresh card', async () => {
  await using at = await aNotice()
  await deliver(at)
  await at.withdraw()
  await update(at)
  await expectLeftAlone(at)
})

test('after the window it is updated as withdrawn, and then never again', async () => {
  await using at = await aNotice()
  await deliver(at)
  await at.sandbox.control.advance('day')
  await at.sandbox.control.advance('hour')
  await at.withdraw()
  await update(at)
  const now = await shown(at)
  expect(now.recalled).toBe(false)
  expect(now.card).toContain('此通知已撤回。')
  expect(await calls(at)).toEqual(['send', 'recall', 'patch'])
  await expectLeftAlone(at)
})

test.each(questions.recallWindow.answers)('the window is the company’s: %s minutes', async (value) => {
  await using at = await aNotice()
  await at.sandbox.control.switch({ name: 'recallWindow', value })
  await deliver(at)
  await at.sandbox.control.advance('hour')
  await at.withdraw()
  await update(at)
  expect((await shown(at)).recalled).toBe(value === '1440')
})

test.each(questions.recallAgain.answers)(
  'a recall whose answer was lost is repeated, whatever the second is told: %s',
  async (value) => {
    await using at = await aNotice()
    await at.sandbox.control.switch({ name: 'recallAgain', value })
    const id = await deliver(at)
    await at.withdraw()
    await at.sandbox.control.hold({ api: 'recall', when: 'after', count: 1 })
    const first = update(at)
    await release(at, 'cut')
    expect(await first).toEqual(['waiting'])
    expect(await update(at)).toEqual(['gone'])
    const card = await at.db
      .selectFrom('letters_cards')
      .select(['recall', 'dead'])
      .where('letter_id', '=', id)
      .executeTakeFirst()
    expect(card).toEqual({ recall: 'done', dead: true })
  },
)

test('one that was not sent yet is never sent', async () => {
  await using at = await aNotice()
  await at.withdraw()
  const id = await deliver(at)
  const letter = await at.db.selectFrom('letters_letters').select('ended').where('id', '=', id).execute()
  expect(letter).toEqual([{ ended: 'obsolete' }])
  expect(await calls(at)).toEqual([])
})

test('one that is on its way is recalled when it has arrived', async () => {
  await using at = await aNotice()
  await at.sandbox.control.hold({ api: 'send', when: 'after', count: 1 })
  const delivery = deliver(at)
  await held(at)
  await at.withdraw()
  await release(at, 'go')
  await delivery
  await update(at)
  expect(await shown(at)).toMatchObject({ recalled: true })
})

test.each([
  ['before', 'cut'],
  ['after', 'go'],
  ['after', 'cut'],
] as const)('what was recalled while an update was on its way (%s, %s) stays dead', async (when, then) => {
  await using at = await aNotice()
  const id = await deliver(at)
  await transact(at.ctx, (tx) => markStale(tx, 'A1', ['meetings.notice']))
  await at.db.updateTable('letters_cards').set({ painted: null }).execute()
  await at.sandbox.control.hold({ api: 'patch', when, count: 1 })
  const updates = updateCard(at.ctx, at.post, id)
  await held(at)
  await at.withdraw()
  expect(await update(at)).toEqual(['gone'])
  await release(at, then)
  await updates
  await expectLeftAlone(at)
})
