import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/sandbox/json.ts'
import { questions } from '../../src/sandbox/switches.ts'
import { APP, aWorld } from '../support/sandbox.ts'
import { aCardFor, openRaw } from './app.ts'
import { openInside } from './inside.ts'
import { bo, everything, refused, told } from './told.ts'

const contentOf = (message: Record<string, unknown> | undefined) => parseJson(`${message?.['content']}`)

describe('what people send', () => {
  it.each(questions.postAll.answers)(
    'as rich text has keys for its mentions, and %s for everybody',
    async (value) => {
      await using inside = await openInside(aWorld({ apps: [everything] }))
      inside.state.switches.postAll = value
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
    inside.state.switches.editEvent = value
    const { message_id: message } = await inside.control.say({ ...bo, text: '实到12人' })
    inside.state.clock.offsetMs += 60_000
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
