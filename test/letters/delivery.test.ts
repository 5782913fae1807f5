import { expect, test } from 'vitest'
import { questions } from '../../src/sandbox/switches.ts'
import { transact } from '../../src/db/transact.ts'
import type { LetterId } from '../../src/ids.ts'
import { MemberId } from '../../src/ids.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { lettersByEnd, takeDueLetters, troubledLetters, writeLetters } from '../../src/letters/service.ts'
import type { NewLetter } from '../../src/letters/types.ts'
import type { TestCtx } from '../support/ctx.ts'
import { aPost, aHandler, BRANCH_CHAT } from '../support/post.ts'

const anna = { person: MemberId.parse('anna') }

async function write(ctx: TestCtx, ...letters: Partial<NewLetter>[]): Promise<LetterId[]> {
  const full = letters.map(
    (letter, n): NewLetter => ({
      key: `k${n}`,
      kind: 'meetings.notice',
      ref: 'A1',
      to: { chat: BRANCH_CHAT },
      ...letter,
    }),
  )
  await transact(ctx, (tx) => writeLetters(ctx, tx, full))
  return takeDueLetters(ctx)
}

async function writeOne(ctx: TestCtx, key = 'first'): Promise<LetterId> {
  const [id] = await write(ctx, { key })
  if (id === undefined) throw new Error('no letter')
  return id
}

/** Real time passes for this letter: its lease or its rest is over. */
async function rested(ctx: TestCtx): Promise<void> {
  await ctx.db.updateTable('letters_letters').set({ held_until: LONG_AGO, look_at: LONG_AGO }).execute()
}
/** One attempt whose connection is cut before or after it took effect; afterwards the letter has rested. */
async function attemptCut(at: Place, id: LetterId, when: 'before' | 'after'): Promise<void> {
  const { control } = at.sandbox
  await control.hold({ api: 'send', when, count: 1 })
  const attempt = deliverLetter(at.ctx, at.post, id)
  await expect.poll(() => control.held()).toHaveLength(1)
  for (const { n } of await control.held()) await control.release(n, 'cut')
  expect(await attempt).toBe('waiting')
  await rested(at.ctx)
}
type Place = Awaited<ReturnType<typeof aPost>>
const LONG_AGO = Temporal.Instant.from('2000-01-01T00:00:00Z')

test('a crowd of twenty workers sends a letter once', async () => {
  await using at = await aPost()
  const id = await writeOne(at.ctx)
  const turns = await Promise.all(Array.from({ length: 20 }, () => deliverLetter(at.ctx, at.post, id)))
  expect(turns.filter((turn) => turn === 'sent')).toHaveLength(1)
  expect(await at.sent()).toMatchObject([{ api: 'send', uuid: id, chat_id: BRANCH_CHAT }])
})

test.each(questions.uuidRepeat.answers)(
  'an answer that was lost is asked for again, and the platform that answers a repeat with %s shows one message',
  async (mode) => {
    await using at = await aPost()
    await at.sandbox.control.switch({ name: 'uuidRepeat', value: mode })
    const id = await writeOne(at.ctx)
    await attemptCut(at, id, 'after')
    at.ctx.set('2026-11-23T09:01:30+08:00')
    expect(await deliverLetter(at.ctx, at.post, id)).toBe('sent')
    expect(await at.sent()).toHaveLength(1)
    const messages = await at.sandbox.control.messages(BRANCH_CHAT, 'ou_anna')
    expect(messages).toHaveLength(1)
  },
  30_000,
)

test('a letter whose twin is still on its way, and then fails, is not taken for sent', async () => {
  await using at = await aPost()
  const { control } = at.sandbox
  const id = await writeOne(at.ctx)
  await control.hold({ api: 'send', when: 'before', count: 1 })
  expect(await deliverLetter(at.ctx, at.post, id)).toBe('waiting')
  await rested(at.ctx)
  expect(await deliverLetter(at.ctx, at.post, id)).toBe('waiting')
  expect((await control.record()).at(-1)).toMatchObject({ api: 'send', code: 230049 })
  for (const { n } of await control.held()) await control.release(n, 'cut')
  await rested(at.ctx)
  expect(await deliverLetter(at.ctx, at.post, id)).toBe('sent')
  expect(await at.sent()).toHaveLength(1)
})

