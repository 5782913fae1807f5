import { expect, test } from 'vitest'
import type { MessageId } from '../../src/ids.ts'
import { withdrawMessage } from '../../src/reports/service.ts'
import { aPhoto, confirmOf, keysOn, pictures, settle, talk } from './photo-setup.ts'
import { aScene, buttonsOf, said, SECRETARY, textOf } from './setup.ts'

const confirm = confirmOf(1)
const direct = { inGroup: false, about: null } as const

type Scene = Awaited<ReturnType<typeof aScene>>

function withdraw(scene: Scene, ...messages: MessageId[]): Promise<unknown> {
  return Promise.all(messages.map((message) => scene.run((tx) => withdrawMessage(scene.ctx, tx, message))))
}

test('a photo that was taken back leaves the open draft and is not fetched any more', async () => {
  await using scene = await aScene()
  const [first, second] = [aPhoto(), aPhoto()]
  await talk(scene, first)
  await settle(scene)
  await talk(scene, second)
  await withdraw(scene, first.messageId, second.messageId)
  expect(await pictures(scene)).toMatchObject([
    { ended: 'dropped', image_key: null },
    { ended: 'dropped', image_key: null },
  ])
  const card = await scene.card(confirm)
  expect(keysOn(card)).toEqual([])
  expect(textOf(card)).not.toContain('正在接收')
})

test('a draft with words from a message that was taken back is given up, and its card says so', async () => {
  await using scene = await aScene()
  const words = said(direct)
  await talk(scene, words)
  await withdraw(scene, words.messageId)
  const card = await scene.card(confirm)
  expect(textOf(card)).toContain('消息已撤回，这份草稿未提交。')
  expect(textOf(card)).not.toContain('学习了讲话精神')
  expect(buttonsOf(card).map(({ text }) => text)).toEqual(['去填写'])
  const draft = await scene.db.selectFrom('reports_drafts').selectAll().executeTakeFirstOrThrow()
  expect(draft).toMatchObject({ state: 'withdrawn', sources: [] })
  expect(JSON.stringify(draft.fields)).not.toContain('学习了讲话精神')
})

test('the first of two messages that a draft came from may be taken back as well', async () => {
  await using scene = await aScene()
  const [first, second] = [said(direct), said({ ...direct, text: '补充：讨论了志愿服务安排' })]
  await talk(scene, first)
  await talk(scene, second)
  await withdraw(scene, first.messageId)
  expect(textOf(await scene.card(confirmOf(2)))).toContain('已撤回')
})

test('photos outlive the words that were taken back', async () => {
  await using scene = await aScene()
  const words = said(direct)
  await talk(scene, words)
  await talk(scene, aPhoto())
  await settle(scene)
  await withdraw(scene, words.messageId)
  await talk(scene, said({ ...direct, text: '党小组会已开，重新写过的内容' }))
  const card = await scene.card(confirmOf(2))
  expect(keysOn(card)).toHaveLength(1)
  expect(textOf(card)).toContain('重新写过的内容')
  expect(textOf(card)).not.toContain('学习了讲话精神')
})

test('what was handed in stays, whatever is taken back', async () => {
  await using scene = await aScene()
  const [words, photo] = [said(direct), aPhoto()]
  await talk(scene, words)
  await talk(scene, photo)
  await settle(scene)
  await scene.press({ ...confirm, who: SECRETARY, button: '提交', form: {} })
  await scene.press({ ...confirm, who: SECRETARY, button: '修改' })
  const before = await scene.versions()
  await withdraw(scene, words.messageId, photo.messageId)
  expect(await scene.versions()).toEqual(before)
  expect(textOf(await scene.card({ kind: 'reports.request', ref: 'R-A044' }))).toContain('照片1张')
  expect(keysOn(await scene.card(confirmOf(2)))).toEqual([])
  expect(await pictures(scene)).toMatchObject([{ ended: 'here' }])
})

test('twenty who take back at once do it once, and a message of nobody changes nothing', async () => {
  await using scene = await aScene()
  const [words, photo] = [said(direct), aPhoto()]
  await talk(scene, words)
  await talk(scene, photo)
  await withdraw(scene, ...Array.from({ length: 10 }, () => [words.messageId, photo.messageId]).flat())
  expect(textOf(await scene.card(confirm))).toContain('已撤回')
  await withdraw(scene, said().messageId)
})
