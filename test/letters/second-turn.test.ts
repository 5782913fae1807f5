import { pino } from 'pino'
import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { ChatId, type LetterId, MemberId } from '../../src/ids.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import {
  reviveLetters,
  sendToChat,
  settleLetters,
  takeDueLetters,
  troubledLetters,
  writeLetters,
} from '../../src/letters/service.ts'
import type { NewLetter } from '../../src/letters/types.ts'
import { aPost, BRANCH_CHAT } from '../support/post.ts'

type Place = Awaited<ReturnType<typeof aPost>>

const notice = { key: 'k', kind: 'meetings.notice', ref: 'A1' } as const
const LONG_AGO = Temporal.Instant.from('2000-01-01T00:00:00Z')

/** The letter that is due, after whatever claim or rest it had. */
async function dueNow({ ctx, db }: Place): Promise<LetterId> {
  await db.updateTable('letters_letters').set({ held_until: LONG_AGO, look_at: LONG_AGO }).execute()
  const [id] = await takeDueLetters(ctx)
  if (id === undefined) throw new Error('no letter is due')
  return id
}

const write = ({ ctx }: Place, letter: NewLetter) => transact(ctx, (tx) => writeLetters(ctx, tx, [letter]))

test('a letter that is addressed anew while it is claimed goes to its new chat, never to the one before', async () => {
  await using at = await aPost()
  const { ctx, post } = at
  await write(at, { ...notice, to: { chat: ChatId.parse('oc_other') } })
  const readdress = () => transact(ctx, (tx) => sendToChat(ctx, tx, { ...notice, to: { chat: BRANCH_CHAT } }))
  let readdressed: Promise<void> | undefined
  const heard = (line: string) => {
    if (line.includes('letter claimed')) readdressed = readdress()
  }
  const spec = post.letters.kinds[notice.kind]
  const isRelevant: typeof spec.isRelevant = async (...asked) => {
    await readdressed
    return spec.isRelevant(...asked)
  }
  const kinds = { ...post.letters.kinds, [notice.kind]: { ...spec, isRelevant } }
  const outbox = { ...post, letters: { ...post.letters, kinds } }
  const claiming = { ...ctx, log: pino({ level: 'debug' }, { write: heard }) }
  expect(await deliverLetter(claiming, outbox, await dueNow(at))).toBe('notMine')
  expect(await deliverLetter(ctx, post, await dueNow(at))).toBe('sent')
  expect((await at.sandbox.control.record()).filter(({ api }) => api === 'send')).toMatchObject([
    { chat_id: BRANCH_CHAT },
  ])
})

test('a letter that was ticked off and taken up again is shown anew when it comes to nothing once more', async () => {
  await using at = await aPost()
  const { ctx } = at
  const anna = MemberId.parse('anna')
  const post = { ...at.post, letters: { ...at.post.letters, openIdOf: async () => null } }
  await write(at, { ...notice, to: { person: anna } })
  const comesToNothing = async () => {
    expect(await deliverLetter(ctx, post, await dueNow(at))).toBe('failed')
    expect(await troubledLetters(ctx)).toMatchObject([{ key: 'k', code: 'no_open_id' }])
  }
  await comesToNothing()
  expect(await transact(ctx, (tx) => settleLetters(tx, 'all', ctx.now()))).toBe(1)
  expect(await troubledLetters(ctx)).toEqual([])
  await transact(ctx, (tx) => reviveLetters(ctx, tx, [anna]))
  await comesToNothing()
})
