import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Control } from '../../src/sandbox/control-client.ts'
import { APP, aWorld, SCOPES } from '../support/sandbox.ts'
import { aCard, aCardFor, type Click, openApp, openRaw, plain } from './app.ts'
import { openInside } from './inside.ts'
import { envelopeIn, openRawSocket } from './raw-socket.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

let sandbox: Awaited<ReturnType<typeof openInside>>
let call: Awaited<ReturnType<typeof openRaw>>
beforeEach(async () => {
  sandbox = stack.use(await openInside())
  call = await openRaw(sandbox.url)
})

async function sendCard(card: object = aCard()): Promise<string> {
  const answer = await call('POST', '/im/v1/messages?receive_id_type=chat_id', aCardFor('oc_branch', card))
  return `${answer.data['message_id']}`
}

function pressed({ control }: { control: Control }, message: string) {
  return control.press({ as: 'ou_bo', message, text: '参加' })
}

async function shownCard(): Promise<unknown> {
  return (await sandbox.control.messages('oc_branch', 'ou_anna')).at(-1)?.card
}

describe('a press', () => {
  it('reaches the app over the long connection, and its answer is updated for everybody', async () => {
    const clicks: Click[] = []
    await using _app = await openApp(sandbox.url, {
      click: async (click) => {
        clicks.push(click)
        return { toast: { type: 'success', content: '好' }, card: { type: 'raw', data: aCard('已参加') } }
      },
    })
    const message = await sendCard()
    const outcome = await sandbox.control.press({ as: 'ou_bo', message, text: '参加' })
    expect(outcome).toMatchObject({ toast: { content: '好' }, card: aCard('已参加') })
    expect(await shownCard()).toEqual(aCard('已参加'))
    expect(clicks).toHaveLength(1)
  })

  it('tells who pressed what where, in exactly the platform’s words', async () => {
    using raw = await openRawSocket(sandbox.url)
    const message = await sendCard()
    const press = sandbox.control.press({ as: 'ou_bo', message, text: '参加' })
    await expect.poll(() => raw.data()).toHaveLength(1)
    raw.ack(raw.data()[0])
    expect(await press).toEqual({})
    expect(raw.data()[0]?.headers['type']).toBe('event')
    expect(envelopeIn(raw.data()[0])).toEqual({
      header: {
        event_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        token: 'sandbox-verification-token',
        create_time: expect.stringMatching(/^\d{16}$/),
        event_type: 'card.action.trigger',
        tenant_key: 'sandbox',
        app_id: APP.app_id,
      },
      event: {
        operator: { tenant_key: 'sandbox', open_id: 'ou_bo', union_id: 'on_bo' },
        token: expect.stringMatching(/^c-/),
        action: { tag: 'button', value: { a: 'join' }, timezone: 'Asia/Shanghai' },
        host: 'im_message',
        context: { open_message_id: message, open_chat_id: 'oc_branch' },
      },
    })
  })

  it.each([
    ['us', /^1795\d{12}$/],
    ['ms', /^1795\d{9}$/],
  ] as const)('may be stamped in %s', async (value, digits) => {
    await sandbox.control.switch({ name: 'createTimeUnit', value })
    const clicks: Click[] = []
    await using _app = await openApp(sandbox.url, { click: async (click) => void clicks.push(click) })
    await sandbox.control.press({ as: 'ou_bo', message: await sendCard(), text: '参加' })
    expect(clicks[0]?.create_time).toMatch(digits)
  })

  it('repeated with the same event id is the same event, another press is another', async () => {
    const clicks: Click[] = []
    await using _app = await openApp(sandbox.url, { click: async (click) => void clicks.push(click) })
    const message = await sendCard()
    await sandbox.control.press({ as: 'ou_bo', message, text: '参加', event_id: 'e1' })
    await sandbox.control.press({ as: 'ou_bo', message, text: '参加', event_id: 'e1' })
    await sandbox.control.press({ as: 'ou_bo', message, path: 'body.elements.0' })
    expect(clicks[1]).toEqual(clicks[0])
    expect(new Set(clicks.map((click) => click.event_id)).size).toBe(2)
  })

  it('by somebody outside the chat, on a missing button or on an old card never reaches the app', async () => {
    const clicks: Click[] = []
    await using _app = await openApp(sandbox.url, { click: async (click) => void clicks.push(click) })
    const message = await sendCard()
    expect(await sandbox.control.press({ as: 'ou_chen', message, text: '参加' })).toHaveProperty('error')
    expect(await sandbox.control.press({ as: 'ou_bo', message, text: '请假' })).toHaveProperty('error')
    await sandbox.control.clock(15 * 86_400_000 + (await sandbox.control.state()).offsetMs)
    expect(await sandbox.control.press({ as: 'ou_bo', message, text: '参加' })).toHaveProperty('error')
    expect(clicks).toEqual([])
  })
})

