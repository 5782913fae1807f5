import { describe, expect, it } from 'vitest'
import type { Control } from '../../src/sandbox/control-client.ts'
import { asObject, type Json, parseJson } from '../../src/sandbox/json.ts'
import { questions } from '../../src/sandbox/switches.ts'
import { APP, aWorld } from '../support/sandbox.ts'
import { aCardFor, aText, openRaw } from './app.ts'
import { type Inside, openInside } from './inside.ts'
import { envelopeIn, openRawSocket } from './raw-socket.ts'

const everything = { ...APP, scopes: ['im:message.group_msg', 'im:message.p2p_msg:readonly', 'im:message'] }
const bo = { as: 'ou_bo', chat: 'oc_branch' }
const refused = (work: Promise<unknown>) => expect(work).rejects.toThrow('400')

/** The messages that the app is told of while something happens, with the type of the event. */
async function told(inside: Inside, happens: (control: Control) => Promise<unknown>): Promise<Json[]> {
  using raw = await openRawSocket(inside.url)
  const before = (await inside.control.events()).length
  await happens(inside.control)
  const count = (await inside.control.events()).length - before
  await expect.poll(() => raw.data()).toHaveLength(count)
  return raw.data().map((frame) => {
    const { header, event } = envelopeIn(frame)
    return { event_type: header['event_type'], ...asObject(event['message']) }
  })
}

const contentOf = (message: Json | undefined) => parseJson(`${message?.['content']}`)

describe('what people send', () => {
  it.each(questions.postAll.answers)(
    'as rich text has keys for its mentions, and %s for everybody',
    async (value) => {
      await using inside = await openInside(aWorld({ apps: [everything] }))
      inside.box.switches.postAll = value
      const nodes = [
        { tag: 'at', user_id: APP.open_id },
        { tag: 'text', text: ' 已开', style: ['bold'] },
        { tag: 'at', user_id: 'ou_anna' },
        { tag: 'at', user_id: 'all' },
        { tag: 'at', user_id: APP.open_id },
      ]
      const picture = [{ tag: 'img', image_key: 'img_1' }]
      const link = [{ tag: 'a', text: '纪要', href: 'https://x.cn' }]
      const [message] = await told(inside, (control) =>
        control.send({ ...bo, type: 'post', content: { title: '纪实', content: [nodes, picture, link] } }),
      )
      expect(message).toMatchObject({
        message_type: 'post',
        mentions: [
          { key: '@_user_1', name: '支部助手', mentioned_type: 'bot' },
          { key: '@_user_2', name: '安娜', mentioned_type: 'user' },
        ],
      })
      expect(contentOf(message)).toMatchObject({
        title: '纪实',
        content: [
          [
            { tag: 'at', user_id: '@_user_1', user_name: '支部助手' },
            { tag: 'text', text: ' 已开', style: ['bold'] },
            { tag: 'at', user_id: '@_user_2', user_name: '安娜' },
            { tag: 'at', user_id: value },
            { tag: 'at', user_id: '@_user_1' },
          ],
          [{ tag: 'img', image_key: 'img_1' }],
          [{ tag: 'a', text: '纪要', href: 'https://x.cn' }],
        ],
      })
      const [shown] = await inside.control.messages('oc_branch', 'ou_anna')
      expect(shown?.text).toBe('纪实\n@支部助手 已开@安娜@所有人@支部助手\n[图片]\n纪要')
    },
  )

  it('as rich text holds nothing that the documents do not name, and mentions only who is there', async () => {
    await using inside = await openInside()
    const post = (node: object) =>
      inside.control.send({ ...bo, type: 'post', content: { content: [[node]] } })
    await refused(post({ tag: 'md', text: '**好**' }))
    await refused(post({ tag: 'at', user_id: 'ou_chen' }))
  })

  it.each([
    ['sticker', { file_key: 'file_v3_1' }],
    ['audio', { file_key: 'file_v3_2', duration: 2000 }],
    ['media', { file_key: 'file_v3_3', image_key: 'img_1', file_name: '会场.mp4', duration: 1000 }],
    ['folder', { file_key: 'file_v3_4', file_name: '材料' }],
    ['share_chat', { chat_id: 'oc_other' }],
    ['share_user', { user_id: 'ou_anna' }],
    ['location', { name: '信息楼', longitude: '116.3', latitude: '39.9' }],
    ['video_chat', { topic: '支委会', start_time: '1795399200000' }],
    ['todo', { task_id: 't-1' }],
    ['vote', { topic: '何时开会', options: ['周三', '周五'] }],
    ['hongbao', { text: '恭喜发财' }],
  ] as const)('as %s arrives as that', async (type, content) => {
    await using inside = await openInside(aWorld({ apps: [everything] }))
    const [message] = await told(inside, (control) => control.send({ ...bo, type, content }))
    expect(message).toMatchObject({ message_type: type })
    expect(contentOf(message)).toEqual(content)
    await refused(inside.control.send({ ...bo, type, content: { other: 1 } }))
  })

  it('as a picture may answer a message', async () => {
    await using inside = await openInside(aWorld({ apps: [everything] }))
    const { message_id: reply_to } = await inside.control.say({ ...bo, text: '一' })
    const bytes = new Uint8Array([1])
    const [message] = await told(inside, (control) =>
      control.attach({ ...bo, name: 'a.png', type: 'image/png', bytes, reply_to }),
    )
    expect(message).toMatchObject({ message_type: 'image', parent_id: reply_to, root_id: reply_to })
  })
})

