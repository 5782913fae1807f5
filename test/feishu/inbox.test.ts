import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Effects,
  hearMessage,
  messagesWait,
  recallMessage,
  receiveMessage,
  takeOpenMessages,
} from '../../src/feishu/inbox.ts'
import type { Incoming } from '../../src/feishu/incoming.ts'
import { ChatId, MessageId, OpenId } from '../../src/ids.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'

const at = Temporal.Instant.from('2026-11-23T09:00:00+08:00')

function aMessage(id: string): Incoming {
  return {
    messageId: MessageId.parse(id),
    chatId: ChatId.parse('oc_1'),
    chatType: 'p2p',
    openId: OpenId.parse('ou_anna'),
    at,
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
  const effects: Effects = {
    hear: (_ctx, _tx, { messageId }) => note(`heard ${messageId}`),
    withdraw: (_ctx, _tx, id) => note(`withdrawn ${id}`),
  }
  const receive = (id: string) => receiveMessage(ctx, aMessage(id))
  const recall = (id: string) => recallMessage(ctx, MessageId.parse(id))
  const hear = (id: string) => hearMessage(ctx, effects, MessageId.parse(id))
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
    recall,
    hear,
    row,
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

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

test('a recall whose effect failed is tried again', async () => {
  await using inbox = await anInbox()
  await inbox.receive('om_1')
  await inbox.hear('om_1')
  await inbox.recall('om_1')
  inbox.state.fails = 2
  for (const _try of [1, 2, 3]) await inbox.hear('om_1')
  expect(inbox.done).toEqual(['heard om_1', 'withdrawn om_1'])
})

test('in whatever order twenty messages, their recalls and their effects meet, none is left standing', async () => {
  await using inbox = await anInbox()
  let round = 0
  const deeds = fc.shuffledSubarray(['receive', 'receive', 'hear', 'hear', 'recall', 'recall'] as const, {
    minLength: 6,
  })
  const property = fc.asyncProperty(fc.array(deeds, { minLength: 20, maxLength: 20 }), async (crowd) => {
    round += 1
    inbox.done.length = 0
    const ids = crowd.map((_, n) => `om_${round}_${n}`)
    await Promise.all(crowd.flatMap((all, n) => all.map((deed) => inbox[deed](ids[n] ?? ''))))
    for (const id of ids) await inbox.hear(id)
    for (const id of ids) {
      const mine = inbox.done.filter((what) => what.endsWith(` ${id}`))
      expect([[], [`heard ${id}`, `withdrawn ${id}`]]).toContainEqual(mine)
    }
    expect(await messagesWait(inbox.ctx)).toBe(false)
  })
  await fc.assert(property, { numRuns: 5 })
})
