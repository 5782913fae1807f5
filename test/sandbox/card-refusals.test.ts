import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APP, aWorld, openSandbox, SCOPES } from '../support/sandbox.ts'
import { aCard, aCardFor, openApp, openClient, openRaw } from './app.ts'
import { cardOf, form, good, link } from './card-parts.ts'
import { ONE_PIXEL } from '../support/photo.ts'

const OTHER = { app_id: 'cli_00000000000000b2', app_secret: 'other', open_id: 'ou_other', scopes: SCOPES }
const TO_CHAT = '/im/v1/messages?receive_id_type=chat_id'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

let sandbox: Awaited<ReturnType<typeof openSandbox>>
let call: Awaited<ReturnType<typeof openRaw>>
beforeAll(async () => {
  const world = aWorld()
  const chats = world.chats.map((chat) => ({ ...chat, bots: [APP.app_id, OTHER.app_id] }))
  sandbox = stack.use(await openSandbox({ ...world, chats, apps: [...world.apps, OTHER] }))
  call = await openRaw(sandbox.url)
})

async function sent(card: object): Promise<string> {
  return `${(await call('POST', TO_CHAT, aCardFor('oc_branch', card))).data['message_id']}`
}

describe('a broken card is refused with the place and the sub-code', () => {
  const broken = cardOf([good.hr, link('javascript:alert(1)')])
  const words =
    'Failed to create card content, ext=ErrCode: 200621; ErrPath: ROOT -> body -> elements -> [1](tag: button)'

  it('when it is sent', async () => {
    const answer = await call('POST', TO_CHAT, aCardFor('oc_branch', broken))
    expect(answer).toMatchObject({ status: 400, code: 230099 })
    expect(answer.msg).toContain(words)
  })

  it('when it is to take the place of another, which stays', async () => {
    const message = await sent(aCard())
    const patch = (card: object) =>
      call('PATCH', `/im/v1/messages/${message}`, { content: JSON.stringify(card) })
    expect(await patch(broken)).toMatchObject({ status: 400, code: 230099 })
    expect((await patch(broken)).msg).toContain(words)
    expect((await patch({ elements: [] })).msg).toContain('ErrCode: 200830')
    const shown = await sandbox.control.messages('oc_branch', 'ou_anna')
    expect(shown.find(({ message_id }) => message_id === message)?.card).toEqual(aCard())
  })

  it.each([
    [200673, broken],
    [200830, { elements: [] }],
  ])('when it answers a click: %s', async (code, data) => {
    await using _app = await openApp(sandbox.url, { click: async () => ({ card: { type: 'raw', data } }) })
    const message = await sent(aCard())
    const outcome = await sandbox.control.press({ as: 'ou_bo', message, text: '参加' })
    expect(outcome.error?.code).toBe(code)
  })
})

describe('a picture', () => {
  it('is shown by the app that has uploaded it, and by no other', async () => {
    const data = { image_type: 'message', image: ONE_PIXEL } as const
    const { image_key } = (await openClient(sandbox.url).im.v1.image.create({ data })) ?? {}
    const body = aCardFor('oc_branch', cardOf({ ...good.img, img_key: image_key }))
    const other = await openRaw(sandbox.url, OTHER)
    const refused = await other('POST', TO_CHAT, body)
    expect(refused.msg).toContain(
      `ErrCode: 200570; ErrPath: ROOT -> body -> elements -> [0](tag: img); ErrMsg: invalid image keys; ErrorValue: ${image_key}`,
    )
    expect((await call('POST', TO_CHAT, body)).code).toBe(0)
  })
})

describe('where the documents are silent', () => {
  it('a nameless field is found when the card is sent, or when somebody submits it', async () => {
    const card = cardOf(form(good.input))
    expect((await call('POST', TO_CHAT, aCardFor('oc_branch', card))).msg).toContain(
      'input in a form needs a name',
    )
    await sandbox.control.switch({ name: 'namelessField', value: 'click' })
    const message = await sent(card)
    const outcome = await sandbox.control.press({ as: 'ou_bo', message, text: '提交' })
    expect(outcome.error?.code).toBe(200530)
    await sandbox.control.switch({ name: 'namelessField', value: 'refuse' })
  })
})

describe('whoever asks for a check', () => {
  it('hears of everything, and nothing is sent', async () => {
    const before = (await sandbox.control.record()).length
    const found = await sandbox.control.check(cardOf([{ tag: 'note' }, { ...good.img, img_key: 'img_none' }]))
    expect(found.map(({ rule, section, code }) => [rule, section, code])).toEqual([
      ['given-up', '2.3', 200861],
      ['image-keys', '2.3', 200570],
    ])
    expect(await sandbox.control.record()).toHaveLength(before)
  })
})