describe('what people forward', () => {
  it('comes as a copy when it is one message: a card as its words, which nobody can press', async () => {
    await using inside = await openInside(
      aWorld({ apps: [{ ...everything, scopes: [...everything.scopes, 'im:message:send_as_bot'] }] }),
    )
    const call = await openRaw(inside.url)
    const sent = await call('POST', '/im/v1/messages?receive_id_type=chat_id', aCardFor('oc_branch'))
    const card = `${sent.data['message_id']}`
    const { message_id: text } = await inside.control.say({ ...bo, text: '@安娜 看' })
    const copies = await told(inside, async (control) => {
      for (const one of [card, text]) await control.forward({ as: 'ou_bo', chat: 'bot', messages: [one] })
    })
    expect(copies).toMatchObject([
      { message_type: 'interactive', chat_type: 'p2p', content: expect.stringContaining('"title":"会议"') },
      { message_type: 'text', content: '{"text":"@安娜 看"}' },
    ])
    expect(copies[1]).not.toHaveProperty('mentions')
    const copy = `${copies[0]?.['message_id']}`
    expect(await inside.control.press({ as: 'ou_bo', message: copy, text: '参加' })).toHaveProperty('error')
  })

  it('comes together as one message with a fixed text, and only from one chat', async () => {
    await using inside = await openInside(aWorld({ apps: [everything] }))
    const say = async (where: object) =>
      (await inside.control.say({ ...bo, ...where, text: '一' })).message_id
    const [one, two, elsewhere] = [await say({}), await say({}), await say({ chat: 'bot' })]
    const [message] = await told(inside, (control) =>
      control.forward({ as: 'ou_bo', chat: 'bot', messages: [one, two] }),
    )
    expect(message).toMatchObject({ message_type: 'merge_forward', content: 'Merged and Forwarded Message' })
    await refused(inside.control.forward({ as: 'ou_bo', chat: 'bot', messages: [one, elsewhere] }))
  })
})

describe('an edited message', () => {
  it.each(questions.editEvent.answers)('shows its new words; apps are %s', async (value) => {
    await using inside = await openInside(aWorld({ apps: [everything] }))
    inside.box.switches.editEvent = value
    const { message_id: message } = await inside.control.say({ ...bo, text: '实到12人' })
    inside.box.clock.offsetMs += 60_000
    const edits = await told(inside, (control) =>
      control.edit({ as: 'ou_bo', message, text: '@支部助手 实到13人' }),
    )
    const [edit] = edits
    expect(edits).toHaveLength(value === 'told' ? 1 : 0)
    if (edit) {
      expect(edit).toMatchObject({
        event_type: 'im.message.updated_v1',
        message_id: message,
        content: '{"text":"@_user_1 实到13人"}',
        mentions: [{ key: '@_user_1', mentioned_type: 'bot' }],
      })
      expect(Number(edit['update_time']) - Number(edit['create_time'])).toBeGreaterThanOrEqual(60_000)
    }
    const [shown] = await inside.control.messages('oc_branch', 'ou_anna')
    expect(shown).toMatchObject({ text: '@支部助手 实到13人', updated: true })
  })

  it('can be edited twenty times by its author, and not once it is taken back', async () => {
    await using inside = await openInside()
    const { message_id: message } = await inside.control.say({ ...bo, text: '0' })
    const edit = (n: number, as = 'ou_bo') => inside.control.edit({ as, message, text: `${n}` })
    await refused(edit(1, 'ou_anna'))
    for (let n = 1; n <= 20; n += 1) await edit(n)
    await refused(edit(21))
    await inside.control.recall({ as: 'ou_bo', message })
    await refused(edit(22))
  })
})

