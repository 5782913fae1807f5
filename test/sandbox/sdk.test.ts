import { expect, it } from 'vitest'
import { APP } from '../support/sandbox.ts'
import { aCard, aCardFor, aText, openClient } from './app.ts'
import { openInside } from './inside.ts'

it('the unmodified SDK gets through every call: messages, look-ups, a picture there and one back', async () => {
  await using inside = await openInside()
  const client = openClient(inside.url)
  const { message, image, chat, chatMembers, messageResource } = client.im.v1
  const params = { receive_id_type: 'chat_id' } as const
  const sent = await message.create({ params, data: aCardFor('oc_branch') })
  const path = { message_id: sent.data?.message_id ?? '' }
  const { msg_type, content } = aText('')
  expect((await message.reply({ path, data: { msg_type, content } })).data?.parent_id).toBe(path.message_id)
  expect(await message.patch({ path, data: { content: JSON.stringify(aCard('请假')) } })).toMatchObject({
    code: 0,
  })
  expect((await chat.list()).data?.items).toMatchObject([{ chat_id: 'oc_branch' }])
  const members = await chatMembers.get({ path: { chat_id: 'oc_branch' } })
  expect(members.data?.items?.map(({ name }) => name)).toEqual(['安娜', '博文'])
  const people = await client.contact.v3.user.batch({ params: { user_ids: ['ou_bo', 'ou_anna'] } })
  expect(people.data?.items?.map(({ name }) => name)).toEqual(['博文', '安娜'])
  const bot = await client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })
  expect(bot).toMatchObject({ bot: { open_id: APP.open_id, activate_status: 2 } })
  const picture = Buffer.from('89504e470d0a1a0a0000000d4948445200000002000000020802000000', 'hex')
  const kept = await image.create({ data: { image_type: 'message', image: picture } })
  expect(kept?.image_key).toMatch(/^img_/)
  const order = { as: 'ou_bo', chat: 'bot', name: '现场.png', type: 'image/png', bytes: picture }
  const { message_id } = await inside.control.attach(order)
  const key: { image_key: string } = JSON.parse(inside.state.messages.get(message_id)?.content ?? '{}')
  const back = await messageResource.get({
    path: { message_id, file_key: key.image_key },
    params: { type: 'image' },
  })
  const bytes: Buffer[] = []
  for await (const part of back.getReadableStream()) bytes.push(part)
  expect(Buffer.concat(bytes)).toEqual(picture)
})
