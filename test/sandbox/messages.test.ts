import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { APP, aWorld, openSandbox, SCOPES } from '../support/sandbox.ts'
import { aCard, aCardFor, aText, openClient, openRaw, post } from './app.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

let sandbox: Awaited<ReturnType<typeof openSandbox>>
let call: Awaited<ReturnType<typeof openRaw>>
beforeEach(async () => {
  sandbox = stack.use(await openSandbox())
  call = await openRaw(sandbox.url)
})

const toChat = '/im/v1/messages?receive_id_type=chat_id'
const toPerson = '/im/v1/messages?receive_id_type=open_id'

describe('sending', () => {
  it('puts a message of the SDK into the chat, where people read it', async () => {
    const answer = await openClient(sandbox.url).im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: aText('ou_bo'),
    })
    expect(answer.code).toBe(0)
    expect(await sandbox.control.messages('bot', 'ou_bo')).toMatchObject([
      { text: '您好', from: { name: '支部助手' } },
    ])
    expect(await sandbox.control.messages('bot', 'ou_anna')).toEqual([])
  })

  it('replies under the message it answers', async () => {
    const { message_id } = await sandbox.control.say({ as: 'ou_bo', chat: 'oc_branch', text: '您好' })
    const answer = await call('POST', `/im/v1/messages/${message_id}/reply`, aText(''))
    expect(answer.data).toMatchObject({ parent_id: message_id, root_id: message_id, chat_id: 'oc_branch' })
  })

  it('is refused outside the group, to strangers, and to people out of reach', async () => {
    const [anna] = aWorld().people
    const world = aWorld({
      people: [...aWorld().people, { ...anna, open_id: 'ou_far', name: '远', available: false }],
    })
    await using far = await openSandbox(world)
    const ask = await openRaw(far.url)
    expect(await ask('POST', toChat, aText('oc_other'))).toMatchObject({ status: 400, code: 230002 })
    expect(await ask('POST', toChat, aText('oc_nowhere'))).toMatchObject({ status: 400, code: 230034 })
    expect(await ask('POST', toPerson, aText('ou_nobody'))).toMatchObject({ status: 400, code: 230034 })
    expect(await ask('POST', toPerson, aText('ou_far'))).toMatchObject({ status: 400, code: 230013 })
  })

  it('refuses malformed, oversized and faulty content, each with its own code', async () => {
    const sent = (body: object) => call('POST', toChat, { ...aText('oc_branch'), ...body })
    expect(await sent({ content: { text: 'no string' } })).toMatchObject({ code: 230001 })
    expect((await sent({ content: '{"words":1}' })).msg).toContain(
      'content format of the text type is incorrect',
    )
    expect((await sent({ msg_type: 'post' })).msg).toContain('invalid msg_type')
    expect((await sent({ uuid: 'x'.repeat(51) })).code).toBe(230001)
    const large = aCardFor('oc_branch', aCard('参加', [{ tag: 'markdown', content: '字'.repeat(10_500) }]))
    expect(await call('POST', toChat, large)).toMatchObject({ status: 400, code: 230025 })
    const faulty = aCardFor('oc_branch', aCard('参加', [{ tag: 'hr', colour: 'red' }]))
    expect(await call('POST', toChat, faulty)).toMatchObject({ status: 400, code: 230099 })
  })
})