describe('groups', () => {
  const topics = (mode: 'topic' | 'group') => {
    const scopes = [...everything.scopes, 'im:message:send_as_bot']
    const world = aWorld({ apps: [{ ...everything, scopes }] })
    for (const chat of world.chats) chat.mode = mode
    return world
  }

  it('of topics put every message into one, where each reply answers the first', async () => {
    await using inside = await openInside(topics('topic'))
    const call = await openRaw(inside.url)
    const [first] = await told(inside, (control) => control.say({ ...bo, text: '一' }))
    const root = `${first?.['message_id']}`
    const thread_id = first?.['thread_id']
    expect(thread_id).toMatch(/^omt_/)
    expect(first).not.toHaveProperty('root_id')
    const answer = await call('POST', `/im/v1/messages/${root}/reply`, aText('oc_branch'))
    expect(answer.data).toMatchObject({ thread_id, parent_id: root, root_id: root })
    const reply_to = `${answer.data['message_id']}`
    const [reply] = await told(inside, (control) => control.say({ ...bo, text: '二', reply_to }))
    expect(reply).toMatchObject({ thread_id, parent_id: root, root_id: root })
    const [other] = await told(inside, (control) => control.say({ ...bo, text: '三' }))
    expect(other?.['thread_id']).not.toBe(thread_id)
  })

  it('without topics keep the message that is answered apart from the first of all', async () => {
    await using inside = await openInside(topics('group'))
    const { message_id: root } = await inside.control.say({ ...bo, text: '一' })
    const { message_id: parent } = await inside.control.say({ ...bo, text: '二', reply_to: root })
    const [reply] = await told(inside, (control) => control.say({ ...bo, text: '三', reply_to: parent }))
    expect(reply).toMatchObject({ parent_id: parent, root_id: root })
    expect(reply).not.toHaveProperty('thread_id')
  })

  it('are founded anew after one was dissolved, and the app is told that it was added', async () => {
    const scopes = [...everything.scopes, 'im:chat:read', 'im:chat.members:bot_access']
    await using inside = await openInside(aWorld({ apps: [{ ...everything, scopes }] }))
    const group = { chat_id: 'oc_again', name: '第十支部', members: ['ou_bo'], bots: [APP.app_id] }
    const kinds = (
      await told(inside, async (control) => {
        await control.disband('oc_branch')
        await control.found(group)
      })
    ).map(({ event_type }) => event_type)
    expect(kinds).toEqual(['im.chat.disbanded_v1', 'im.chat.member.bot.added_v1'])
    await refused(inside.control.found(group))
    await refused(inside.control.found({ ...group, chat_id: 'oc_third', members: ['ou_nobody'] }))
    expect((await inside.control.chats('ou_bo')).map(({ chat_id }) => chat_id)).toContain('oc_again')
  })
})

describe('a message that comes late', () => {
  it('keeps the time at which it was written, however often and late it is brought', async () => {
    await using inside = await openInside(aWorld({ apps: [everything] }))
    const { message_id } = await inside.control.say({ ...bo, text: '开会 明天下午两点' })
    await inside.control.advance('hour')
    using raw = await openRawSocket(inside.url)
    const brought = [1, 2].map(() => inside.control.redeliver(message_id))
    await expect.poll(() => raw.data().length).toBeGreaterThanOrEqual(2)
    for (const frame of raw.data()) raw.ack(frame)
    await Promise.all(brought)
    const seen = raw.data().map((frame) => {
      const { header, event } = envelopeIn(frame)
      return [header['event_id'], asObject(event['message'])['create_time']]
    })
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1)
    const written = Number(seen[0]?.[1])
    expect(inside.box.clock.offsetMs + Date.now() - written).toBeGreaterThanOrEqual(3_600_000)
  })
})
