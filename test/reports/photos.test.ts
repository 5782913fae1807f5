import { expect, test } from 'vitest'
import { draftFromReply } from '../../src/reports/service.ts'
import { aPhoto, confirmOf, keysOn, pictures, settle, talk } from './photo-setup.ts'
import { aScene, buttonsOf, LEADER, MEMBER, said, SECRETARY, textOf } from './setup.ts'

const request = { kind: 'reports.request', ref: 'R-A044' } as const
const confirm = confirmOf(1)

type Scene = Awaited<ReturnType<typeof aScene>>

const notesIn = async (scene: Scene) =>
  (await scene.written()).flatMap(({ kind, ref }) => (kind === 'reports.noted' ? [ref] : []))
const confirmsIn = async (scene: Scene) =>
  (await scene.written()).flatMap(({ kind, ref }) => (kind === 'reports.confirm' ? [ref] : []))

test('a photo in the direct chat begins the one report that is owed, and its card shows it when it is here', async () => {
  await using scene = await aScene()
  expect(await talk(scene, aPhoto())).toBe(true)
  expect(await confirmsIn(scene)).toEqual([confirm.ref])
  const before = await scene.card(confirm)
  expect(textOf(before)).toContain('正在接收1张照片')
  expect(textOf(before)).toContain('照片和附件（docx、xlsx、pptx、PDF或其压缩包）可直接在此发送')
  expect(textOf(before)).toContain('请勿上传涉密或内部敏感材料')
  await settle(scene)
  const after = await scene.card(confirm)
  expect(keysOn(after)).toEqual([expect.stringMatching(/^img_own_/)])
  expect(textOf(after)).toContain('"alt":"现场照片1"')
  expect(textOf(after)).not.toContain('正在接收')
  // Nine photos fill a screen: what is to be pressed stands above them.
  const kinds = after.blocks.map(({ kind }) => kind)
  expect(kinds.indexOf('form')).toBeLessThan(kinds.indexOf('images'))
})

test('further photos join the open draft: no second card, and the first is updated anew', async () => {
  await using scene = await aScene()
  await scene.press({ ...request, who: SECRETARY, button: '去填写' })
  for (let n = 0; n < 3; n += 1) await talk(scene, aPhoto())
  expect(await confirmsIn(scene)).toEqual([confirm.ref])
  await settle(scene)
  expect(keysOn(await scene.card(confirm))).toHaveLength(3)
  const letter = scene.db.selectFrom('letters_letters').select('changed').where('ref', '=', confirm.ref)
  expect(await letter.executeTakeFirstOrThrow()).toEqual({ changed: true })
})

test('twenty copies of one photo are one photo', async () => {
  await using scene = await aScene()
  const photo = aPhoto()
  await Promise.all(Array.from({ length: 20 }, () => talk(scene, photo)))
  expect(await pictures(scene)).toHaveLength(1)
  expect(await confirmsIn(scene)).toHaveLength(1)
  await settle(scene)
  expect(keysOn(await scene.card(confirm))).toHaveLength(1)
})

test('of twenty photos sent at once nine are kept, and the person is told once', async () => {
  await using scene = await aScene()
  await Promise.all(Array.from({ length: 20 }, () => talk(scene, aPhoto())))
  expect(await pictures(scene)).toHaveLength(9)
  expect(await notesIn(scene)).toEqual(['tooMany'])
  expect(await confirmsIn(scene)).toHaveLength(1)
})

test('of two hundred pictures in one message nine are kept, and the person is told once', async () => {
  await using scene = await aScene()
  const sent = Array.from({ length: 200 }, () => aPhoto().pictures).flat()
  await talk(scene, aPhoto({ pictures: sent }))
  expect([(await pictures(scene)).length, await notesIn(scene)]).toEqual([9, ['tooMany']])
})

