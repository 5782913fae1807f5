import { expect, test } from 'vitest'
import { reviseDrafts } from '../../src/reports/service.ts'
import type { Said } from '../../src/inbox/types.ts'
import { confirmOf, talk } from './photo-setup.ts'
import { aScene, LEADER, said, SECRETARY, textOf } from './setup.ts'

const direct = { inGroup: false, about: null } as const

type Scene = Awaited<ReturnType<typeof aScene>>

const revise = (scene: Scene, words: Said) => scene.run((tx) => reviseDrafts(scene.ctx, tx, words))

async function lastNote(scene: Scene) {
  return (await scene.written()).filter(({ kind }) => kind === 'reports.noted').at(-1)
}

test('an edited message updates the draft that it began, decisions and numbers as well', async () => {
  await using scene = await aScene()
  const words = said(direct)
  await talk(scene, words)
  const text = '党小组会已开，实到14人，学习了全会精神。议定事项：12月6日前交学习体会'
  await revise(scene, { ...words, text })
  const card = textOf(await scene.card(confirmOf(1)))
  for (const shown of ['学习了全会精神', '12月6日前交学习体会', '您写的是实到14人'])
    expect(card).toContain(shown)
  for (const gone of ['讲话精神', '12月5日', '实到13人']) expect(card).not.toContain(gone)
  await revise(scene, { ...words, text: '党小组会已开，学习了全会精神' })
  expect(textOf(await scene.card(confirmOf(1)))).not.toContain('学习体会')
})

test('of two messages in one draft only the edited one changes, and the card stays where it is', async () => {
  await using scene = await aScene()
  const [first, second] = [said(direct), said({ ...direct, text: '补充：讨论了志愿服务安排' })]
  await talk(scene, first)
  await talk(scene, second)
  const before = (await scene.written()).length
  await revise(scene, { ...second, text: '补充：讨论了结对帮扶安排' })
  const card = textOf(await scene.card(confirmOf(2)))
  expect(card).toContain('学习了讲话精神')
  expect(card).toContain('结对帮扶')
  expect(card).not.toContain('志愿服务')
  expect(await scene.written()).toHaveLength(before)
})

test('what was handed in stays, and whoever edits is told where to change it', async () => {
  await using scene = await aScene()
  const words = said(direct)
  await talk(scene, words)
  await scene.press({ ...confirmOf(1), who: SECRETARY, button: '提交', form: {} })
  const before = await scene.versions()
  await revise(scene, { ...words, text: '党小组会已开，改写过的内容' })
  expect(await scene.versions()).toEqual(before)
  const note = await lastNote(scene)
  expect(note).toMatchObject({ ref: 'handedIn', reply_to: words.messageId })
  expect(await scene.render({ kind: 'reports.noted', ref: 'handedIn' })).toMatchObject({
    text: expect.stringContaining('修改'),
  })
})

test('an edit of a message that began no draft, or of somebody else’s, changes nothing', async () => {
  await using scene = await aScene()
  const words = said(direct)
  await talk(scene, words)
  const before = textOf(await scene.card(confirmOf(1)))
  await revise(scene, { ...words, who: LEADER, text: '党小组会已开，别人写的内容' })
  await revise(scene, said({ ...direct, text: '从未听过的一条消息的内容' }))
  expect(textOf(await scene.card(confirmOf(1)))).toBe(before)
  expect(await lastNote(scene)).toBeUndefined()
})
