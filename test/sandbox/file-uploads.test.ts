import { describe, expect, it } from 'vitest'
import { asObject, asText } from '../../src/sandbox/json.ts'
import { APP, aWorld, SCOPES } from '../support/sandbox.ts'
import { openClient, openRaw } from './app.ts'
import { TO_CHAT, TO_PERSON, TWIN } from './hard-world.ts'
import { type Inside, openInside } from './inside.ts'
import { aPng, asApp, upload } from './uploading.ts'

/** Uploads a file as the app; what is `null` is left out. */
async function uploadFile(inside: Inside, over: Record<string, string | Buffer | null> = {}) {
  const form = new FormData()
  const fields = { file_type: 'doc', file_name: '记录.docx', file: Buffer.from('PK'), ...over }
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.set(name, value)
    else if (value !== null) form.set(name, new Blob([Uint8Array.from(value)]), 'file')
  }
  const answer = await (await asApp(inside))('files', { method: 'POST', body: form })
  const { code, data } = asObject(await answer.json())
  return { status: answer.status, code, key: asText(asObject(data)['file_key']) }
}

describe('uploading a file', () => {
  it('keeps what the SDK sends, and the app sends it under its name', async () => {
    await using inside = await openInside()
    const client = openClient(inside.url)
    const data = { file_type: 'doc', file_name: '记录.docx', file: Buffer.from('PK\x03') } as const
    const { file_key = '' } = (await client.im.v1.file.create({ data })) ?? {}
    const message = { receive_id: 'ou_bo', msg_type: 'file', content: JSON.stringify({ file_key }) }
    await inside.call('POST', TO_PERSON, message)
    expect(await inside.control.messages('bot', 'ou_bo')).toMatchObject([
      { type: 'file', text: '[记录.docx]', file: { file_key, file_name: '记录.docx' } },
    ])
    const file = await fetch(`${inside.url}/control/file/${file_key}`)
    expect(Buffer.from(await file.arrayBuffer())).toEqual(data.file)
  })

  it.each([
    ['nothing', { file: null }, 234001],
    ['an empty file', { file: Buffer.alloc(0) }, 234010],
    ['more than 30 MB', { file: Buffer.alloc(30 * 1024 * 1024 + 1) }, 234006],
    ['another type', { file_type: 'docx' }, 234001],
    ['a name without an ending', { file_name: '记录' }, 234001],
  ])('refuses %s', async (_what, over, code) => {
    await using inside = await openInside()
    expect(await uploadFile(inside, over)).toMatchObject({ status: 400, code })
  })

  it('binds the key to the app and to files', async () => {
    await using inside = await openInside(aWorld({ apps: [{ ...APP, scopes: SCOPES }, TWIN] }))
    for (const chat of inside.state.chats.values()) chat.bots.add(TWIN.app_id)
    const send = (file_key: string) => ({
      receive_id: 'oc_branch',
      msg_type: 'file',
      content: JSON.stringify({ file_key }),
    })
    const { key } = await uploadFile(inside)
    const twin = await openRaw(inside.url, TWIN)
    expect(await twin('POST', TO_CHAT, send(key))).toMatchObject({ status: 400, code: 230017 })
    const { key: image = '' } = await upload(inside, aPng())
    expect(await inside.call('POST', TO_CHAT, send(image))).toMatchObject({ status: 400, code: 230055 })
  })
})
