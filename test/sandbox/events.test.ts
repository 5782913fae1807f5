import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { APP, openSandbox } from '../support/sandbox.ts'
import { aText, type Heard, openApp, openRaw } from './app.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

let sandbox: Awaited<ReturnType<typeof openSandbox>>
beforeEach(async () => {
  sandbox = stack.use(await openSandbox())
})

async function advance(seconds: number): Promise<void> {
  await sandbox.control.clock((await sandbox.control.state()).offsetMs + seconds * 1000)
}

describe('a message of a person', () => {
  it('reaches the bot from a direct chat always and from a group only with a mention', async () => {
    const heard: Heard[] = []
    const third = Promise.withResolvers<void>()
    await using _app = await openApp(sandbox.url, {
      hear: async (one) => {
        heard.push(one)
        if (one.message.content.includes('三')) third.resolve()
      },
    })
    await sandbox.control.say({ as: 'ou_bo', chat: 'oc_branch', text: '一' })
    await sandbox.control.say({ as: 'ou_bo', chat: 'oc_branch', text: '@支部助手 二，@安娜 也在' })
    await sandbox.control.say({ as: 'ou_bo', chat: 'bot', text: '三' })
    await third.promise
    expect(heard.map(({ message }) => [message.chat_type, JSON.parse(message.content).text])).toEqual([
      ['group', '@_user_1 二，@_user_2 也在'],
      ['p2p', '三'],
    ])
    expect(heard[0]?.message).toMatchObject({
      mentions: [
        { key: '@_user_1', name: '支部助手', mentioned_type: 'bot', id: { open_id: APP.open_id } },
        { key: '@_user_2', name: '安娜', mentioned_type: 'user', id: { open_id: 'ou_anna' } },
      ],
    })
  })

  it('is delivered again after 15 s, 5 min, 1 h and 6 h when nobody answers, and then no more', async () => {
    await sandbox.control.say({ as: 'ou_bo', chat: 'bot', text: '在吗' })
    const attempts = async () => (await sandbox.control.events())[0]?.attempts
    for (const [index, seconds] of [15, 300, 3_600, 21_600].entries()) {
      await advance(seconds - 5)
      expect(await attempts()).toBe(index + 1)
      await advance(6)
      expect(await attempts()).toBe(index + 2)
    }
    await advance(86_400)
    expect(await sandbox.control.events()).toMatchObject([{ attempts: 5, end: 'given up' }])
  })

  it('that the app failed on comes back once the time has passed, as the same event', async () => {
    const heard: Heard[] = []
    const again = Promise.withResolvers<void>()
    await using _app = await openApp(sandbox.url, {
      hear: async (one) => {
        heard.push(one)
        if (heard.length === 1) throw new Error('not today')
        again.resolve()
      },
    })
    await sandbox.control.say({ as: 'ou_bo', chat: 'bot', text: '在吗' })
    await expect.poll(async () => (await sandbox.control.events())[0]?.next).toBeDefined()
    await advance(16)
    await again.promise
    expect(heard[1]).toEqual(heard[0])
  })
})

describe('a held call', () => {
  const path = '/im/v1/messages?receive_id_type=chat_id'

  it('before its effect leaves no message when it is cut, after it leaves one; neither is answered', async () => {
    const call = await openRaw(sandbox.url)
    for (const when of ['before', 'after'] as const) {
      await sandbox.control.hold({ api: 'send', when, count: 1 })
      const answer = call('POST', path, aText('oc_branch', when)).then(
        () => 'answered',
        () => 'cut',
      )
      await expect.poll(() => sandbox.control.held()).toMatchObject([{ api: 'send', when }])
      const [held] = await sandbox.control.held()
      await sandbox.control.release(held?.n ?? 0, 'cut')
      expect(await answer).toBe('cut')
    }
    const sends = (await sandbox.control.record()).filter((one) => one.api === 'send')
    expect(sends).toMatchObject([
      { held: 'before', effect: 'none', answered: false },
      { held: 'after', effect: 'new', answered: false, uuid: 'after' },
    ])
    expect(await sandbox.control.messages('oc_branch', 'ou_bo')).toHaveLength(1)
  })

  it('goes on when it is released or its hold is taken back', async () => {
    const call = await openRaw(sandbox.url)
    const id = await sandbox.control.hold({ api: 'send', when: 'before', count: 2 })
    const answers = Promise.all([
      call('POST', path, aText('oc_branch')),
      call('POST', path, aText('oc_branch')),
    ])
    await expect.poll(async () => (await sandbox.control.held()).length).toBe(2)
    const [held] = await sandbox.control.held()
    await sandbox.control.release(held?.n ?? 0, 'go')
    await sandbox.control.unhold(id)
    expect((await answers).map((one) => one.code)).toEqual([0, 0])
  })
})

describe('the page’s list of chats', () => {
  it('counts what a person has not seen yet, and the stream tells of it', async () => {
    const stream = await fetch(`${sandbox.url}/control/stream?as=ou_anna`)
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    await reader?.read()
    await sandbox.control.say({ as: 'ou_bo', chat: 'oc_branch', text: '一' })
    expect((await reader?.read())?.value).toContain('"kind":"message","chat_id":"oc_branch"')
    await reader?.cancel()
    const unread = async () =>
      (await sandbox.control.chats('ou_anna')).find((chat) => chat.chat_id === 'oc_branch')?.unread
    expect(await unread()).toBe(1)
    await sandbox.control.messages('oc_branch', 'ou_anna')
    expect(await unread()).toBe(0)
  })
})