test('with two reports owed the person is asked once which one, and a begun one decides', async () => {
  await using scene = await aScene(['A044', 'A048'])
  await scene.db.updateTable('reports_requests').set({ owner_id: SECRETARY, state: 'open' }).execute()
  for (let n = 0; n < 9; n += 1) expect(await talk(scene, aPhoto())).toBe(true)
  expect([await notesIn(scene), await pictures(scene)]).toEqual([['which'], []])
  await scene.press({ kind: 'reports.request', ref: 'R-A048', who: SECRETARY, button: '去填写' })
  await talk(scene, aPhoto())
  expect(await pictures(scene)).toMatchObject([{ ref: 'R-A048' }])
})

test('a photo that replies to a card belongs to that card’s report', async () => {
  await using scene = await aScene(['A044', 'A048'])
  await scene.db.updateTable('reports_requests').set({ owner_id: SECRETARY, state: 'open' }).execute()
  const about = { ...said().about, kind: 'reports.chase', ref: 'R-A048' } as ReturnType<typeof said>['about'] // one of ours
  await scene.run((tx) => draftFromReply(scene.ctx, tx, aPhoto({ about })))
  expect(await pictures(scene)).toMatchObject([{ ref: 'R-A048' }])
})

test('a photo of somebody who owes nothing is nobody’s, and one without the right is told whose business it is', async () => {
  await using scene = await aScene()
  expect(await talk(scene, aPhoto({ who: MEMBER }))).toBe(false)
  await scene.run((tx) => draftFromReply(scene.ctx, tx, aPhoto({ who: MEMBER, about: said().about })))
  expect([await notesIn(scene), await pictures(scene)]).toEqual([['mayNot'], []])
})

test('in a group the bot looks for no photos', async () => {
  await using scene = await aScene()
  expect(await talk(scene, aPhoto({ inGroup: true }))).toBe(false)
})

test('what is handed in keeps its photos, and the group reads how many there are and sees none', async () => {
  await using scene = await aScene()
  await talk(scene, aPhoto())
  await talk(scene, aPhoto())
  await settle(scene)
  await scene.press({ ...confirm, who: SECRETARY, button: '提交', form: { content: '学习' } })
  const [version] = await scene.versions()
  expect(version?.fields).toMatchObject({ photos: (await pictures(scene)).map(({ id }) => id) })
  const inGroup = await scene.card(request)
  expect(textOf(inGroup)).toContain('照片2张')
  expect(textOf(inGroup)).not.toContain('img_')
  expect(keysOn(await scene.card(confirm))).toHaveLength(2)
})

test('a report without photos says nothing of them in the group', async () => {
  await using scene = await aScene()
  await scene.press({ ...request, who: SECRETARY, button: '去填写' })
  await scene.press({ ...confirm, who: SECRETARY, button: '提交', form: { content: '学习' } })
  expect(textOf(await scene.card(request))).not.toContain('照片')
})

test('words that follow and a change after handing in keep the photos', async () => {
  await using scene = await aScene()
  await talk(scene, aPhoto())
  await settle(scene)
  await talk(scene, said({ inGroup: false, about: null }))
  expect(keysOn(await scene.card(confirm))).toEqual([])
  expect(keysOn(await scene.card(confirmOf(2)))).toHaveLength(1)
  await scene.press({ ...confirmOf(2), who: SECRETARY, button: '提交', form: { content: '学习' } })
  await scene.press({ ...confirmOf(2), who: SECRETARY, button: '修改' })
  await talk(scene, aPhoto())
  await settle(scene)
  expect(keysOn(await scene.card(confirmOf(3)))).toHaveLength(2)
  expect(textOf(await scene.card(request))).toContain('照片1张')
})

test('pictures between the words of one message come with the words', async () => {
  await using scene = await aScene()
  const { pictures: sent } = aPhoto()
  await talk(scene, said({ inGroup: false, about: null, pictures: [...sent, ...aPhoto().pictures] }))
  await settle(scene)
  expect(keysOn(await scene.card(confirm))).toHaveLength(2)
  expect(textOf(await scene.card(confirm))).toContain('学习了讲话精神')
})

