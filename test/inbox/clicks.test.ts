import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import type { LetterId } from '../../src/ids.ts'
import { updateCard } from '../../src/letters/cards/service.ts'
import { refreshCards } from '../../src/letters/renewal/service.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { markStale, takeDueLetters, takeStaleCards, writeLetters } from '../../src/letters/service.ts'
import type { ActionHandler } from '../../src/letters/types.ts'
import type { TestCtx } from '../support/ctx.ts'
import { aPost, aHandler, BRANCH_CHAT } from '../support/post.ts'

type Place = Awaited<ReturnType<typeof aPost>>

/** A counter that every press raises; the card shows it. */
function aCounter() {
  let count = 0
  const press: ActionHandler = async () => {
    count += 1
    return { toast: { tone: 'success', text: `第${count}次` } }
  }
  return {
    press,
    spec: aHandler({ text: () => `已有${count}次` }),
    count: () => count,
    set: (to: number) => (count = to),
  }
}

async function sendOne(at: Place): Promise<{ id: LetterId; message: string }> {
  const { ctx } = at
  await transact(ctx, (tx) =>
    writeLetters(ctx, tx, [{ key: 'k', kind: 'meetings.notice', ref: 'A1', to: { chat: BRANCH_CHAT } }]),
  )
  const [id] = await takeDueLetters(ctx)
  if (id === undefined) throw new Error('no letter')
  await deliverLetter(ctx, at.post, id)
  const [message] = await at.sandbox.control.messages(BRANCH_CHAT, 'ou_anna')
  if (message === undefined) throw new Error('no message')
  return { id, message: message.message_id }
}

async function shown(at: Place): Promise<string> {
  return JSON.stringify((await at.sandbox.control.messages(BRANCH_CHAT, 'ou_anna')).map(({ card }) => card))
}

/** Updates the card as often as it is stale, until it shows the one press: what comes between two steps of one update makes the next. */
async function expectUpdated(at: Place): Promise<void> {
  await expect
    .poll(async () => {
      await rested(at.ctx)
      for (const stale of await takeStaleCards(at.ctx)) await updateCard(at.ctx, at.post, stale)
      return shown(at)
    })
    .toContain('已有1次')
}

/** Waits until the answered click is noted, and lets the second pass after which a card may be patched. */
async function settled(ctx: TestCtx): Promise<void> {
  await expect
    .poll(() =>
      ctx.db.selectFrom('letters_cards').whereRef('wanted', '>', 'shown').select('letter_id').execute(),
    )
    .toEqual([])
}
async function rested(ctx: TestCtx): Promise<void> {
  const long = Temporal.Instant.from('2000-01-01T00:00:00Z')
  await ctx.db.updateTable('letters_cards').set({ look_at: long }).execute()
  await ctx.db
    .updateTable('letters_cards')
    .set({ clicked_at: long })
    .where('clicked_at', 'is not', null)
    .execute()
}
async function patches(at: Place): Promise<number> {
  return (await at.sandbox.control.record()).filter(({ api }) => api === 'patch').length
}

test('a click is answered once: its answer updates the card for everybody and costs no call', async () => {
  const counter = aCounter()
  await using at = await aPost(counter.spec, counter.press)
  await at.listen()
  const { message } = await sendOne(at)
  const answer = await at.sandbox.control.press({ as: 'ou_anna', message, text: '参加' })
  expect(answer.toast).toMatchObject({ content: '第1次' })
  expect(await shown(at)).toContain('已有1次')
  await settled(at.ctx)
  expect(await takeStaleCards(at.ctx)).toEqual([])
  expect(await patches(at)).toBe(0)
})

test('a redelivered click gets the answer that was kept, and a crowd of the same click has one effect', async () => {
  const counter = aCounter()
  await using at = await aPost(counter.spec, counter.press)
  await at.listen()
  const { message } = await sendOne(at)
  const order = { as: 'ou_anna', message, text: '参加', event_id: 'evt_1' }
  const answers = await Promise.all(Array.from({ length: 20 }, () => at.sandbox.control.press(order)))
  expect(counter.count()).toBe(1)
  expect(new Set(answers.map(({ toast }) => toast?.['content']))).toEqual(new Set(['第1次']))
})

test('a click that is redelivered later gets its toast once more, and the card as it is by then', async () => {
  const counter = aCounter()
  await using at = await aPost(counter.spec, counter.press)
  await at.listen()
  const { message } = await sendOne(at)
  const order = { as: 'ou_anna', message, text: '参加', event_id: 'evt_1' }
  await at.sandbox.control.press(order)
  counter.set(5)
  const again = await at.sandbox.control.press(order)
  expect(again.toast).toMatchObject({ content: '第1次' })
  expect(await shown(at)).toContain('已有5次')
})

test('after overlapping clicks the last state is shown', async () => {
  const counter = aCounter()
  await using at = await aPost(counter.spec, counter.press)
  await at.listen()
  const { message } = await sendOne(at)
  await Promise.all(
    Array.from({ length: 20 }, () => at.sandbox.control.press({ as: 'ou_anna', message, text: '参加' })),
  )
  await rested(at.ctx)
  for (const id of await takeStaleCards(at.ctx)) await updateCard(at.ctx, at.post, id)
  expect(await shown(at)).toContain('已有20次')
})

