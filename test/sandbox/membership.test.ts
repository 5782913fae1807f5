import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APP } from '../support/sandbox.ts'
import { aCardFor, aText, openRaw } from './app.ts'
import { openInside } from './inside.ts'

describe('what has happened', () => {
  let sandbox: Awaited<ReturnType<typeof openInside>>
  let call: Awaited<ReturnType<typeof openRaw>>
  const stack = new AsyncDisposableStack()
  afterAll(() => stack.disposeAsync())
  beforeAll(async () => {
    sandbox = stack.use(await openInside())
    call = await openRaw(sandbox.url)
  })
  const send = (type: string, body: object) => call('POST', `/im/v1/messages?receive_id_type=${type}`, body)
  const refused = (work: Promise<unknown>) => expect(work).rejects.toThrow('400')

  it('leaves nothing of a message that was taken back but its place, and only its author can take it', async () => {
    const { message_id: message } = await sandbox.control.say({
      as: 'ou_bo',
      chat: 'oc_branch',
      text: '写错了',
    })
    await refused(sandbox.control.recall({ as: 'ou_anna', message }))
    await sandbox.control.recall({ as: 'ou_bo', message })
    await refused(sandbox.control.recall({ as: 'ou_bo', message }))
    const shown = (await sandbox.control.messages('oc_branch', 'ou_anna')).at(-1)
    expect(shown).toMatchObject({ message_id: message, recalled: true })
    expect(JSON.stringify(shown)).not.toContain('写错了')
    expect(await call('POST', `/im/v1/messages/${message}/reply`, aText(''))).toMatchObject({ code: 230011 })
  })

  it('decides who is in a group', async () => {
    const members = async () => (await call('GET', '/im/v1/chats/oc_branch/members')).data['items']
    await sandbox.control.join({ chat: 'oc_branch', who: 'ou_chen' })
    expect(await members()).toHaveLength(3)
    await refused(sandbox.control.join({ chat: 'oc_branch', who: 'ou_chen' }))
    await refused(sandbox.control.join({ chat: 'oc_branch', who: 'ou_nobody' }))
    await sandbox.control.leave({ chat: 'oc_branch', who: 'ou_chen' })
    expect(await members()).toHaveLength(2)
    await refused(sandbox.control.leave({ chat: 'oc_branch', who: 'ou_chen' }))
  })

  it('shuts an app out of a group until it is back', async () => {
    await sandbox.control.leave({ chat: 'oc_branch', who: APP.app_id })
    expect(await send('chat_id', aText('oc_branch'))).toMatchObject({ code: 230002 })
    await sandbox.control.join({ chat: 'oc_branch', who: APP.app_id })
    expect(await send('chat_id', aText('oc_branch'))).toMatchObject({ code: 0 })
  })

  it.each([
    ['230013', 230013],
    ['230029', 230029],
  ] as const)('lets nobody write to who is gone: %s', async (value, code) => {
    await sandbox.control.switch({ name: 'resignedReceiver', value })
    await sandbox.control.person({ open_id: 'ou_new', name: '新人' })
    expect(await send('open_id', aText('ou_new'))).toMatchObject({ code: 0 })
    await sandbox.control.person({ open_id: 'ou_new', gone: true })
    expect(await send('open_id', aText('ou_new'))).toMatchObject({ status: 400, code })
    const { data } = await call('GET', '/contact/v3/users/batch?user_ids=ou_new&user_ids=ou_bo')
    expect(data['items']).toMatchObject([{ open_id: 'ou_bo' }])
    await refused(sandbox.control.person({ open_id: 'ou_nobody' }))
  })

  it('ends a group for everybody: nobody sees it, nothing is sent or updated there', async () => {
    const { data } = await send('chat_id', aCardFor('oc_branch'))
    await sandbox.control.disband('oc_branch')
    expect(await send('chat_id', aText('oc_branch'))).toMatchObject({ code: 232009 })
    const updated = await call('PATCH', `/im/v1/messages/${data['message_id']}`, { content: '{}' })
    expect(updated).toMatchObject({ code: 232009 })
    expect((await call('GET', '/im/v1/chats')).data['items']).toEqual([])
    expect((await sandbox.control.chats('ou_bo')).map(({ type }) => type)).toEqual(['p2p'])
    await refused(sandbox.control.disband('oc_branch'))
  })
})