test('photos are put into order and taken out on the card, which shows each once', async () => {
  await using scene = await aScene()
  for (let n = 0; n < 3; n += 1) await talk(scene, aPhoto())
  await settle(scene)
  const [one, two, three] = await pictures(scene)
  const keys = async () => keysOn(await scene.card(confirm))
  const press = async (button: string, attached: string | undefined) =>
    (await scene.press({ ...confirm, who: SECRETARY, button, form: { attached } })).toast.text
  expect(textOf(await scene.card(confirm))).toContain('照片3张，自左至右、自上而下为1至3')
  expect(await press('前移', three?.id)).toBe('已前移。')
  const typed = { content: '写了一半', attached: '' }
  const unchosen = await scene.press({ ...confirm, who: SECRETARY, button: '移除', form: typed })
  expect(unchosen.toast.text).toContain('请先在“照片和附件”中选择一项')
  expect(textOf(await scene.card(confirm))).toContain('"value":"写了一半"')
  const form = { content: '写了更多', attached: one?.id }
  expect((await scene.press({ ...confirm, who: SECRETARY, button: '前移', form })).toast.text).toBe(
    '已前移。',
  )
  // One form holds both: what was typed came with the press.
  expect(textOf(await scene.card(confirm))).toContain('"value":"写了更多"')
  expect(await keys()).toEqual([one, three, two].map((picture) => picture?.image_key))
  expect(await press('移除', one?.id)).toBe('已移除。')
  expect(await press('移除', one?.id)).toBe('这一项已不在草稿中，请看卡片上的最新内容。')
  expect(await keys()).toEqual([three, two].map((picture) => picture?.image_key))
  expect((await pictures(scene))[0]).toMatchObject({ ended: 'dropped', image_key: null, sha256: null })
  for (const photo of [two, three]) await press('移除', photo?.id)
  expect(buttonsOf(await scene.card(confirm)).map(({ text }) => text)).toEqual(['提交', '未召开', '取消'])
})

test('the same photo sent twice is said, not shown twice, and makes room', async () => {
  await using scene = await aScene()
  for (let n = 0; n < 9; n += 1) await talk(scene, aPhoto())
  await settle(scene, { source: 'a'.repeat(64) })
  const card = await scene.card(confirm)
  expect(keysOn(card)).toHaveLength(1)
  expect(textOf(card)).toContain('有8张照片与已收到的相同，没有重复添加。')
  await talk(scene, aPhoto())
  await settle(scene, { source: 'b'.repeat(64) })
  expect(keysOn(await scene.card(confirm))).toHaveLength(2)
  expect(textOf(await scene.card(confirm))).not.toContain('相同')
  expect(await notesIn(scene)).toEqual([])
})

test.each([
  ['network', '有1张照片未能取得，可重发。'],
  ['234037', '有1张照片超过10MB或4000万像素，可压缩后重发。'],
  ['tooManyPixels', '有1张照片超过10MB或4000万像素，可压缩后重发。'],
  ['broken', '有1张照片不是完好的JPG、PNG或WebP图片，可转换后重发。'],
])('a photo that failed with %s is said on the card, and makes room for the next', async (code, words) => {
  await using scene = await aScene()
  await talk(scene, aPhoto())
  await settle(scene, { code })
  expect(textOf(await scene.card(confirm))).toContain(words)
  await talk(scene, aPhoto())
  await settle(scene)
  expect(textOf(await scene.card(confirm))).not.toContain(words)
  expect(keysOn(await scene.card(confirm))).toHaveLength(1)
})

test('a leader’s photos are shown to nobody else before they are handed in', async () => {
  await using scene = await aScene()
  await talk(scene, aPhoto({ who: LEADER }))
  await settle(scene)
  await scene.press({ ...request, who: SECRETARY, button: '去填写' })
  expect(keysOn(await scene.card(confirm))).toEqual([])
  expect(keysOn(await scene.card(confirmOf(1, LEADER)))).toHaveLength(1)
})
