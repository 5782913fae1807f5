import { describe, expect, it } from 'vitest'
import type { SandboxState } from '../../src/sandbox/state.ts'
import { questions } from '../../src/sandbox/switches.ts'
import { openSandbox } from '../support/sandbox.ts'
import { aCard, aCardFor, aText, openClient } from './app.ts'
import { aHardWorld, branchOf, dissolve, longCard, recallAll, TO_CHAT, TO_PERSON } from './hard-world.ts'
import { openInside } from './inside.ts'

const say = (text: string) => ({ content: JSON.stringify({ text }) })

describe('sending', () => {
  it('puts a message of the SDK into the chat, where people read it', async () => {
    await using sandbox = await openSandbox()
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

  it.each([
    ['outside the group', aText('oc_other'), 230002],
    ['to a group where only administrators may write', aText('oc_muted'), 230018],
    ['to a group that was dissolved', aText('oc_gone'), 232009],
    ['to a group that never was', aText('oc_nowhere'), 230034],
    ['to nobody', aText('ou_nobody'), 230034],
    ['to somebody out of reach', aText('ou_far'), 230013],
    ['to somebody of another app', aText('ou_foreign'), 99992361],
    ['what is sensitive', { ...aText('oc_branch'), ...say('有违禁词') }, 230022],
    ['150 KB of text', { ...aText('oc_branch'), ...say('x'.repeat(150 * 1024 - 60)) }, 230025],
    ['30 KB of card', longCard(), 230025],
    ['a faulty card', aCardFor('oc_branch', aCard('参加', [{ tag: 'hr', colour: 'red' }])), 230099],
    ['a template', aCardFor('oc_branch', { type: 'template', data: {} }), 99991201],
    ['a picture', { ...aText('oc_branch'), msg_type: 'image' }, 99991201],
    [
      'a file that is not there',
      { ...aText('oc_branch'), msg_type: 'file', content: '{"file_key":"file_1"}' },
      230001,
    ],
    ['by e-mail address', aText('a@b.cn'), 99991201],
  ])('%s is refused', async (_what, body, code) => {
    await using inside = await openInside(aHardWorld())
    const type = { oc: 'chat_id', ou: 'open_id' }[body.receive_id.slice(0, 2)] ?? 'email'
    expect(await inside.call('POST', `/im/v1/messages?receive_id_type=${type}`, body)).toMatchObject({
      status: 400,
      code,
    })
  })

  it.each([
    ['invalid receive_id_type', '/im/v1/messages?receive_id_type=name', aText('ou_bo')],
    ['invalid receive_id', TO_PERSON, aText('bo')],
    ['invalid receive_id', TO_CHAT, aText('branch')],
    ['this operation to bots is currently not supported', TO_PERSON, aText('ou_twin')],
    ['invalid msg_type', TO_CHAT, { ...aText('oc_branch'), msg_type: 'telegram' }],
    ['content cannot be empty', TO_CHAT, { ...aText('oc_branch'), content: '' }],
    ['content is not a string in json format', TO_CHAT, { ...aText('oc_branch'), content: '您好' }],
    ['validate content fail', TO_CHAT, { ...aText('oc_branch'), content: '[]' }],
    ['content format of the text type is incorrect', TO_CHAT, { ...aText('oc_branch'), content: '{"t":1}' }],
    ['invalid message_id', '/im/v1/messages/om_1/reply', aText('')],
  ])('with a fault in the request says: %s', async (ext, path, body) => {
    await using inside = await openInside(aHardWorld())
    const msg = `Your request contains an invalid request parameter, ext=${ext}.`
    expect(await inside.call('POST', path, body)).toMatchObject({ status: 400, code: 230001, msg })
  })

  it.each(questions.resignedReceiver.answers)('to somebody who left is refused with %s', async (value) => {
    await using inside = await openInside(aHardWorld())
    inside.state.switches.resignedReceiver = value
    expect(await inside.call('POST', TO_PERSON, aText('ou_left'))).toMatchObject({ code: Number(value) })
  })

  it.each(questions.unknownId.answers)('to ids that do not exist is refused by the %s', async (value) => {
    await using inside = await openInside()
    inside.state.switches.unknownId = value
    const codes = [
      await inside.call('POST', TO_PERSON, aText('ou_nobody')),
      await inside.call('POST', TO_CHAT, aText('oc_nowhere')),
      await inside.call('POST', '/im/v1/messages/om_1/reply', aText('')),
      await inside.call('PATCH', '/im/v1/messages/om_1', { content: '{}' }),
    ].map(({ code }) => code)
    const byGateway = [99992351, 99992356, 99992354, 99992354]
    expect(codes).toEqual(value === 'gateway' ? byGateway : [230034, 230034, 230001, 230001])
  })
})

describe('a reply', () => {
  it('stands under the message it answers', async () => {
    await using inside = await openInside()
    const { message_id } = await inside.control.say({ as: 'ou_bo', chat: 'oc_branch', text: '您好' })
    const answer = await inside.call('POST', `/im/v1/messages/${message_id}/reply`, aText(''))
    expect(answer.data).toMatchObject({ parent_id: message_id, root_id: message_id, chat_id: 'oc_branch' })
  })

  it.each<[string, number, (state: SandboxState) => void]>([
    ['to what was recalled', 230011, recallAll],
    ['in a group that was dissolved', 232009, dissolve],
    ['in a group without the bot', 230002, (state) => branchOf(state).bots.clear()],
    ['in a group that is muted', 230018, mute],
  ])('%s is refused', async (_where, code, happen) => {
    await using inside = await openInside()
    const { message_id } = await inside.control.say({ as: 'ou_bo', chat: 'oc_branch', text: '您好' })
    happen(inside.state)
    const answer = await inside.call('POST', `/im/v1/messages/${message_id}/reply`, aText(''))
    expect(answer).toMatchObject({ status: 400, code })
  })
})

it('a reply in a thread is not offered', async () => {
  await using inside = await openInside()
  const { message_id } = await inside.control.say({ as: 'ou_bo', chat: 'oc_branch', text: '您好' })
  const body = { ...aText(''), reply_in_thread: true }
  const answer = await inside.call('POST', `/im/v1/messages/${message_id}/reply`, body)
  expect(answer.msg).toBe('sandbox: not offered')
})

describe('what a text says', () => {
  it.each([
    ['a mention', '<at user_id="ou_bo">小博</at>好', ['@_user_1好', '@博文好']],
    ['everybody', '<at user_id="all"></at>', ['@_all', '@所有人']],
    ['whom nobody knows', '<at user_id="ou_x">某</at>', []],
    ['styles', '<b>粗<i>斜</i></b>', ['粗斜', '粗斜']],
    ['a tag that is not closed', '<b>粗', []],
  ])('comes back and is read as the platform has it: %s', async (_what, text, [back = text, read = text]) => {
    await using inside = await openInside()
    const { data } = await inside.call('POST', TO_CHAT, { ...aText('oc_branch'), ...say(text) })
    expect(data['body']).toEqual({ content: JSON.stringify({ text: back }) })
    expect(await inside.control.messages('oc_branch', 'ou_bo')).toMatchObject([{ text: read }])
  })

  it('names whom its keys stand for, one key for each', async () => {
    await using inside = await openInside()
    const twice = '<at user_id="ou_bo"></at><at user_id="ou_anna"></at><at user_id="ou_bo"></at>'
    const { data } = await inside.call('POST', TO_CHAT, { ...aText('oc_branch'), ...say(twice) })
    expect(data['body']).toEqual({ content: '{"text":"@_user_1@_user_2@_user_1"}' })
    expect(data['mentions']).toMatchObject([
      { key: '@_user_1', id: 'ou_bo', id_type: 'open_id', name: '博文' },
      { key: '@_user_2', id: 'ou_anna', name: '安娜' },
    ])
  })

  it('is flattened when it is a card', async () => {
    await using inside = await openInside()
    const { data } = await inside.call('POST', TO_CHAT, aCardFor('oc_branch'))
    expect(data['body']).toEqual({ content: expect.stringMatching(/^\{"title":"会议","elements":\[\[/) })
  })
})

function mute(state: SandboxState): void {
  branchOf(state).muted = true
}
