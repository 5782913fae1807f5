import { describe, expect, it } from 'vitest'
import { questions } from '../../src/sandbox/switches.ts'
import { APP, aWorld, SCOPES } from '../support/sandbox.ts'
import { aCardFor, openClient, openRaw } from './app.ts'
import { TO_CHAT, TO_PERSON, TWIN } from './hard-world.ts'
import { type Inside, openInside } from './inside.ts'
import { aPng, asApp, told, upload } from './uploading.ts'

function aGif(width: number, height: number): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt16LE(width, 0)
  size.writeUInt16LE(height, 2)
  return Buffer.concat([Buffer.from('GIF89a'), size, Buffer.alloc(8)])
}

function aCardWith(img_key: string) {
  const elements = [{ tag: 'img', img_key, alt: { tag: 'plain_text', content: '' } }]
  return aCardFor('oc_branch', { schema: '2.0', body: { elements } })
}

describe('uploading a picture', () => {
  it('keeps what the SDK sends under a key, with its media type', async () => {
    await using inside = await openInside()
    const image = { image_type: 'message', image: aPng() } as const
    const kept = await openClient(inside.url).im.v1.image.create({ data: image })
    const file = await fetch(`${inside.url}/control/file/${kept?.image_key}`)
    expect(file.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await file.arrayBuffer())).toEqual(aPng())
  })

  it.each([
    ['nothing', undefined, 234001],
    ['an empty file', Buffer.alloc(0), 234010],
    ['more than 10 MB', Buffer.concat([aPng(), Buffer.alloc(10 * 1024 * 1024)]), 234006],
    ['no picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>'), 234011],
    ['half a picture', aPng().subarray(0, 10), 234011],
    ['a side of 12001 pixels', aPng(2, 12_001), 234039],
    ['a GIF with a side of 2001 pixels', aGif(2_001, 2), 234039],
  ])('refuses %s with %3$i', async (_what, bytes, code) => {
    await using inside = await openInside()
    expect(await upload(inside, bytes)).toEqual({ status: 400, code })
  })

  it.each([aPng(12_000, 12_000), aGif(2_000, 2_000)])('takes what is just small enough', async (bytes) => {
    await using inside = await openInside()
    expect(await upload(inside, bytes)).toMatchObject({ code: 0, key: expect.stringMatching(/^img_/) })
  })

  it('is for messages only', async () => {
    await using inside = await openInside()
    expect(await upload(inside, aPng(), 'avatar')).toEqual({ status: 400, code: 99991201 })
    expect(await upload(inside, aPng(), 'poster')).toEqual({ status: 400, code: 234001 })
  })

  it('binds the key to the app: no other can show it', async () => {
    await using inside = await openInside(aWorld({ apps: [{ ...APP, scopes: SCOPES }, TWIN] }))
    const { key = '' } = await upload(inside, aPng())
    for (const chat of inside.state.chats.values()) chat.bots.add(TWIN.app_id)
    const twin = await openRaw(inside.url, TWIN)
    expect(await twin('POST', TO_CHAT, aCardWith(key))).toMatchObject({
      status: 400,
      code: 230099,
    })
  })

  it.each(questions.uploadUnscoped.answers)('without the scope is refused with %s', async (value) => {
    const scopes = ['im:message', 'contact:contact.base:readonly']
    await using inside = await openInside(aWorld({ apps: [{ ...APP, scopes }] }))
    inside.state.switches.uploadUnscoped = value
    expect(await upload(inside, aPng())).toEqual({
      status: value === '234002' ? 401 : 400,
      code: Number(value),
    })
  })
})

/** Somebody sends a picture to the bot; tells how it is fetched. */
async function aSentPicture(inside: Inside, chat = 'bot') {
  const order = { as: 'ou_bo', chat, name: '现场.png' }
  const { message_id } = await inside.control.attach({
    ...order,
    type: 'image/png',
    bytes: Uint8Array.from(aPng()),
  })
  const message = inside.state.messages.get(message_id)
  const { image_key }: { image_key: string } = JSON.parse(message?.content ?? '{}')
  return { message_id, image_key, path: `messages/${message_id}/resources/${image_key}` }
}

