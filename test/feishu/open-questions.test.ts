import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { renderCard } from '../../src/feishu/cards/card.ts'
import type { Feishu } from '../../src/feishu/out/client.ts'
import { openSocket, type SocketState } from '../../src/feishu/in/socket.ts'
import { rule } from '../../src/feishu/error-codes.ts'
import { questions, type SwitchName } from '../../src/sandbox/switches.ts'
import { openRaw } from '../sandbox/app.ts'
import { aHardWorld, recallAll, TWIN } from '../sandbox/hard-world.ts'
import { type Inside, openInside } from '../sandbox/inside.ts'
import { APP } from '../support/sandbox.ts'
import { aLog, anEdge, aRedisClient, failure } from './aids.ts'
import { silentListener } from '../support/silent-listener.ts'

const toBranch = { type: 'chat', id: 'oc_branch' } as const
const content = { text: '提醒' }

/** The edge on a platform that answers one question in one way. */
async function anEdgeWhere(name: SwitchName, value: string) {
  await using opening = new AsyncDisposableStack()
  const inside = opening.use(await openInside(aHardWorld()))
  Reflect.set(inside.state.switches, name, value)
  const redis = opening.use(await aRedisClient())
  const feishu = opening.use(anEdge(inside.url, redis))
  const opened = opening.move()
  return { ...inside, feishu, redis, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

async function aSentCard(feishu: Feishu): Promise<string> {
  const { messageId } = await feishu.send({ to: toBranch, content: { card: aCard() }, uuid: randomUUID() })
  return messageId ?? ''
}

function aCard(): object {
  return renderCard({ title: '通知', tone: 'blue', summary: '', blocks: [] }, { letter: 'l1' })
}

/** As if five calls a second had just been made; they lie ahead, so that a slow machine does not forget them. */
function exhaust({ state }: Pick<Inside, 'state'>, key: string): void {
  state.rates.set(key, new Array(5).fill(performance.now() + 30_000))
}

test.each(questions.expiredTokenStatus.answers)(
  'an expired token is fetched anew, once, when it is refused under HTTP %s',
  async (value) => {
    await using at = await anEdgeWhere('expiredTokenStatus', value)
    await at.feishu.botInfo()
    at.state.tokens.clear()
    expect((await at.feishu.botInfo()).active).toBe(true)
    const codes = (await at.control.record()).filter(({ api }) => api === 'bot_info').map(({ code }) => code)
    expect(codes).toEqual([0, 99991663, 0])
  },
)

test.each(questions.wrongSecretStatus.answers)(
  'a wrong secret under HTTP %s is a matter for an administrator, and nothing has happened',
  async (value) => {
    await using at = await anEdgeWhere('wrongSecretStatus', value)
    await using wrong = anEdge(at.url, at.redis, { appSecret: 'other' })
    const error = await failure(wrong.send({ to: toBranch, content, uuid: randomUUID() }))
    expect(error).toMatchObject({ code: 10015, verdict: 'admin', mayHaveHappened: false })
    expect(error.cure).toContain('FEISHU_APP_SECRET')
  },
)

test.each(questions.endpointRefusal.answers)(
  'a long connection that is refused with data as %s is said, and nobody takes it for connected',
  async (value) => {
    await using at = await anEdgeWhere('endpointRefusal', value)
    const { log, lines } = aLog()
    const states: SocketState[] = []
    await using socket = await openSocket({
      ...silentListener,
      appId: APP.app_id,
      appSecret: 'other',
      domain: at.url,
      log,
      botOpenId: () => APP.open_id,
      onState: (state) => states.push(state),
    })
    const said = value === 'object' ? 'code=514' : 'connect failed'
    await expect.poll(() => lines.some((line) => line.includes(said))).toBe(true)
    expect(states).toEqual(value === 'object' ? ['failed'] : [])
    expect(socket.state()).not.toBe('connected')
  },
)

test.each(questions.unknownId.answers)('a receiver that the %s does not know is given up', async (value) => {
  await using at = await anEdgeWhere('unknownId', value)
  const strangers = [
    { type: 'person', id: 'ou_nobody' },
    { type: 'chat', id: 'oc_nowhere' },
  ] as const
  for (const to of strangers) {
    const error = await failure(at.feishu.send({ to, content, uuid: randomUUID() }))
    expect(error).toMatchObject({ verdict: 'giveUp', mayHaveHappened: false })
  }
  const messageId = 'om_gone'
  expect(await failure(at.feishu.patch({ messageId, card: aCard() }))).toMatchObject({ verdict: 'giveUp' })
})

test.each(questions.resignedReceiver.answers)('somebody who left (%s) is given up', async (value) => {
  await using at = await anEdgeWhere('resignedReceiver', value)
  const to = { type: 'person', id: 'ou_left' } as const
  const error = await failure(at.feishu.send({ to, content, uuid: randomUUID() }))
  expect(error).toMatchObject({ code: Number(value), verdict: 'giveUp', mayHaveHappened: false })
})

test.each(questions.checkOrder.answers)(
  'a faulty card is given up in the end, even when limits are met before: %s',
  async (value) => {
    await using at = await anEdgeWhere('checkOrder', value)
    const send = () => at.feishu.send({ to: toBranch, content: { card: { schema: 0 } }, uuid: randomUUID() })
    exhaust(at, 'receiver oc_branch')
    const first = await failure(send())
    expect(first.verdict).toBe(value === 'content_first' ? 'giveUp' : 'again')
    at.state.rates.clear()
    expect(await failure(send())).toMatchObject({ code: 230099, verdict: 'giveUp' })
  },
)

test.each(questions.patchTooFast.answers)(
  'an update that came too fast (%s) is tried again',
  async (value) => {
    await using at = await anEdgeWhere('patchTooFast', value)
    const messageId = await aSentCard(at.feishu)
    exhaust(at, `message ${messageId}`)
    const error = await failure(at.feishu.patch({ messageId, card: aCard() }))
    expect(error).toMatchObject({ code: Number(value), verdict: 'again', mayHaveHappened: false })
    at.state.rates.clear()
    await at.feishu.patch({ messageId, card: aCard() })
  },
)

test.each(questions.recalledCard.answers)('a card that was recalled (%s) is given up', async (value) => {
  await using at = await anEdgeWhere('recalledCard', value)
  const messageId = await aSentCard(at.feishu)
  recallAll(at.state)
  expect(await failure(at.feishu.patch({ messageId, card: aCard() }))).toMatchObject({ verdict: 'giveUp' })
})

test.each(questions.foreignCard.answers)('another app’s card (%s) is left alone', async (value) => {
  await using at = await anEdgeWhere('foreignCard', value)
  const messageId = await aSentCard(at.feishu)
  await using twin = anEdge(at.url, at.redis, { appId: TWIN.app_id, appSecret: TWIN.app_secret })
  const error = await failure(twin.patch({ messageId, card: aCard() }))
  expect(error).toMatchObject({ code: Number(value), mayHaveHappened: false })
  expect(error.verdict).not.toBe('again')
})

test.each(questions.rateHeaders.answers)(
  'a person or group that got five a second is left alone for a second, whatever the headers say: %s',
  async (value) => {
    await using at = await anEdgeWhere('rateHeaders', value)
    exhaust(at, 'receiver oc_branch')
    at.state.rates.set(`api ${APP.app_id} send`, [performance.now() + 1_000])
    const error = await failure(at.feishu.send({ to: toBranch, content, uuid: randomUUID() }))
    expect(error).toMatchObject({ code: 230020, verdict: 'again', waitMs: 1000 })
  },
)

test.each(questions.uploadUnscoped.answers)('a scope that is missing (%s) comes with its cure', (value) => {
  expect(rule(Number(value))).toMatchObject({ verdict: 'admin', cure: expect.stringContaining('权限管理') })
})

test.each(questions.downloadScopes.answers)(
  'the scopes that the bot asks for open a download that needs one for the %s',
  async (value) => {
    await using at = await anEdgeWhere('downloadScopes', value)
    const call = await openRaw(at.url)
    expect(await call('GET', '/im/v1/messages/om_1/resources/img_1?type=image')).toMatchObject({
      code: 234001,
    })
  },
)