describe('what the person sees when the answer is', () => {
  const answers: [string, ((click: Click) => Promise<unknown>) | null, number][] = [
    ['late: 200341', () => Promise.withResolvers().promise, 200341],
    ['no answer to a click: 200672', async () => ({ tost: {} }), 200672],
    ['a toast of an unknown kind: 200672', async () => ({ toast: { type: 'loud', content: '好' } }), 200672],
    ['that nobody handles clicks: 200672', null, 200672],
    ['a card that is a text: 200672', async () => ({ card: JSON.stringify(aCard()) }), 200672],
    [
      'a broken card: 200673',
      async () => ({ card: { type: 'raw', data: aCard('', [{ tag: 'audio' }]) } }),
      200673,
    ],
    [
      'a card above 30 KB: 200673',
      async () => ({
        card: { type: 'raw', data: aCard('', [{ tag: 'div', text: plain('长'.repeat(10_240)) }]) },
      }),
      200673,
    ],
    [
      'a card of the old language: 200830',
      async () => ({ card: { type: 'raw', data: { elements: [] } } }),
      200830,
    ],
  ]
  it.each(answers)('%s', async (_name, click, code) => {
    await using _app = await openApp(sandbox.url, { click })
    const outcome = await sandbox.control.press({ as: 'ou_bo', message: await sendCard(), text: '参加' })
    expect(outcome.error?.code).toBe(code)
    expect(await shownCard()).toEqual(aCard())
  })

  it.each([
    ['200341', 200341],
    ['200671', 200671],
  ] as const)('a throw: %s', async (value, code) => {
    await sandbox.control.switch({ name: 'throwCode', value })
    const click = () => Promise.reject(new Error('broken'))
    await using _app = await openApp(sandbox.url, { click })
    const outcome = await sandbox.control.press({ as: 'ou_bo', message: await sendCard(), text: '参加' })
    expect(outcome.error?.code).toBe(code)
  })

  it('a status that is neither 200 nor 500: 200671', async () => {
    using raw = await openRawSocket(sandbox.url)
    const press = sandbox.control.press({ as: 'ou_bo', message: await sendCard(), text: '参加' })
    await expect.poll(() => raw.data()).toHaveLength(1)
    raw.ack(raw.data()[0], { code: 404 })
    expect(await press).toMatchObject({ error: { code: 200671 } })
  })

  it('impossible, for nobody listens or the console has no callback: 200340', async () => {
    expect(await pressed(sandbox, await sendCard())).toMatchObject({ error: { code: 200340 } })
    await using deaf = await openInside(aWorld({ apps: [{ ...APP, scopes: SCOPES, callbacks: false }] }))
    const clicks: Click[] = []
    await using _app = await openApp(deaf.url, { click: async (click) => void clicks.push(click) })
    const send = await openRaw(deaf.url)
    const { data } = await send('POST', '/im/v1/messages?receive_id_type=chat_id', aCardFor('oc_branch'))
    expect(await pressed(deaf, `${data['message_id']}`)).toMatchObject({ error: { code: 200340 } })
    expect(clicks).toEqual([])
  })
})

describe('a click that failed', () => {
  it('is never delivered again', async () => {
    const clicks: Click[] = []
    await using _app = await openApp(sandbox.url, {
      click: async (click) => {
        clicks.push(click)
        throw new Error('broken')
      },
    })
    await pressed(sandbox, await sendCard())
    await sandbox.control.clock((await sandbox.control.state()).offsetMs + 86_400_000)
    await sandbox.control.say({ as: 'ou_bo', chat: 'bot', text: '在吗' })
    await expect.poll(async () => (await sandbox.control.events())[0]?.end).toBe('acknowledged')
    expect(clicks).toHaveLength(1)
  })

  it.each(['ignored', 'shown'] as const)('for its answer came too late may have it %s', async (value) => {
    await sandbox.control.switch({ name: 'lateAck', value })
    using raw = await openRawSocket(sandbox.url)
    expect(await pressed(sandbox, await sendCard())).toMatchObject({ error: { code: 200341 } })
    const answer = Buffer.from(JSON.stringify({ card: { type: 'raw', data: aCard('已参加') } }))
    raw.ack(raw.data()[0], { code: 200, data: answer.toString('base64') })
    raw.send({ method: 0, headers: { type: 'ping' } })
    await expect.poll(() => raw.frames).toHaveLength(3)
    expect(await shownCard()).toEqual(aCard(value === 'shown' ? '已参加' : '参加'))
  })
})

describe('an update during a click', () => {
  it('is undone by an answer without a card, and stays when it comes after the answer', async () => {
    const clicked = Promise.withResolvers<void>()
    const patched = Promise.withResolvers<void>()
    await using _app = await openApp(sandbox.url, {
      click: async () => {
        clicked.resolve()
        await patched.promise
        return {}
      },
    })
    const message = await sendCard()
    const patch = () =>
      call('PATCH', `/im/v1/messages/${message}`, { content: JSON.stringify(aCard('三人')) })
    const press = sandbox.control.press({ as: 'ou_bo', message, text: '参加' })
    await clicked.promise
    expect((await patch()).code).toBe(0)
    patched.resolve()
    await press
    expect(await shownCard()).toEqual(aCard())
    await patch()
    expect(await shownCard()).toEqual(aCard('三人'))
  })
})
