import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openSandbox } from '../support/sandbox.ts'
import { aCard, aCardFor, type Click, openApp, openRaw, plain } from './app.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

let sandbox: Awaited<ReturnType<typeof openSandbox>>
let call: Awaited<ReturnType<typeof openRaw>>
beforeEach(async () => {
  sandbox = stack.use(await openSandbox())
  call = await openRaw(sandbox.url)
})

async function sendCard(card: object = aCard()): Promise<string> {
  const answer = await call('POST', '/im/v1/messages?receive_id_type=chat_id', aCardFor('oc_branch', card))
  return `${answer.data['message_id']}`
}

async function shownCard(): Promise<unknown> {
  return (await sandbox.control.messages('oc_branch', 'ou_anna')).at(-1)?.card
}

describe('a press', () => {
  it('reaches the app over the long connection, and its answer is painted for everybody', async () => {
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
    expect(clicks[0]).toMatchObject({
      operator: { open_id: 'ou_bo' },
      action: { tag: 'button', value: { a: 'join' } },
      context: { open_message_id: message, open_chat_id: 'oc_branch' },
    })
    expect(clicks[0]?.create_time).toMatch(/^\d{16}$/)
  })

  it('of a submit button carries the form, and required fields are demanded first', async () => {
    const clicks: Click[] = []
    await using _app = await openApp(sandbox.url, { click: async (click) => void clicks.push(click) })
    const form = {
      tag: 'form',
      name: 'leave',
      elements: [
        { tag: 'input', name: 'reason', required: true, max_length: 5 },
        { tag: 'select_static', name: 'kind', options: [{ text: plain('病假'), value: 'ill' }] },
        { tag: 'button', name: 'send', text: plain('提交'), form_action_type: 'submit' },
      ],
    }
    const message = await sendCard(aCard('参加', [form]))
    const pressed = (fields: object) =>
      sandbox.control.press({ as: 'ou_bo', message, text: '提交', form: { ...fields } })
    expect(await pressed({})).toMatchObject({ error: { text: '请填写必填项' } })
    expect(await pressed({ reason: '太长太长太长' })).toMatchObject({ error: { text: '输入太长' } })
    expect(await pressed({ reason: '病', kind: 'well' })).toMatchObject({ error: { text: '没有这个选项' } })
    expect(await pressed({ reason: '病', kind: 'ill' })).toEqual({})
    expect(clicks.map((click) => click.action)).toEqual([
      { tag: 'button', name: 'send', form_value: { reason: '病', kind: 'ill' }, timezone: 'Asia/Shanghai' },
    ])
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
  const answers: [string, (click: Click) => Promise<unknown>, number][] = [
    ['late: 200341', () => Promise.withResolvers().promise, 200341],
    ['a throw: 200671', () => Promise.reject(new Error('broken')), 200671],
    ['no answer to a click: 200672', async () => ({ tost: {} }), 200672],
    [
      'a broken card: 200673',
      async () => ({ card: { type: 'raw', data: aCard('', [{ tag: 'chart' }]) } }),
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