test('a change from elsewhere is shown once, and a state already shown costs no call', async () => {
  const counter = aCounter()
  await using at = await aPost(counter.spec, counter.press)
  const { id } = await sendOne(at)
  counter.set(7)
  for (let n = 0; n < 5; n += 1) await transact(at.ctx, (tx) => markStale(tx, 'A1', ['meetings.notice']))
  expect(await takeStaleCards(at.ctx)).toEqual([id])
  expect(await updateCard(at.ctx, at.post, id)).toBe('updated')
  expect(await shown(at)).toContain('已有7次')
  await transact(at.ctx, (tx) => markStale(tx, 'A1', ['meetings.notice']))
  expect(await updateCard(at.ctx, at.post, id)).toBe('shown')
  expect(await patches(at)).toBe(1)
})

test('a change while a card is on its way is shown as soon as the card has arrived', async () => {
  const counter = aCounter()
  await using at = await aPost(counter.spec)
  const { control } = at.sandbox
  const hold = await control.hold({ api: 'send', when: 'after', count: 1 })
  const sending = sendOne(at)
  await expect.poll(() => control.held()).toHaveLength(1)
  counter.set(9)
  await transact(at.ctx, (tx) => markStale(tx, 'A1', ['meetings.notice']))
  await control.unhold(hold)
  const { id } = await sending
  expect(await shown(at)).toContain('已有0次')
  expect(await takeStaleCards(at.ctx)).toEqual([id])
  expect(await updateCard(at.ctx, at.post, id)).toBe('updated')
  expect(await shown(at)).toContain('已有9次')
})

test('a click that takes longer than the platform waits is said to be under way, and its effect is shown', async () => {
  const counter = aCounter()
  const gate = Promise.withResolvers<void>()
  await using at = await aPost(counter.spec, async (...press) => {
    await gate.promise
    return counter.press(...press)
  })
  await at.listen()
  const { message } = await sendOne(at)
  const answer = await at.sandbox.control.press({ as: 'ou_anna', message, text: '参加' })
  expect(answer.toast?.['content']).toContain('正在处理')
  gate.resolve()
  await expect.poll(counter.count).toBe(1)
  await expectUpdated(at)
})

test.each(['ignored', 'shown'] as const)(
  'a click that arrives after the platform has given up is shown, whether its answer is %s or not',
  async (value) => {
    const counter = aCounter()
    await using at = await aPost(counter.spec, counter.press)
    await at.listen()
    const { message } = await sendOne(at)
    await at.sandbox.control.switch({ name: 'lateAck', value })
    await at.sandbox.control.fault({ kind: 'late', ms: 3_300, count: 1 })
    const pressed = Temporal.Instant.from((await at.sandbox.control.state()).now)
    at.ctx.set(pressed.add({ seconds: 30 }).toString())
    const seen = await at.sandbox.control.press({ as: 'ou_anna', message, text: '参加' })
    expect(seen).toMatchObject({ error: { code: 200341 } })
    await expect.poll(counter.count).toBe(1)
    await expectUpdated(at)
  },
  30_000,
)

test('a platform that kept the id of a message to itself tells it with the first click', async () => {
  const counter = aCounter()
  await using at = await aPost(counter.spec, counter.press)
  await at.listen()
  const { id, message } = await sendOne(at)
  await at.db.updateTable('letters_letters').set({ message_id: null }).execute()
  await at.db.updateTable('letters_cards').set({ message_id: null }).execute()
  await at.sandbox.control.press({ as: 'ou_anna', message, text: '参加' })
  expect(await at.db.selectFrom('letters_letters').select(['id', 'message_id']).execute()).toEqual([
    { id, message_id: message },
  ])
  expect(await at.db.selectFrom('letters_cards').select('message_id').execute()).toEqual([
    { message_id: message },
  ])
})

test('a matter that is open on day 13 gets a fresh card, once, and the old one says where it went', async () => {
  const spec = aHandler({ open: async () => true })
  await using at = await aPost(spec)
  const { id } = await sendOne(at)
  at.ctx.set('2026-12-06T09:00:00+08:00')
  await Promise.all(Array.from({ length: 20 }, () => refreshCards(at.ctx, at.post.letters)))
  const [fresh, ...more] = await takeDueLetters(at.ctx)
  if (fresh === undefined) throw new Error('no fresh letter')
  expect(more).toEqual([])
  await deliverLetter(at.ctx, at.post, fresh)
  expect(await takeStaleCards(at.ctx)).toEqual([id])
  await updateCard(at.ctx, at.post, id)
  expect(await shown(at)).toContain('此卡片已换新')
})

test('where a feature has a closing text for such a card it is shown once, and no fresh one follows', async () => {
  const spec = aHandler({ open: async () => true, closing: '请看通知' })
  await using at = await aPost(spec)
  const { id } = await sendOne(at)
  at.ctx.set('2026-12-06T09:00:00+08:00')
  await Promise.all(Array.from({ length: 20 }, () => refreshCards(at.ctx, at.post.letters)))
  expect(await takeDueLetters(at.ctx)).toEqual([])
  expect(await takeStaleCards(at.ctx)).toEqual([id])
  await updateCard(at.ctx, at.post, id)
  expect(await shown(at)).toContain('请看通知')
  await refreshCards(at.ctx, at.post.letters)
  expect(await takeStaleCards(at.ctx)).toEqual([])
})

test('a button whose letter stands in another message does not show that letter', async () => {
  const counter = aCounter()
  await using at = await aPost(counter.spec, counter.press)
  await at.listen()
  const { message } = await sendOne(at)
  await at.db.updateTable('letters_letters').set({ message_id: 'om_somewhere_else' }).execute()
  await at.db.updateTable('letters_cards').set({ message_id: 'om_somewhere_else' }).execute()
  const answer = await at.sandbox.control.press({ as: 'ou_anna', message, text: '参加' })
  expect(answer.card).toBeUndefined()
})
