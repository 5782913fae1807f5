import { describe, expect, it } from 'vitest'
import { asObject } from '../../src/sandbox/json.ts'
import { APP, aWorld } from '../support/sandbox.ts'
import { aText, openRaw } from './app.ts'
import { openInside } from './inside.ts'
import { envelopeIn, openRawSocket } from './raw-socket.ts'
import { bo, everything, refused, told } from './told.ts'

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
    expect(inside.state.clock.offsetMs + Date.now() - written).toBeGreaterThanOrEqual(3_600_000)
  })
})
