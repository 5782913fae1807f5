import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { APP, aWorld, SCOPES } from '../support/sandbox.ts'
import { type Heard, openApp } from './app.ts'
import { openInside } from './inside.ts'
import { askEndpoint, envelopeIn, openRawSocket, type RawSocket, refusedUpgrade } from './raw-socket.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

let sandbox: Awaited<ReturnType<typeof openInside>>
beforeEach(async () => {
  sandbox = stack.use(await openInside())
})

const say = (text: string) => sandbox.control.say({ as: 'ou_bo', chat: 'bot', text })

describe('the endpoint', () => {
  it('refuses a wrong secret and an app that is switched off, in the shape that the SDK understands', async () => {
    const off = { ...APP, app_id: 'cli_00000000000000a2', open_id: 'ou_off', scopes: [], enabled: false }
    await using other = await openInside(aWorld({ apps: [{ ...APP, scopes: SCOPES }, off] }))
    expect(await askEndpoint(other.url, { ...APP, app_secret: 'wrong' })).toMatchObject({
      code: 514,
      data: {},
    })
    expect(await askEndpoint(other.url, off)).toMatchObject({ code: 403, data: {} })
  })

  it.each(['50', '2'] as const)('gives an app %s connections and no more', async (value) => {
    await sandbox.control.switch({ name: 'maxConnections', value })
    const { address } = await askEndpoint(sandbox.url)
    using open = new DisposableStack()
    for (let n = 0; n < Number(value); n += 1) open.use(await openRawSocket(sandbox.url, { pings: false }))
    expect(await askEndpoint(sandbox.url)).toMatchObject({ code: 1000040350, data: {} })
    expect(await refusedUpgrade(address)).toMatchObject({
      'handshake-status': '514',
      'handshake-autherrcode': '1000040350',
    })
  })

  it('hands out tickets for one connection; another upgrade learns from its headers why not', async () => {
    const { address } = await askEndpoint(sandbox.url)
    using _open = await openRawSocket(sandbox.url, { pings: false, address })
    expect(await refusedUpgrade(address)).toMatchObject({ status: 401 })
    expect(await refusedUpgrade(address.replace(/ticket=.*/, 'ticket=made-up'))).toMatchObject({
      status: 401,
      'handshake-status': '514',
      'handshake-msg': 'auth failed',
    })
  })
})

describe('a connection', () => {
  it('carries nothing before the client has pinged, and the pong names all four values', async () => {
    using raw = await openRawSocket(sandbox.url, { pings: false })
    await say('一')
    expect(await sandbox.control.events()).toMatchObject([{ attempts: 1, next: expect.any(String) }])
    expect(raw.frames).toEqual([])
    raw.send({ method: 0, service: 7, headers: { type: 'ping' } })
    await expect.poll(() => raw.frames).toHaveLength(1)
    expect(raw.frames[0]).toMatchObject({ method: 0, service: 7, headers: { type: 'pong' } })
    expect(Object.keys(JSON.parse(`${raw.frames[0]?.payload}`)).sort()).toEqual([
      'PingInterval',
      'ReconnectCount',
      'ReconnectInterval',
      'ReconnectNonce',
    ])
    await say('二')
    await expect.poll(() => raw.data()).toHaveLength(1)
  })

  it('passes over bytes and frames that mean nothing', async () => {
    using raw = await openRawSocket(sandbox.url)
    raw.write(Buffer.from('周报'))
    raw.send({ method: 0, headers: { type: 'pong' } })
    raw.send({ method: 7, headers: { type: 'ping' } })
    raw.send({ headers: { type: 'event', message_id: 'nobody asked' }, payload: Buffer.from('{') })
    await say('一')
    await expect.poll(() => raw.data()).toHaveLength(1)
    expect(raw.frames).toHaveLength(2)
    raw.ack(raw.data()[0])
    await expect.poll(async () => (await sandbox.control.events())[0]?.end).toBe('acknowledged')
  })

  it('is the only one that may answer what it was given', async () => {
    using one = await openRawSocket(sandbox.url)
    using two = await openRawSocket(sandbox.url)
    await say('一')
    await expect.poll(() => [...one.data(), ...two.data()]).toHaveLength(1)
    const [asked, other] = one.data().length > 0 ? [one, two] : [two, one]
    const [frame] = asked.data()
    other.ack(frame)
    other.send({ method: 0, headers: { type: 'ping' } })
    await expect.poll(() => other.frames).toHaveLength(2)
    expect(await sandbox.control.events()).toMatchObject([{ attempts: 1 }])
    expect(await sandbox.control.events()).not.toMatchObject([{ end: 'acknowledged' }])
    asked.ack(frame)
    await expect.poll(async () => (await sandbox.control.events())[0]?.end).toBe('acknowledged')
  })

  it('comes back by itself after a cut', async () => {
    await using _app = await openApp(sandbox.url)
    expect((await sandbox.control.state()).connections).toBe(1)
    expect(await sandbox.control.cut()).toEqual({ cut: 1 })
    await expect.poll(async () => (await sandbox.control.state()).connections).toBe(1)
  })

  it('shares the events with the app’s others: each event goes over one only', async () => {
    const heard: Heard[] = []
    const hear = async (one: Heard) => void heard.push(one)
    await using _one = await openApp(sandbox.url, { hear })
    await using _two = await openApp(sandbox.url, { hear })
    await say('在吗')
    await expect.poll(async () => (await sandbox.control.events())[0]?.end).toBe('acknowledged')
    expect(heard).toHaveLength(1)
  })
})