test('what no longer matters goes nowhere, but after an attempt it is repeated until it is answered', async () => {
  let isRelevant = false
  await using at = await aPost(aHandler({ isRelevant: async () => isRelevant }))
  const gone = await writeOne(at.ctx)
  expect(await deliverLetter(at.ctx, at.post, gone)).toBe('obsolete')
  isRelevant = true
  const id = await writeOne(at.ctx, 'second')
  await attemptCut(at, id, 'before')
  isRelevant = false
  expect(await deliverLetter(at.ctx, at.post, id)).toBe('sent')
})

test('after fifty minutes without an answer a letter is unknown, never guessed', async () => {
  await using at = await aPost()
  const id = await writeOne(at.ctx)
  await attemptCut(at, id, 'after')
  at.ctx.set('2026-11-23T09:51:00+08:00')
  expect(await deliverLetter(at.ctx, at.post, id)).toBe('unknown')
  expect(await troubledLetters(at.ctx)).toMatchObject([{ id, ended: 'unknown' }])
})

test('letters to one receiver go in order of writing, and one that failed holds nobody up', async () => {
  await using at = await aPost()
  const stranger = { person: MemberId.parse('nobody') }
  const first = await write(at.ctx, { to: stranger }, { to: stranger }, { to: anna }, { to: anna })
  expect(first).toHaveLength(2)
  for (const id of first) await deliverLetter(at.ctx, at.post, id)
  const second = await takeDueLetters(at.ctx)
  expect(second).toHaveLength(2)
  for (const id of second) await deliverLetter(at.ctx, at.post, id)
  expect(await lettersByEnd(at.ctx)).toEqual(
    expect.arrayContaining([
      { end: 'failed', n: 2 },
      { end: 'sent', n: 2 },
    ]),
  )
})

test('a letter that waits for the budget is neither claimed nor attempted', async () => {
  await using at = await aPost()
  const id = await writeOne(at.ctx)
  await at.post.feishu.budget.penalise('send', 60_000)
  expect(await deliverLetter(at.ctx, at.post, id)).toBe('waiting')
  const row = await at.db.selectFrom('letters_letters').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ attempts: 0, first_attempt_at: null, ended: null, claimed_by: null })
  expect(Temporal.Instant.compare(row.held_until, row.look_at)).toBeLessThan(0)
  expect(await takeDueLetters(at.ctx)).toEqual([])
})

test('a letter is not claimed while it waits for its turn at the platform', async () => {
  await using at = await aPost()
  const id = await writeOne(at.ctx)
  const { feishu, letters } = at.post
  const asked = Promise.withResolvers<void>()
  const turn = Promise.withResolvers<number>()
  const take = () => {
    asked.resolve()
    return turn.promise
  }
  const delivery = deliverLetter(at.ctx, { letters, feishu: { ...feishu, budget: { take } } }, id)
  await asked.promise
  const { held_until } = await at.db
    .selectFrom('letters_letters')
    .select('held_until')
    .executeTakeFirstOrThrow()
  expect(Temporal.Instant.compare(held_until, Temporal.Now.instant())).toBeLessThan(0)
  turn.resolve(0)
  expect(await delivery).toBe('sent')
})

test('a turn that breaks gives its letter back at once, and keeps no claim on its receiver', async () => {
  await using at = await aPost()
  const id = await writeOne(at.ctx)
  const { feishu, letters } = at.post
  const broken = { isRelevant: () => Promise.reject(new Error('the records are away')) }
  const kinds = { ...letters.kinds, 'meetings.notice': { ...letters.kinds['meetings.notice'], ...broken } }
  const post = { feishu, letters: { ...letters, kinds } }
  await expect(deliverLetter(at.ctx, post, id)).rejects.toThrow('the records are away')
  const until = await at.ctx.db.selectFrom('letters_letters').select('held_until').executeTakeFirstOrThrow()
  const soon = Temporal.Now.instant().add({ seconds: 16 })
  expect(Temporal.Instant.compare(until.held_until, soon)).toBeLessThan(0)
})

test('a person without an id on the platform does not stop the others', async () => {
  await using at = await aPost()
  const ids = await write(at.ctx, { to: { person: MemberId.parse('no id') } }, { to: anna })
  const turns = await Promise.all(ids.map((id) => deliverLetter(at.ctx, at.post, id)))
  expect(turns.toSorted()).toEqual(['failed', 'sent'])
})
