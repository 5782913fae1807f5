import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { openBots } from '../support/bots.ts'
import { PHOTO_WITH_PLACE } from '../support/photo.ts'

const SECRETARY = 'ou_fx_0213'
type Bots = Awaited<ReturnType<typeof openBots>>

test('a bot that is killed between download and upload loses no photo, and twenty deliveries make one; a record comes as a file', async () => {
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
  await exportsRecord(bots)
})

/** What was filed is found in the chat, exported by its button, and comes as a file that can be opened. */
async function exportsRecord({ sandbox: { control, url } }: Bots): Promise<void> {
  const mine = () => control.messages('bot', SECRETARY)
  await control.say({ as: SECRETARY, chat: 'bot', text: '查纪实 本科二' })
  const found = async () => (await mine()).find(({ card }) => JSON.stringify(card ?? {}).includes('查纪实'))
  await expect.poll(found, { timeout: 20_000 }).toBeDefined()
  const message = (await found())?.message_id ?? ''
  await control.press({ as: SECRETARY, message, text: '导出' })
  const file = async () => (await mine()).find(({ type }) => type === 'file')?.file
  await expect.poll(file, { timeout: 20_000 }).toBeDefined()
  const { file_key, file_name } = (await file()) ?? {}
  expect(file_name).toMatch(/^2026-\d\d-\d\d .+（本科二支部）\.docx$/)
  const bytes = await (await fetch(`${url}/control/file/${file_key}`)).arrayBuffer()
  const xml = strFromU8(unzipSync(new Uint8Array(bytes))['word/document.xml'] ?? new Uint8Array())
  expect(xml).toContain('本科生第二党支部')
}