describe('a repeated uuid', () => {
  it('within one hour yields no second message, whatever the second call is told', async () => {
    const first = await call('POST', toChat, aText('oc_branch', 'u1'))
    const again = await call('POST', toChat, aText('oc_branch', 'u1'))
    expect(again.data).toMatchObject({ message_id: first.data['message_id'] })
    await sandbox.control.switch({ name: 'uuidRepeat', value: 'no_id' })
    expect(await call('POST', toChat, aText('oc_branch', 'u1'))).toMatchObject({ code: 0, data: {} })
    await sandbox.control.switch({ name: 'uuidRepeat', value: 'error' })
    expect(await call('POST', toChat, aText('oc_branch', 'u1'))).toMatchObject({ status: 400, code: 230049 })
    expect(await sandbox.control.messages('oc_branch', 'ou_bo')).toHaveLength(1)
    const effects = (await sandbox.control.record())
      .filter((one) => one.api === 'send')
      .map((one) => one.effect)
    expect(effects).toEqual(['new', 'repeat', 'repeat', 'repeat'])
  })

  it('is forgotten after an hour of the sandbox’s time', async () => {
    await call('POST', toChat, aText('oc_branch', 'u1'))
    await sandbox.control.advance('hour')
    await call('POST', toChat, aText('oc_branch', 'u1'))
    expect(await sandbox.control.messages('oc_branch', 'ou_bo')).toHaveLength(2)
  })

  it('is not remembered for a message that was refused', async () => {
    await call('POST', toChat, { ...aText('oc_branch', 'u1'), content: '{}' })
    const answer = await call('POST', toChat, aText('oc_branch', 'u1'))
    expect(answer.data['message_id']).toMatch(/^om_[0-9a-f]{32}$/)
  })
})

describe('limits', () => {
  it('let five messages a second through to one group', async () => {
    const answers = await Promise.all(
      Array.from({ length: 7 }, () => call('POST', toChat, aText('oc_branch'))),
    )
    expect(answers.filter((one) => one.code === 0)).toHaveLength(5)
    expect(answers.filter((one) => one.code === 230020 && one.status === 400)).toHaveLength(2)
  })

  it('let five updates a second of one card through', async () => {
    const sent = await call('POST', toChat, aCardFor('oc_branch'))
    const path = `/im/v1/messages/${sent.data['message_id']}`
    const patch = () => call('PATCH', path, { content: JSON.stringify(aCard()) })
    const codes = (await Promise.all(Array.from({ length: 6 }, patch))).map((one) => one.code)
    expect(codes.sort()).toEqual([0, 0, 0, 0, 0, 230020])
  })

  it('let fifty calls a second of one API through, and say how long to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 53 }, () => call('GET', '/bot/v3/info')))
    const limited = answers.filter((one) => one.status === 429)
    expect(limited).toHaveLength(3)
    expect(limited[0]).toMatchObject({ code: 99991400 })
    expect(limited[0]?.headers.get('x-ogw-ratelimit-limit')).toBe('50')
    expect(limited[0]?.headers.get('x-ogw-ratelimit-reset')).toBe('1')
  })
})

