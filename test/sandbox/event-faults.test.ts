import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultRequest } from '../../src/sandbox/control-client.ts'
import { APP, aWorld, SCOPES } from '../support/sandbox.ts'
import { aCardFor, aText, openRaw } from './app.ts'
import { openInside } from './inside.ts'
import { envelopeIn, openRawSocket, type RawSocket } from './raw-socket.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

const world = aWorld({ apps: [{ ...APP, scopes: [...SCOPES, 'im:chat.members:bot_access'] }] })
let sandbox: Awaited<ReturnType<typeof openInside>>
let raw: RawSocket
beforeEach(async () => {
  sandbox = stack.use(await openInside(world))
  raw = stack.use(await openRawSocket(sandbox.url))
})

const say = (text: string, as = 'ou_bo') => sandbox.control.say({ as, chat: 'bot', text })
const ends = async () => (await sandbox.control.events()).map(({ end }) => end)
const heardBy = (socket: RawSocket) =>
  socket.data().map((frame) => `${Object.values(envelopeIn(frame).header)[0]}`)
const textsAt = (socket: RawSocket) =>
  socket.data().map((frame) => /"text\\":\\"(.*?)\\"/.exec(`${frame.payload}`)?.[1])

async function press() {
  const call = await openRaw(sandbox.url)
  const { data } = await call('POST', '/im/v1/messages?receive_id_type=chat_id', aCardFor('oc_branch'))
  return sandbox.control.press({ as: 'ou_bo', message: `${data['message_id']}`, text: '参加' })
}

describe('an event', () => {
  it('whose answer is lost comes again as the same event, as if nobody had answered', async () => {
    await sandbox.control.fault({ kind: 'lostAck', count: 1 })
    await say('一')
    await expect.poll(() => raw.data()).toHaveLength(1)
    raw.ack(raw.data()[0])
    await expect.poll(async () => (await sandbox.control.events())[0]?.next).toBeDefined()
    await sandbox.control.clock((await sandbox.control.state()).offsetMs + 16_000)
    await expect.poll(() => raw.data()).toHaveLength(2)
    raw.ack(raw.data()[1])
    await expect.poll(ends).toEqual(['acknowledged'])
    expect(new Set(heardBy(raw)).size).toBe(1)
  })

  it('may come twice though it succeeded', async () => {
    await sandbox.control.fault({ kind: 'duplicate', count: 1, api: 'im.message.receive_v1' })
    await say('一')
    await expect.poll(() => raw.data()).toHaveLength(2)
    expect(new Set(heardBy(raw)).size).toBe(1)
    for (const frame of raw.data()) raw.ack(frame)
    await expect.poll(ends).toEqual(['acknowledged'])
  })

  it('of another kind than the order names is left alone', async () => {
    await sandbox.control.fault({ kind: 'late', ms: 600_000, api: 'im.message.recalled_v1' })
    await say('一')
    await expect.poll(() => raw.data()).toHaveLength(1)
  })

  it('may come late, and is waited for from then on', async () => {
    await sandbox.control.fault({ kind: 'late', ms: 3_300, count: 1 })
    const start = performance.now()
    await say('一')
    await expect.poll(() => raw.data()).toHaveLength(1)
    expect(performance.now() - start).toBeGreaterThan(3_200)
    raw.ack(raw.data()[0])
    await expect.poll(ends).toEqual(['acknowledged'])
    expect(await sandbox.control.events()).toMatchObject([{ attempts: 1 }])
  })

  it('may let the next one go first', async () => {
    await sandbox.control.fault({ kind: 'reordered', ms: 600_000, count: 1 })
    await say('一')
    await say('二')
    await expect.poll(() => textsAt(raw)).toEqual(['二'])
    raw.ack(raw.data()[0])
    await expect.poll(() => textsAt(raw)).toEqual(['二', '一'])
    await say('三')
    await expect.poll(() => textsAt(raw)).toEqual(['二', '一', '三'])
  })

  it('that nothing overtakes waits no longer than it was told', async () => {
    await sandbox.control.fault({ kind: 'reordered', ms: 300 })
    await say('一')
    await expect.poll(() => textsAt(raw)).toEqual(['一'])
  })
})

