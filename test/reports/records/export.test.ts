import { expect, test } from 'vitest'
import { makeExport, makeExportsPending, takeDueExports } from '../../../src/reports/service.ts'
import { confirmOf } from '../photo-setup.ts'
import { buttonsOf, LEADER, MEMBER, ORGANISER, SECRETARY } from '../setup.ts'
import { aFiledScene, picturesIn, pressExport, sentFiles, stand, wordsOf, work } from './setup.ts'

test('a record that passed becomes a document with its facts, roll, text, photos and lines to sign on', async () => {
  await using scene = await aFiledScene()
  const card = await scene.card(confirmOf(2))
  expect(buttonsOf(card).map(({ text }) => text)).toContain('导出')
  expect((await pressExport(scene)).toast).toEqual({ tone: 'info', text: '正在生成文件，稍后私聊发给您。' })
  await work(scene)
  const [file, ...others] = await sentFiles(scene)
  expect([file?.receiver, others]).toEqual([`person:${SECRETARY}`, []])
  expect(file?.name).toMatch(/^2026-11-20 第一党小组会（学习与交流）（本科二(?:支部)?）\.docx$/)
  const words = wordsOf(file?.bytes ?? Buffer.alloc(0))
  for (const said of [
    '应到14人，实到13人，请假1人，缺席0人',
    '一、集体学习讲话精神。',
    '&lt;b&gt;两点&lt;/b&gt;',
    '12月5日前交学习体会',
  ])
    expect(words).toContain(said)
  expect(words.split('\n').filter((line) => line === '记录人')).toHaveLength(1)
  expect(words).toMatch(/主持人：_+　　记录人：_+/)
  expect(words).toContain('第1版 · 已通过审核 · 2026年11月23日08:00由')
  expect(picturesIn(file?.bytes ?? Buffer.alloc(0))).toBe(2)
  const line = scene.db
    .selectFrom('roster_audit')
    .select(['actor', 'about'])
    .where('act', '=', 'reports.export')
  expect(await line.execute()).toEqual([{ actor: SECRETARY, about: 'R-A044' }])
})

test('twenty presses are one file, and a minute later it may be asked for again', async () => {
  await using scene = await aFiledScene()
  await Promise.all(Array.from({ length: 20 }, () => pressExport(scene)))
  expect((await pressExport(scene)).toast.text).toBe('正在生成文件，稍后私聊发给您。')
  await work(scene)
  await work(scene)
  expect(await sentFiles(scene)).toHaveLength(1)
  expect((await pressExport(scene)).toast.text).toBe('文件刚刚发过，请在私聊中查看。')
  scene.ctx.set('2026-11-23T08:01:01+08:00')
  await pressExport(scene)
  await work(scene)
  expect(await sentFiles(scene)).toHaveLength(2)
})

test('an export that two take at once, or that was cut off, is one file', async () => {
  await using scene = await aFiledScene()
  await pressExport(scene)
  const [id = ''] = await takeDueExports(scene.ctx)
  expect(await takeDueExports(scene.ctx)).toEqual([])
  // The process that took it is gone.
  await makeExportsPending(scene.ctx)
  expect(await takeDueExports(scene.ctx)).toEqual([id])
  await Promise.all([makeExport(scene.ctx, id), makeExport(scene.ctx, id)])
  await makeExport(scene.ctx, id)
  expect(await sentFiles(scene)).toHaveLength(1)
})

test.each([
  ['submitted', true],
  ['returned', true],
  ['open', false],
  ['notHeld', false],
])('a record that stands as %s is not exported', async (state, drawn) => {
  await using scene = await aFiledScene()
  await stand(scene, { state, drawn })
  expect((await pressExport(scene)).toast.text).toBe('这份纪实尚未提交或还在审核，完成后可以导出。')
})

test('one that nobody reads is exported as soon as it was handed in', async () => {
  await using scene = await aFiledScene()
  await stand(scene, { state: 'submitted', drawn: false })
  await pressExport(scene)
  await work(scene)
  expect(await sentFiles(scene)).toHaveLength(1)
})

test('the leader of the group and administrators may have it, a member of the branch may not', async () => {
  await using scene = await aFiledScene()
  for (const who of [LEADER, ORGANISER]) expect((await pressExport(scene, who)).toast.tone).toBe('info')
  expect((await pressExport(scene, MEMBER)).toast).toMatchObject({
    tone: 'warning',
    text: expect.stringContaining('由本支部支委'),
  })
})

test('who may no longer have it when it is made gets words instead', async () => {
  await using scene = await aFiledScene()
  await pressExport(scene)
  await stand(scene, { state: 'returned' })
  for (let turn = 0; turn < 3; turn += 1) {
    await scene.db
      .updateTable('reports_exports')
      .set({ look_at: Temporal.Instant.from('2000-01-01T00:00:00Z') })
      .execute()
    await work(scene)
  }
  expect(await sentFiles(scene)).toEqual([])
  const notes = (await scene.written()).filter(({ kind }) => kind === 'reports.noted')
  expect(notes.map(({ ref, receiver }) => [ref, receiver])).toEqual([['notExported', `person:${SECRETARY}`]])
})

test('what cannot be made is tried three times, then whoever waits is told', async () => {
  await using scene = await aFiledScene()
  await pressExport(scene)
  const broken = { ...scene.ctx, dataPath: '/dev/null' }
  const [id = ''] = await takeDueExports(scene.ctx)
  const told = async () => (await scene.written()).filter(({ ref }) => ref === 'notExported').length
  for (const expected of [0, 0, 1, 1]) {
    await makeExport(broken, id)
    expect(await told()).toBe(expected)
  }
  expect((await pressExport(scene)).toast.text).toBe('正在生成文件，稍后私聊发给您。')
  await work(scene)
  expect(await sentFiles(scene)).toHaveLength(1)
})

test('photos whose bytes are gone are told of, and the others stand', async () => {
  await using scene = await aFiledScene()
  await scene.db
    .updateTable('files_files')
    .set({ sha256: null })
    .where('image_key', '=', 'img_own_320')
    .execute()
  await pressExport(scene)
  await work(scene)
  const [file] = await sentFiles(scene)
  expect(picturesIn(file?.bytes ?? Buffer.alloc(0))).toBe(1)
  expect(wordsOf(file?.bytes ?? Buffer.alloc(0))).toContain('另有1张照片没有留存原图。')
})