describe('updating a card', () => {
  it('paints it for everybody, and only cards, only one’s own, only for 14 days', async () => {
    const card = await call('POST', toChat, aCardFor('oc_branch'))
    const text = await call('POST', toChat, aText('oc_branch'))
    const patch = (id: unknown) =>
      call('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(aCard('请假')) })
    expect(await patch(card.data['message_id'])).toMatchObject({ status: 200, code: 0, data: {} })
    const [shown] = await sandbox.control.messages('oc_branch', 'ou_bo')
    expect(shown).toMatchObject({ updated: true, card: aCard('请假') })
    expect((await patch(text.data['message_id'])).msg).toContain('This message is NOT a card')
    await sandbox.control.clock(15 * 86_400_000 + (await sandbox.control.state()).offsetMs)
    expect(await patch(card.data['message_id'])).toMatchObject({ status: 400, code: 230031 })
  })

  it('of another app is refused', async () => {
    const twin = {
      app_id: 'cli_00000000000000b2',
      app_secret: 's',
      name: '别的',
      open_id: 'ou_twin',
      scopes: SCOPES,
    }
    const world = aWorld({ apps: [{ ...APP, scopes: SCOPES }, twin] })
    await using both = await openSandbox(world)
    const mine = await (await openRaw(both.url))('POST', toChat, aCardFor('oc_branch'))
    const theirs = await openRaw(both.url, twin)
    const answer = await theirs('PATCH', `/im/v1/messages/${mine.data['message_id']}`, {
      content: JSON.stringify(aCard()),
    })
    expect(answer.msg).toContain('sender')
  })
})

describe('who may call', () => {
  it('is told by a token that the platform gave and by scopes', async () => {
    const bare = await fetch(`${sandbox.url}/open-apis/bot/v3/info`)
    expect(await bare.json()).toMatchObject({ code: 99991661 })
    await sandbox.control.fault({ kind: 'expiredTokens' })
    expect(await call('GET', '/bot/v3/info')).toMatchObject({ status: 400, code: 99991663 })
    await using poor = await openSandbox(aWorld({ apps: [{ ...APP, scopes: [] }] }))
    const answer = await (await openRaw(poor.url))('POST', toChat, aText('oc_branch'))
    expect(answer).toMatchObject({ status: 400, code: 99991672 })
    expect(answer.msg).toContain('im:message:send_as_bot')
  })

  it('with a wrong secret gets an error under HTTP 200', async () => {
    const url = `${sandbox.url}/open-apis/auth/v3/tenant_access_token/internal`
    const answer = await post(url, { app_id: APP.app_id, app_secret: 'wrong' })
    expect(answer).toMatchObject({ status: 200, body: { code: 10015 } })
  })

  it('gets nothing that is not offered', async () => {
    expect(await call('DELETE', '/im/v1/messages/om_1')).toMatchObject({ status: 404, code: 99991201 })
    expect((await call('GET', '/calendar/v4/calendars')).msg).toBe('sandbox: not offered')
  })
})

describe('looking things up', () => {
  it('tells groups, members page by page, people, and a message', async () => {
    expect((await call('GET', '/im/v1/chats')).data['items']).toMatchObject([{ chat_id: 'oc_branch' }])
    const first = await call('GET', '/im/v1/chats/oc_branch/members?page_size=1')
    expect(first.data).toMatchObject({ items: [{ member_id: 'ou_anna' }], has_more: true, member_total: 2 })
    const next = await call(
      'GET',
      `/im/v1/chats/oc_branch/members?page_size=1&page_token=${first.data['page_token']}`,
    )
    expect(next.data).toMatchObject({ items: [{ member_id: 'ou_bo' }], has_more: false })
    const people = await call(
      'GET',
      '/contact/v3/users/batch?user_id_type=open_id&user_ids=ou_bo&user_ids=ou_gone',
    )
    expect(people.data['items']).toEqual([{ open_id: 'ou_bo', union_id: 'on_bo', name: '博文' }])
    const sent = await call('POST', toChat, aCardFor('oc_branch'))
    const got = await call(
      'GET',
      `/im/v1/messages/${sent.data['message_id']}?card_msg_content_type=user_card_content`,
    )
    expect(got.data['items']).toMatchObject([{ body: { content: JSON.stringify(aCard()) } }])
  })
})

describe('uploading', () => {
  it('keeps pictures and files that can then be sent', async () => {
    const client = openClient(sandbox.url)
    const png = Buffer.from('89504e470d0a1a0a', 'hex')
    const image = await client.im.v1.image.create({ data: { image_type: 'message', image: png } })
    const answer = await call('POST', toChat, {
      receive_id: 'oc_branch',
      msg_type: 'image',
      content: JSON.stringify({ image_key: image?.image_key }),
    })
    expect(answer.code).toBe(0)
    const kept = await fetch(`${sandbox.url}/control/file/${image?.image_key}`)
    expect(Buffer.from(await kept.arrayBuffer())).toEqual(png)
    const file = await client.im.v1.file.create({
      data: { file_type: 'xls', file_name: '名册.xlsx', file: Buffer.from('rows') },
    })
    const content = JSON.stringify({ file_key: file?.file_key })
    await call('POST', toChat, { receive_id: 'oc_branch', msg_type: 'file', content })
    expect((await sandbox.control.messages('oc_branch', 'ou_bo'))[1]).toMatchObject({ text: '[名册.xlsx]' })
  })
})
