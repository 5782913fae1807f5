import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { keepBytes } from '../../src/files/folder.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { takeDueLetters, troubledLetters, writeLetters } from '../../src/letters/service.ts'
import type { KeptFile } from '../../src/letters/types.ts'
import { aHandler, aPost, BRANCH_CHAT } from '../support/post.ts'

const BYTES = Buffer.from('PK\x03\x04记录')
const LONG_AGO = Temporal.Instant.from('2000-01-01T00:00:00Z')

/** A post whose letters are this file, in a data folder of its own, and one of them. */
async function aFilePost() {
  const kept: { file?: KeptFile } = {}
  const render = async () => ({ text: '十一月党员大会.docx', ...kept })
  const at = await aPost(aHandler({ render }))
  const dataPath = join(tmpdir(), crypto.randomUUID())
  const ctx = { ...at.ctx, dataPath }
  kept.file = { name: '十一月党员大会.docx', bytes: await keepBytes(dataPath, BYTES) }
  const letter = { key: 'one', kind: 'meetings.notice', ref: 'A1', to: { chat: BRANCH_CHAT } } as const
  await transact(ctx, (tx) => writeLetters(ctx, tx, [letter]))
  const [id] = await takeDueLetters(ctx)
  if (id === undefined) throw new Error('no letter')
  const deliver = () => deliverLetter(ctx, at.post, id)
  return { ...at, ctx, deliver, [Symbol.asyncDispose]: () => at[Symbol.asyncDispose]() }
}

type Place = Awaited<ReturnType<typeof aFilePost>>

/** One attempt that is cut before or after this call took effect; afterwards the letter has rested. */
async function attemptCut(at: Place, api: 'file' | 'send', when: 'before' | 'after'): Promise<void> {
  const { control } = at.sandbox
  await control.hold({ api, when, count: 1 })
  const attempt = at.deliver()
  await expect.poll(() => control.held()).toHaveLength(1)
  for (const { n } of await control.held()) await control.release(n, 'cut')
  expect(await attempt).toBe('waiting')
  await at.db.updateTable('letters_letters').set({ held_until: LONG_AGO, look_at: LONG_AGO }).execute()
}

async function shown({ sandbox }: Place) {
  const messages = await sandbox.control.messages(BRANCH_CHAT, 'ou_anna')
  const files = messages.map(({ type, file }) => ({ type, name: file?.['file_name'] }))
  const fetched = await fetch(`${sandbox.url}/control/file/${messages[0]?.file?.['file_key']}`)
  return { files, bytes: Buffer.from(await fetched.arrayBuffer()) }
}

const once = { files: [{ type: 'file', name: '十一月党员大会.docx' }], bytes: BYTES }

test('a file is uploaded and sent under its name', async () => {
  await using at = await aFilePost()
  expect(await at.deliver()).toBe('sent')
  expect(await shown(at)).toEqual(once)
})

test.each([
  ['file', 'before'],
  ['file', 'after'],
  ['send', 'before'],
  ['send', 'after'],
] as const)(
  'a connection that is cut at %s, %s it took effect, is followed by one message',
  async (api, when) => {
    await using at = await aFilePost()
    await attemptCut(at, api, when)
    const { first_attempt_at } = await at.db
      .selectFrom('letters_letters')
      .select('first_attempt_at')
      .executeTakeFirstOrThrow()
    // What failed before the message was sent is no attempt.
    expect(first_attempt_at === null).toBe(api === 'file')
    expect(await at.deliver()).toBe('sent')
    expect(await shown(at)).toEqual(once)
  },
)

test('a file that is kept no longer has failed, and an administrator sees it', async () => {
  await using at = await aFilePost()
  await rm(at.ctx.dataPath, { recursive: true })
  expect(await at.deliver()).toBe('failed')
  expect(await troubledLetters(at.ctx)).toMatchObject([{ ended: 'failed', code: 'file_expired' }])
  await expect(readdir(at.ctx.dataPath)).rejects.toThrow('ENOENT')
})
