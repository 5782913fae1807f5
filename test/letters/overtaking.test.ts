import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { takeDueLetters, troubledLetters, writeLetters } from '../../src/letters/service.ts'
import type { LetterKind, Receiver } from '../../src/letters/types.ts'
import { type LetterId, MemberId, MessageId } from '../../src/ids.ts'
import { questions } from '../../src/sandbox/switches.ts'
import { aLife } from '../support/a-life.ts'
import { aPost, BRANCH_CHAT } from '../support/post.ts'

type Place = Awaited<ReturnType<typeof aPost>>

async function write({ ctx }: Place, kind: LetterKind, ...keys: string[]): Promise<void> {
  const to = { chat: BRANCH_CHAT }
  await transact(ctx, (tx) =>
    writeLetters(
      ctx,
      tx,
      keys.map((key) => ({ key, kind, ref: 'A1', to })),
    ),
  )
}

async function keyOf({ db }: Place, id: LetterId): Promise<string> {
  return (await db.selectFrom('letters_letters').select('key').where('id', '=', id).executeTakeFirstOrThrow())
    .key
}

test('what is urgent overtakes answers to the same receiver; among themselves letters go in order of writing', async () => {
  await using at = await aPost()
  await write(at, 'desk.help', 'answer 1', 'answer 2')
  await write(at, 'attendance.checkin', 'check-in')
  await write(at, 'meetings.notice', 'notice')
  await write(at, 'desk.todo', 'answer 3')
  const order: string[] = []
  for (let ids = await takeDueLetters(at.ctx); ids.length > 0; ids = await takeDueLetters(at.ctx)) {
    expect(ids).toHaveLength(1)
    for (const id of ids) {
      order.push(await keyOf(at, id))
      // Of the receiver's limit nothing is told here.
      await expect.poll(() => turnOf(at, id)).toBe('sent')
    }
  }
  expect(order).toEqual(['check-in', 'notice', 'answer 1', 'answer 2', 'answer 3'])
})

test.each([
  'attendance.noted',
  'attendance.leaveForm',
  'reports.noted',
  'desk.failure',
  'desk.pointer',
] as const)('%s answers what somebody said: a check-in overtakes it', async (kind) => {
  await using at = await aPost()
  await write(at, kind, 'answer')
  await write(at, 'attendance.checkin', 'check-in')
  const taken = await takeDueLetters(at.ctx)
  expect(await Promise.all(taken.map((id) => keyOf(at, id)))).toEqual(['check-in'])
})

test('a digest that a person asked for is an answer, that of the committee’s chat is none', async () => {
  await using at = await aPost()
  const person = MemberId.parse('M0001')
  const write = (key: string, kind: LetterKind, to: Receiver) => ({ key, kind, ref: 'A1', to })
  const letters = [
    write('asked for', 'digest.college', { person }),
    write('ask', 'attendance.ask', { person }),
    write('digest', 'digest.college', { chat: BRANCH_CHAT }),
    write('check-in', 'attendance.checkin', { chat: BRANCH_CHAT }),
  ]
  await transact(at.ctx, (tx) => writeLetters(at.ctx, tx, letters))
  const taken = await takeDueLetters(at.ctx)
  expect((await Promise.all(taken.map((id) => keyOf(at, id)))).toSorted()).toEqual(['ask', 'digest'])
})

async function turnOf({ ctx, db, post }: Place, id: LetterId): Promise<string> {
  const past = Temporal.Instant.from('2000-01-01T00:00:00Z')
  await db.updateTable('letters_letters').set({ held_until: past }).where('id', '=', id).execute()
  return deliverLetter(ctx, post, id)
}

test('an answer that has had no reply from the platform holds up no check-in', async () => {
  await using at = await aPost()
  const { control } = at.sandbox
  await write(at, 'desk.help', 'answer')
  const [answer] = await takeDueLetters(at.ctx)
  if (answer === undefined) throw new Error('no letter')
  await control.hold({ api: 'send', when: 'before', count: 1 })
  const under = deliverLetter(at.ctx, at.post, answer)
  await expect.poll(() => control.held()).toHaveLength(1)
  await write(at, 'attendance.checkin', 'check-in')
  const [urgent] = await takeDueLetters(at.ctx)
  if (urgent === undefined) throw new Error('the check-in waits')
  expect(await deliverLetter(at.ctx, at.post, urgent)).toBe('sent')
  for (const { n } of await control.held()) await control.release(n, 'go')
  await under
})

test('four hundred messages from one person get twenty answers and one word about it; nobody else waits', async () => {
  await using life = await aLife({ only: [], now: '2026-11-24T09:00:00+08:00' })
  for (let n = 0; n < 400; n += 1) await life.hear('M0230', '待办')
  await life.hear('M0231', '待办')
  const written = await life.letters()
  const of = (kind: string, who: string) =>
    written.filter((one) => one.kind === kind && one.receiver === `person:${who}`)
  expect(of('desk.todo', 'M0230')).toHaveLength(20)
  expect(of('desk.hint', 'M0230').map(({ ref }) => ref)).toEqual(['flood'])
  expect(of('desk.todo', 'M0231')).toHaveLength(1)
})

test('what was said over hours and is heard at once is no flood: each of it is answered', async () => {
  await using life = await aLife({ only: [], now: '2026-11-24T09:00:00+08:00' })
  for (let n = 0; n < 30; n += 1) {
    life.ctx.set(life.ctx.now().add({ minutes: 4 }).toString())
    await life.hear('M0230', '待办')
  }
  const kinds = (await life.letters()).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'desk.todo')).toHaveLength(30)
  expect(kinds).not.toContain('desk.hint')
})

/** Writes a reply to that message and delivers it. */
async function reply(at: Place, replyTo: string): Promise<string> {
  const letter = { kind: 'desk.help', ref: 'group', to: { chat: BRANCH_CHAT } } as const
  await transact(at.ctx, (tx) =>
    writeLetters(at.ctx, tx, [{ key: 'k', ...letter, replyTo: MessageId.parse(replyTo) }]),
  )
  const [id] = await takeDueLetters(at.ctx)
  if (id === undefined) throw new Error('no letter')
  return deliverLetter(at.ctx, at.post, id)
}

test.each(questions.recalledCard.answers)(
  'an answer to a message that was recalled (%s) is nobody’s trouble',
  async (value) => {
    await using at = await aPost()
    const { control } = at.sandbox
    await control.switch({ name: 'recalledCard', value })
    const said = await control.say({ as: 'ou_anna', chat: BRANCH_CHAT, text: '@支部助手 帮助' })
    await control.recall({ as: 'ou_anna', message: said.message_id })
    expect(await reply(at, said.message_id)).toBe('obsolete')
    expect(await troubledLetters(at.ctx)).toEqual([])
  },
)

test.each(questions.unknownId.answers)(
  'an answer to a message that is unknown there (%s) is nobody’s trouble',
  async (value) => {
    await using at = await aPost()
    await at.sandbox.control.switch({ name: 'unknownId', value })
    expect(await reply(at, 'om_never_was')).toBe('obsolete')
    expect(await troubledLetters(at.ctx)).toEqual([])
  },
)
