import { describe, expect, it } from 'vitest'
import { chatNamed } from '../../src/sandbox/chats.ts'
import type { Control } from '../../src/sandbox/control-client.ts'
import { append } from '../../src/sandbox/messages.ts'
import { announce } from '../../src/sandbox/socket/events.ts'
import { APP, aWorld } from '../support/sandbox.ts'
import { openInside } from './inside.ts'
import { envelopeIn, openRawSocket } from './raw-socket.ts'

describe('a message as an app hears it', () => {
  it.each([
    ['im:message.p2p_msg:readonly', ['三']],
    ['im:message.group_at_msg:readonly', ['二']],
    ['im:message.group_msg', ['一', '二', '@_all 四']],
    ['im:message', []],
  ])('is heard with %s as far as that goes', async (scope, expected) => {
    await using sandbox = await openInside(aWorld({ apps: [{ ...APP, scopes: [scope] }] }))
    using raw = await openRawSocket(sandbox.url)
    const say = speaker(sandbox)
    await say('一')
    await say('@支部助手 二')
    await say('三', 'bot')
    await say('@所有人 四')
    expect(await sandbox.control.events()).toHaveLength(expected.length)
    await expect.poll(() => raw.data()).toHaveLength(expected.length)
    const texts = raw.data().map((frame) => JSON.stringify(envelopeIn(frame).event))
    for (const [n, text] of expected.entries()) expect(texts[n]).toContain(text)
  })

  it('in a thread of replies names the one it answers and the first of all', async () => {
    await using sandbox = await openInside()
    const say = speaker(sandbox)
    const { message_id: first } = await say('一', 'bot')
    const { message_id: second } = await say('二', 'bot', first)
    using raw = await openRawSocket(sandbox.url)
    await say('三', 'bot', second)
    await expect.poll(() => raw.data()).toHaveLength(1)
    expect(envelopeIn(raw.data()[0]).event).toMatchObject({
      message: { chat_type: 'p2p', content: '{"text":"三"}', parent_id: second, root_id: first },
    })
  })

  it.each([
    ['image', { image_key: 'img_1' }],
    ['file', { file_key: 'file_1', file_name: '纪实.docx' }],
  ] as const)('may be an %s, with the key of what was sent', async (type, content) => {
    await using sandbox = await openInside()
    const { state, url } = sandbox
    const chat = chatNamed(state, 'bot', 'ou_bo') ?? expect.fail('no chat')
    using raw = await openRawSocket(url)
    const from = { id: 'ou_bo', name: '博文', kind: 'user' } as const
    announce(state, chat, append(state, chat, { from, type, content: JSON.stringify(content) }))
    await expect.poll(() => raw.data()).toHaveLength(1)
    const [told] = raw.data().map(envelopeIn)
    expect(told?.event).toMatchObject({ message: { message_type: type, content: JSON.stringify(content) } })
  })
})

function speaker({ control }: { control: Control }) {
  return (text: string, chat = 'oc_branch', reply_to?: string) =>
    control.say({ as: 'ou_bo', chat, text, ...(reply_to !== undefined && { reply_to }) })
}
