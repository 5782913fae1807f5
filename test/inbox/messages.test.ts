import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  editMessage,
  handleMessage,
  messagesWait,
  recallMessage,
  receiveMessage,
  takeOpenMessages,
} from '../../src/inbox/service.ts'
import type { Incoming } from '../../src/feishu/in/incoming.ts'
import type { Ctx } from '../../src/ctx.ts'
import type { Tx } from '../../src/db/tables.ts'
import { ChatId, MemberId, MessageId, OpenId } from '../../src/ids.ts'
import type { MessageHandlers } from '../../src/inbox/types.ts'
import type { FailedAttempt } from '../../src/letters/types.ts'
import { registry } from '../../src/router.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'

const AT = Temporal.Instant.from('2026-11-23T09:00:00+08:00')

function aMessage(id: string): Incoming {
  return {
    messageId: MessageId.parse(id),
    chatId: ChatId.parse('oc_1'),
    chatType: 'p2p',
    openId: OpenId.parse('ou_anna'),
    at: AT,
    type: 'text',
    text: '实到21人',
    mentionsBot: false,
    pictures: [],
  }
}

/** An inbox whose effects are written down; the next `fails` of them fail. */
async function anInbox() {
  const db = await aDatabase()
  const ctx = await aCtx(db)
  const done: string[] = []
  const state = { fails: 0 }
  const note = async (what: string) => {
    state.fails -= 1
    if (state.fails >= 0) throw new Error('no effect')
    done.push(what)
  }
  const letters = {
    ...registry.letters,
    memberOf: async () => MemberId.parse('M0001'),
    noteFailure: async (_ctx: Ctx, _tx: Tx, { ref, openId, error }: FailedAttempt) => {
      done.push(`failed ${ref} ${openId} ${error}`)
      return 'E-0000'
    },
    tellFailure: async () => undefined,
  }
  const messages: MessageHandlers = {
    handleMessage: (_ctx, _tx, { messageId }) => note(`heard ${messageId}`),
    revise: (_ctx, _tx, { messageId, text }) => note(`revised ${messageId} ${text}`),
    withdraw: (_ctx, _tx, id) => note(`withdrawn ${id}`),
    sendTooLong: async () => undefined,
  }
  const edit = (id: string, text: string, minutes = 1) =>
    editMessage(ctx, { ...aMessage(id), text }, AT.add({ minutes }))
  const receive = (id: string, from: Partial<Incoming> = {}) =>
    receiveMessage(ctx, { ...aMessage(id), ...from })
  const recall = (id: string) => recallMessage(ctx, MessageId.parse(id))
  const hear = (id: string) => handleMessage(ctx, { letters, messages }, MessageId.parse(id))
  const row = (id: string) =>
    db
      .selectFrom('feishu_messages')
      .select(['payload', 'ended', 'recalled'])
      .where('message_id', '=', id)
      .executeTakeFirst()
  return {
    ctx,
    done,
    state,
    receive,
    edit,
    recall,
    hear,
    row,
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

type Inbox = Awaited<ReturnType<typeof anInbox>>

test('a message that is taken back before its effect never has one, and what it said is forgotten', async () => {
  await using inbox = await anInbox()
  await inbox.receive('om_1')
  await inbox.recall('om_1')
  await inbox.hear('om_1')
  expect(inbox.done).toEqual([])
  expect(await inbox.row('om_1')).toEqual({ payload: null, ended: 'done', recalled: true })
  expect(await messagesWait(inbox.ctx)).toBe(false)
})

test('a recall that comes before its message is remembered', async () => {
  await using inbox = await anInbox()
  await inbox.recall('om_1')
  await inbox.receive('om_1')
  expect(await takeOpenMessages(inbox.ctx)).toEqual([])
  await inbox.hear('om_1')
  expect(inbox.done).toEqual([])
})

test('what came of a message is taken back once, however often the recall is delivered', async () => {
  await using inbox = await anInbox()
  await inbox.receive('om_1')
  await inbox.hear('om_1')
  await inbox.recall('om_1')
  await inbox.recall('om_1')
  expect(await takeOpenMessages(inbox.ctx)).toEqual(['om_1'])
  await inbox.hear('om_1')
  await inbox.recall('om_1')
  await inbox.receive('om_1')
  await inbox.hear('om_1')
  expect(inbox.done).toEqual(['heard om_1', 'withdrawn om_1'])
})

test('what a message was edited to counts: before its effect instead of it, afterwards as its revision', async () => {
  await using inbox = await anInbox()
  await inbox.receive('om_1')
  await inbox.edit('om_1', '实到22人')
  expect((await inbox.row('om_1'))?.payload).toMatchObject({ text: '实到22人' })
  await inbox.hear('om_1')
  await inbox.edit('om_1', '实到23人', 2)
  await inbox.edit('om_1', '实到23人', 2)
  expect(await takeOpenMessages(inbox.ctx)).toEqual(['om_1'])
  await inbox.hear('om_1')
  await inbox.edit('om_1', '实到22人', 1)
  await inbox.receive('om_1')
  await inbox.hear('om_1')
  expect(inbox.done).toEqual(['heard om_1', 'revised om_1 实到23人'])
})

test('an edit that comes before its message, or mentions the bot for the first time, is heard as a message', async () => {
  await using inbox = await anInbox()
  await inbox.edit('om_1', '实到22人')
  await inbox.receive('om_1')
  await inbox.hear('om_1')
  expect(inbox.done).toEqual(['heard om_1'])
})

test('an edit of a message that was taken back changes nothing, and a recall takes back what was to be revised', async () => {
  await using inbox = await anInbox()
  for (const id of ['om_1', 'om_2']) {
    await inbox.receive(id)
    await inbox.hear(id)
  }
  await inbox.edit('om_1', '实到22人')
  for (const id of ['om_1', 'om_2']) await inbox.recall(id)
  await inbox.edit('om_2', '实到22人')
  for (const id of ['om_1', 'om_2', 'om_1', 'om_2']) await inbox.hear(id)
  expect(inbox.done).toEqual(['heard om_1', 'heard om_2', 'withdrawn om_1', 'withdrawn om_2'])
})

test('a recall whose effect failed is tried again', async () => {
  await using inbox = await anInbox()
  await inbox.receive('om_1')
  await inbox.hear('om_1')
  await inbox.recall('om_1')
  inbox.state.fails = 2
  for (const _try of [1, 2, 3]) await inbox.hear('om_1')
  expect(inbox.done).toEqual(['heard om_1', 'withdrawn om_1'])
})

const GROUP = ChatId.parse('oc_group')
const bea = { openId: OpenId.parse('ou_bea'), chatId: ChatId.parse('oc_2') }

/** Messages one after another, as if each were written a second later. */
async function flood(inbox: Inbox, count: number, from: (n: number) => Partial<Incoming>): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    inbox.ctx.set(AT.add({ seconds: n }).toString())
    await inbox.receive(`om_flood_${n}`, from(n))
  }
  inbox.ctx.set(AT.add({ seconds: count }).toString())
}