describe('what people send', () => {
  it('is announced in a direct chat, shown there, and fetched by its message', async () => {
    await using inside = await openInside()
    const { message_id, image_key, path } = await aSentPicture(inside)
    expect(inside.state.deliveries).toMatchObject([{ message_id, event_type: 'im.message.receive_v1' }])
    expect(await inside.control.messages('bot', 'ou_bo')).toMatchObject([
      { type: 'image', file: { image_key } },
    ])
    const answer = await (await asApp(inside))(`${path}?type=image`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(aPng())
  })

  it('is not announced in a group, where the bot hears only of mentions', async () => {
    await using inside = await openInside()
    await aSentPicture(inside, 'oc_branch')
    expect(inside.state.deliveries).toEqual([])
  })

  it('may be a file with a name', async () => {
    await using inside = await openInside()
    const order = { as: 'ou_bo', chat: 'bot', name: '名册.csv' }
    const { message_id } = await inside.control.attach({
      ...order,
      type: 'text/csv',
      bytes: Buffer.from('a,b'),
    })
    const { content = '{}', text } = inside.state.messages.get(message_id) ?? {}
    const { file_key, file_name } = JSON.parse(content)
    expect([file_name, text]).toEqual(['名册.csv', '[名册.csv]'])
    const answer = await (await asApp(inside))(`messages/${message_id}/resources/${file_key}?type=file`)
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/csv', 'a,b'])
  })

  it('may be a picture between the words of a rich text, which is fetched by that message', async () => {
    await using inside = await openInside()
    const { image_key } = await aSentPicture(inside)
    const content = { content: [[{ tag: 'text', text: '合影' }], [{ tag: 'img', image_key }]] }
    const { message_id } = await inside.control.send({ as: 'ou_bo', chat: 'bot', type: 'post', content })
    const ask = await asApp(inside)
    const path = `messages/${message_id}/resources/${image_key}`
    expect(Buffer.from(await (await ask(`${path}?type=image`)).arrayBuffer())).toEqual(aPng())
    expect((await told(await ask(`${path}?type=file`))).code).toBe(234001)
    expect((await told(await ask(`messages/${message_id}/resources/img_1?type=image`))).code).toBe(234003)
  })

  it('cannot act on the page, whatever it says it is', async () => {
    await using inside = await openInside()
    const order = { as: 'ou_bo', chat: 'bot', name: 'a.html' }
    const { message_id } = await inside.control.attach({
      ...order,
      type: 'text/html',
      bytes: Buffer.from('<script>1</script>'),
    })
    const { file_key } = JSON.parse(inside.state.messages.get(message_id)?.content ?? '{}')
    const { headers } = await fetch(`${inside.url}/control/file/${file_key}`)
    expect(headers.get('content-security-policy')).toBe('sandbox')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('cannot be sent by somebody who is not in the chat, nor as nothing', async () => {
    await using inside = await openInside()
    const { control } = inside
    const attach = (as: string, bytes: string) =>
      control.attach({ as, chat: 'oc_branch', name: 'a', type: 'text/plain', bytes: Buffer.from(bytes) })
    await expect(attach('ou_chen', 'a')).rejects.toThrow('not in this chat')
    await expect(attach('ou_bo', '')).rejects.toThrow('send the bytes')
  })

  it('is refused under another key, of another kind, after a recall, and outside the chat', async () => {
    await using inside = await openInside()
    const ask = await asApp(inside)
    const code = async (path: string) => (await told(await ask(path))).code
    const { message_id, path } = await aSentPicture(inside)
    expect(await code(`messages/om_1/resources/img_1?type=image`)).toBe(234001)
    expect(await code(`messages/${message_id}/resources/img_1?type=image`)).toBe(234003)
    expect(await code(`${path}?type=file`)).toBe(234001)
    expect(await code(path)).toBe(99992402)
    for (const message of inside.state.messages.values()) message.recalled = true
    expect(await code(`${path}?type=image`)).toBe(230110)
    for (const chat of inside.state.chats.values()) chat.bots.clear()
    expect(await code(`${path}?type=image`)).toBe(234004)
  })

  it('is nothing that a card holds', async () => {
    await using inside = await openInside()
    const { data } = await inside.call('POST', TO_PERSON, aCardFor('ou_bo'))
    const ask = await asApp(inside)
    expect(await told(await ask(`messages/${data['message_id']}/resources/img_1?type=image`))).toEqual({
      status: 400,
      code: 234043,
    })
  })

  it.each(questions.downloadScopes.answers)('takes a scope for the %s', async (value) => {
    const scopes = { message: ['im:message:readonly'], resource: ['im:resource:upload'] }
    for (const [owned, list] of Object.entries(scopes)) {
      await using inside = await openInside(aWorld({ apps: [{ ...APP, scopes: list }] }))
      inside.state.switches.downloadScopes = value
      const { path } = await aSentPicture(inside)
      const { status } = await (await asApp(inside))(`${path}?type=image`)
      expect(status).toBe(owned === value ? 200 : 400)
    }
  })
})
