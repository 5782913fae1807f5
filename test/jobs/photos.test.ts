import { expect, test } from 'vitest'
import { openBots } from '../support/bots.ts'
import { PHOTO_WITH_PLACE } from '../support/photo.ts'

const SECRETARY = 'ou_fx_0213'
test('a bot that is killed between download and upload loses no photo, and twenty deliveries make one', async () => {
  await using bots = await openBots()
  const { control } = bots.sandbox
  const first = await bots.start({}, { history: 'config/demo/history.json' })
  await control.hold({ api: 'image', when: 'before', count: 1 })
  const photo = {
    as: SECRETARY,
    chat: 'bot',
    name: '现场.jpg',
    type: 'image/jpeg',
    bytes: PHOTO_WITH_PLACE,
  }
  const { message_id: message } = await control.attach(photo)
  await Promise.all(Array.from({ length: 20 }, () => control.redeliver(message)))
  await expect.poll(() => control.held()).toHaveLength(1)
  first.child.kill('SIGKILL')
  for (const { n } of await control.held()) await control.release(n, 'cut')
  await bots.start()
  const confirms = async () =>
    (await control.messages('bot', SECRETARY)).filter(({ card }) =>
      JSON.stringify(card ?? {}).includes('纪实确认'),
    )
  // What the killed one held is free after a minute at the latest.
  await expect.poll(async () => JSON.stringify(await confirms()), { timeout: 100_000 }).toContain('"img_key"')
  expect(await confirms()).toHaveLength(1)
  expect(JSON.stringify(await confirms()).match(/"img_key"/g)).toHaveLength(1)
  const branch = await control.messages('oc_fx_B10', SECRETARY)
  expect(JSON.stringify(branch)).not.toContain('img_')
})