/** The queue as the workers see it: what was taken is heard in that order, after each there is a look. Returns what was heard. */
async function hearUntil(inbox: Inbox, queue: string[], done: () => boolean): Promise<number> {
  const before = inbox.done.length
  for (;;) {
    queue.push(...(await takeOpenMessages(inbox.ctx)))
    const id = queue.shift()
    if (id === undefined || done()) return inbox.done.length - before
    await inbox.hear(id)
  }
}

test.each([
  ['person in the direct chat', () => ({})],
  ['person in many groups', (n: number) => ({ chatId: ChatId.parse(`oc_group_${n}`) })],
  ['group', (n: number) => ({ chatId: GROUP, openId: OpenId.parse(`ou_${n}`) })],
])('four hundred messages of one %s keep another waiting for a handful of them', async (_who, from) => {
  await using inbox = await anInbox()
  await flood(inbox, 400, from)
  const queue: string[] = [...(await takeOpenMessages(inbox.ctx)), ...(await takeOpenMessages(inbox.ctx))]
  await inbox.receive('om_bea', bea)
  const heard = await hearUntil(inbox, queue, () => inbox.done.includes('heard om_bea'))
  expect(heard).toBeLessThanOrEqual(9)
})

test('a flood is heard to its end and in its order, and what rests takes no turn', async () => {
  await using inbox = await anInbox()
  inbox.state.fails = 8
  await flood(inbox, 40, () => ({}))
  await hearUntil(inbox, [], () => false)
  const heard = Array.from({ length: 32 }, (_, n) => `heard om_flood_${n + 8}`)
  expect(inbox.done).toEqual(heard)
})

test('in whatever order twenty messages, their recalls and their effects meet, none is left standing', async () => {
  await using inbox = await anInbox()
  let round = 0
  const actions = fc.shuffledSubarray(['receive', 'receive', 'hear', 'hear', 'recall', 'recall'] as const, {
    minLength: 6,
  })
  const property = fc.asyncProperty(fc.array(actions, { minLength: 20, maxLength: 20 }), async (crowd) => {
    round += 1
    inbox.done.length = 0
    const ids = crowd.map((_, n) => `om_${round}_${n}`)
    await Promise.all(crowd.flatMap((all, n) => all.map((action) => inbox[action](ids[n] ?? ''))))
    for (const id of ids) await inbox.hear(id)
    for (const id of ids) {
      const mine = inbox.done.filter((what) => what.endsWith(` ${id}`))
      expect([[], [`heard ${id}`, `withdrawn ${id}`]]).toContainEqual(mine)
    }
    expect(await messagesWait(inbox.ctx)).toBe(false)
  })
  await fc.assert(property, { numRuns: 5 })
})
