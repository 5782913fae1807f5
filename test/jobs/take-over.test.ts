import { once } from 'node:events'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { takeOver } from '../../jobs/take-over.ts'
import { setAlarms, takeDueAlarms } from '../../src/alarms/service.ts'
import { openDb } from '../../src/db/open.ts'
import { newProcessId, openProcess } from '../../src/db/process.ts'
import { transact } from '../../src/db/transact.ts'
import { receiveMessage, takeOpenMessages } from '../../src/inbox/service.ts'
import { ChatId, ImageKey, MessageId, OpenId } from '../../src/ids.ts'
import { claim } from '../../src/letters/claims/store.ts'
import { takeDueLetters, writeLetters } from '../../src/letters/service.ts'
import { keepPicture, takeDueFiles } from '../../src/files/service.ts'
import { expectSentOnce, openBots } from '../support/bots.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'

const log = pino({ level: 'silent' })

/** A process on these records that has its own connections, and is alive until it is disposed. */
async function aProcess(url: string) {
  const id = newProcessId()
  await using opening = new AsyncDisposableStack()
  opening.use(await openProcess(url, { id, log }))
  const ctx = await aCtx(opening.use(openDb(url, { processId: id })))
  const opened = opening.move()
  return { id, ctx, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

test('a start ends the claims of processes that are dead, and of no other', async () => {
  await using db = await aDatabase()
  await using heir = await aProcess(db.url)
  const { ctx } = heir
  const to = { chat: ChatId.parse('oc_fx_college') }
  const letters = ['one', 'two'].map((key) => ({ key, kind: 'digest.college' as const, ref: 'r', to }))
  await transact(ctx, (tx) => writeLetters(ctx, tx, letters))
  const holder = await aProcess(db.url)
  const [held] = await takeDueLetters(holder.ctx)
  if (held === undefined) throw new Error('nothing was due')
  const when = { now: ctx.now(), leaseSeconds: 60 }
  expect(await transact(holder.ctx, (tx) => claim(tx, held, when))).toBeDefined()
  await takeOver(ctx, heir.id)
  expect(await transact(ctx, (tx) => claim(tx, held, when))).toBeUndefined()
  await holder[Symbol.asyncDispose]()
  await expect.poll(() => takeOver(ctx, heir.id).then(() => takeDueLetters(ctx))).toEqual([held])
  expect(await transact(ctx, (tx) => claim(tx, held, when))).toBeDefined()
})

test('what was taken by a process that is gone is looked at at once by a start that is alone, and by no other', async () => {
  await using db = await aDatabase()
  await using heir = await aProcess(db.url)
  const { ctx } = heir
  const [chatId, messageId] = [ChatId.parse('oc_fx_college'), MessageId.parse('om_1')]
  await transact(ctx, async (tx) => {
    await writeLetters(ctx, tx, [{ key: 'one', kind: 'digest.college', ref: 'r', to: { chat: chatId } }])
    await setAlarms(tx, [{ key: 'one', kind: 'reports.chase', ref: 'R-A047', dueAt: ctx.now() }])
    await keepPicture(tx, { message: messageId, source: ImageKey.parse('img_1'), ref: 'R-A047' })
  })
  const from = { messageId, chatId, openId: OpenId.parse('ou_anna'), at: ctx.now() }
  const said = { chatType: 'p2p', type: 'text', text: '帮助', mentionsBot: false } as const
  await receiveMessage(ctx, { ...from, ...said, pictures: [] })
  const sweeps = [takeDueLetters, takeDueAlarms, takeDueFiles, takeOpenMessages]
  const taken = async () => (await Promise.all(sweeps.map((take) => take(ctx)))).map((ids) => ids.length)
  const other = await aProcess(db.url)
  expect(await taken()).toEqual([1, 1, 1, 1])
  await takeOver(ctx, heir.id)
  expect(await taken()).toEqual([0, 0, 0, 0])
  await other[Symbol.asyncDispose]()
  await expect.poll(() => takeOver(ctx, heir.id).then(taken)).toEqual([1, 1, 1, 1])
})

test('letters whose bot was killed while it sent them go out at the next start, each once, long before their claims end', async () => {
  await using bots = await openBots()
  const { control } = bots.sandbox
  const hold = await control.hold({ api: 'send', when: 'before', count: 3 })
  const first = await bots.start()
  await expect.poll(async () => (await control.held()).length).toBe(3)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  for (const { n } of await control.held()) await control.release(n, 'cut')
  await control.unhold(hold)
  await bots.start()
  // A claim lasts sixty seconds, a job of a dead worker fifteen and more.
  await expectSentOnce(bots, 6)
})