describe('a click', () => {
  it('whose answer is lost was taken by the app once, and the person sees 200341', async () => {
    await sandbox.control.fault({ kind: 'lostAck' })
    const outcome = press()
    await expect.poll(() => raw.data()).toHaveLength(1)
    raw.ack(raw.data()[0])
    expect(await outcome).toMatchObject({ error: { code: 200341 } })
    expect(raw.data()).toHaveLength(1)
  })

  it('that comes late is the click of then, though the person has seen 200341', async () => {
    await sandbox.control.fault({ kind: 'late', ms: 3_300, count: 1 })
    const from = Temporal.Instant.from((await sandbox.control.state()).now).epochMilliseconds
    expect(await press()).toMatchObject({ error: { code: 200341 } })
    await expect.poll(() => raw.data()).toHaveLength(1)
    const made = Number(envelopeIn(raw.data()[0]).header['create_time']) / 1000
    const now = Temporal.Instant.from((await sandbox.control.state()).now).epochMilliseconds
    expect(made).toBeGreaterThanOrEqual(from)
    expect(now - made).toBeGreaterThan(3_200)
  })

  it('is never doubled and waits for no other', async () => {
    await sandbox.control.fault({ kind: 'duplicate' })
    await sandbox.control.fault({ kind: 'reordered', ms: 600_000 })
    const outcome = press()
    await expect.poll(() => raw.data()).toHaveLength(1)
    raw.ack(raw.data()[0])
    expect(await outcome).toEqual({})
    expect(raw.data()).toHaveLength(1)
  })
})

describe('a connection', () => {
  it('that is half-open carries nothing either way, while a new one works; healed, it carries again', async () => {
    await say('零')
    await expect.poll(() => raw.data()).toHaveLength(1)
    await sandbox.control.fault({ kind: 'halfOpen' })
    raw.ack(raw.data()[0])
    await say('一')
    raw.send({ method: 0, headers: { type: 'ping' } })
    using fresh = await openRawSocket(sandbox.url)
    await expect.poll(() => sayUntilHeard(fresh)).toBe(true)
    expect(raw.frames).toHaveLength(2)
    await expect.poll(async () => (await sandbox.control.events())[0]?.next).toBeDefined()
    await sandbox.control.heal()
    raw.send({ method: 0, headers: { type: 'ping' } })
    await expect.poll(() => raw.frames).toHaveLength(3)
    fresh[Symbol.dispose]()
    await expect.poll(async () => (await sandbox.control.state()).connections).toBe(1)
    await say('二')
    await expect.poll(() => textsAt(raw)).toContain('二')
  })

  it('may drop, as many of them as were ordered', async () => {
    using _other = await openRawSocket(sandbox.url)
    await sandbox.control.fault({ kind: 'dropped', count: 1 })
    await expect.poll(async () => (await sandbox.control.state()).connections).toBe(1)
    await sandbox.control.fault({ kind: 'dropped' })
    await expect.poll(async () => (await sandbox.control.state()).connections).toBe(0)
    expect((await sandbox.control.faults()).ordered).toEqual([])
  })
})

async function sayUntilHeard(socket: RawSocket): Promise<boolean> {
  await say('在吗')
  return socket.data().length > 0
}

describe('an app that is removed from a group', () => {
  it('is told, may not write there, and is told again when it is back', async () => {
    const call = await openRaw(sandbox.url)
    const write = () => call('POST', '/im/v1/messages?receive_id_type=chat_id', aText('oc_branch'))
    const told = () => raw.data().map((frame) => envelopeIn(frame).header['event_type'])
    const id = await sandbox.control.fault({ kind: 'removed', chat: 'oc_branch' })
    expect(await write()).toMatchObject({ code: 230002 })
    await expect.poll(told).toEqual(['im.chat.member.bot.deleted_v1'])
    await sandbox.control.heal(id)
    await expect.poll(told).toEqual(['im.chat.member.bot.deleted_v1', 'im.chat.member.bot.added_v1'])
    expect(await write()).toMatchObject({ code: 0 })
  })

  it('must be in a group that exists', async () => {
    await expect(sandbox.control.fault({ kind: 'removed', chat: 'oc_nowhere' })).rejects.toThrow('oc_nowhere')
    expect((await sandbox.control.faults()).ordered).toEqual([])
  })
})

describe('the same seed', () => {
  it('strikes the same events, whoever is quicker; another seed strikes others', async () => {
    const struck = await Promise.all(
      [1, 1, 2].map((seed) => strikesOf(seed, { kind: 'duplicate', share: 0.5 })),
    )
    expect(struck[0]).toEqual(struck[1])
    expect(struck[0]).not.toEqual(struck[2])
    expect(struck[0]?.length).toBeGreaterThan(2)
    expect(struck[0]?.every((use) => /^event im\.message\.receive_v1 ou_(anna|bo)$/.test(use))).toBe(true)
  })
})

/** Twenty messages of two people at once. */
async function strikesOf(seed: number, wish: FaultRequest): Promise<string[]> {
  await using one = await openInside()
  await one.control.seed(seed)
  await one.control.fault(wish)
  const words = Array.from({ length: 20 }, (_, n) => ({
    as: n % 2 ? 'ou_anna' : 'ou_bo',
    chat: 'bot',
    text: `${n}`,
  }))
  await Promise.all(words.map((order) => one.control.say(order)))
  return (await one.control.faults()).log.map(({ use }) => use).sort()
}