describe('a push', () => {
  it('is one frame that names its event', async () => {
    using raw = await openRawSocket(sandbox.url)
    const { message_id } = await say('一')
    await expect.poll(() => raw.data()).toHaveLength(1)
    const [frame] = raw.data()
    expect(frame?.headers).toMatchObject({
      type: 'event',
      sum: '1',
      seq: '0',
      message_id: expect.any(String),
    })
    expect(envelopeIn(frame).event).toMatchObject({ message: { message_id } })
  })

  it('may be cut into parts that come in any order, the same order for the same seed', async () => {
    const other = stack.use(await openInside())
    const orders = await Promise.all([sandbox, other].map(orderOfParts))
    expect(orders[0]).toEqual(orders[1])
    expect(new Set(orders[0]?.map((order) => order.length))).toEqual(new Set([2, 3]))
    expect(orders[0]?.some((order) => order.toSorted().join() !== order.join())).toBe(true)
  })

  it('in parts is whole again at the SDK, and is answered once', async () => {
    await sandbox.control.switch({ name: 'frameParts', value: 'several' })
    const heard: Heard[] = []
    await using _app = await openApp(sandbox.url, { hear: async (one) => void heard.push(one) })
    const texts = Array.from({ length: 20 }, (_, n) => `第${n}条：支部书记的周报`)
    for (const text of texts) await say(text)
    await expect.poll(() => heard).toHaveLength(20)
    expect(new Set(heard.map(({ message }) => JSON.parse(message.content).text))).toEqual(new Set(texts))
    await expect
      .poll(async () => (await sandbox.control.events()).map(({ end }) => end))
      .toEqual(texts.map(() => 'acknowledged'))
  })
})

async function orderOfParts({ url, control }: typeof sandbox): Promise<string[][]> {
  await control.switch({ name: 'frameParts', value: 'several' })
  using raw = await openRawSocket(url)
  for (let n = 0; n < 8; n += 1) await control.say({ as: 'ou_bo', chat: 'bot', text: `${n}` })
  await expect.poll(() => wholePushes(raw)).toHaveLength(8)
  return wholePushes(raw).map((push) => push.map(({ headers }) => `${headers['seq']}`))
}

function wholePushes(raw: RawSocket) {
  const pushes = Map.groupBy(raw.data(), ({ headers }) => headers['message_id'])
  return [...pushes.values()].filter((parts) => parts.length === Number(parts[0]?.headers['sum']))
}
