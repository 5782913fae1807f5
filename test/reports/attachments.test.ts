import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FileKey, Sha256 } from '../../src/ids.ts'
import type { Said } from '../../src/inbox/types.ts'
import { distinct, movedForward, placed } from '../../src/reports/attachments/rules.ts'
import { attachmentSettled } from '../../src/reports/service.ts'
import * as a from '../sandbox/card-states.ts'
import { aPhoto, confirmOf, talk } from './photo-setup.ts'
import { aScene, buttonsOf, SECRETARY, textOf } from './setup.ts'

const confirm = confirmOf(1)
type Scene = Awaited<ReturnType<typeof aScene>>
let count = 0

/** Somebody's file in the direct chat, answering nothing. */
function aFile(name: string, over: Partial<Said> = {}): Said {
  count += 1
  return aPhoto({ pictures: [], files: [{ key: FileKey.parse(`file_${count}`), name }], ...over })
}

const files = (scene: Scene) => scene.db.selectFrom('files_files').selectAll().orderBy('source_key').execute()

/** All files on their way have come to this end. */
async function settle(scene: Scene, end: { code: string } | { sha256: string }): Promise<void> {
  const here = { ended: 'here', type: 'pdf', size: 1_300_000 }
  const set = { ...('code' in end ? { ended: 'failed' } : here), ...end, ended_at: scene.ctx.now() }
  await scene.db.updateTable('files_files').set(set).where('ended', 'is', null).execute()
  await scene.run((tx) => attachmentSettled(scene.ctx, tx, { ref: 'R-A044' }))
}

test('a file in the direct chat joins the draft, stands on its card under a clean name, and is handed in', async () => {
  await using scene = await aScene()
  expect(await talk(scene, aFile('../签到\u202e表.pdf'))).toBe(true)
  expect(textOf(await scene.card(confirm))).toContain('正在接收“签到表.pdf”。')
  await settle(scene, { sha256: 'a'.repeat(64) })
  expect(textOf(await scene.card(confirm))).toContain('签到表.pdf（1.2MB）')
  await scene.press({ ...confirm, who: SECRETARY, button: '提交', form: { content: '学习' } })
  const [file] = await files(scene)
  expect((await scene.versions())[0]?.fields).toMatchObject({ files: [file?.id] })
  expect(textOf(await scene.card(confirm))).toContain('签到表.pdf')
})

test('of seven files five are kept, each can be taken out, and the same twice is said', async () => {
  await using scene = await aScene()
  for (let n = 0; n < 7; n += 1) await talk(scene, aFile(`材料${n}.pdf`))
  expect(await files(scene)).toHaveLength(5)
  const notes = (await scene.written()).filter(({ kind }) => kind === 'reports.noted')
  expect(notes.map(({ ref }) => ref)).toEqual(['tooManyFiles'])
  await settle(scene, { sha256: 'a'.repeat(64) })
  expect(textOf(await scene.card(confirm))).toContain('有4个附件与已收到的相同，没有重复添加。')
  const [first] = await files(scene)
  await scene.press({ ...confirm, who: SECRETARY, button: '移除', form: { attached: first?.id } })
  expect(buttonsOf(await scene.card(confirm)).map(({ text }) => text)).toEqual(['提交', '未召开', '取消'])
  expect((await files(scene))[0]).toMatchObject({ ended: 'dropped', sha256: null })
})

test.each([
  ['234037', '“总结.docx”超过20MB，没有收下。'],
  ['bomb', '“总结.docx”解压后过大，没有收下。'],
  ['encrypted', '“总结.docx”设有密码，没有收下。'],
  ['network', '“总结.docx”未能取得，可重发。'],
])('a file that failed with %s is said with what helps', async (code, words) => {
  await using scene = await aScene()
  await talk(scene, aFile('总结.docx'))
  await settle(scene, { code })
  expect(textOf(await scene.card(confirm))).toContain(words)
})

test('moving forward changes the order of two, and nothing is lost', () => {
  expect(movedForward(['a', 'b', 'c'], 'c')).toEqual(['a', 'c', 'b'])
  expect(movedForward(['a', 'b', 'c'], 'a')).toEqual(['a', 'b', 'c'])
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid()), fc.nat(9), (ids, at) => {
      expect(movedForward(ids, ids[at] ?? 'none').toSorted()).toEqual(ids.toSorted())
    }),
  )
})

test('what has a place is here or on its way, and no two are the same', () => {
  const bytes = fc.constantFrom('a', 'b', 'c').map((digit) => Sha256.parse(digit.repeat(64)))
  const picture = fc
    .tuple(a.picture, bytes)
    .map(([one, name]) => (one.state === 'here' ? { ...one, bytes: name } : one))
  fc.assert(
    fc.property(fc.array(picture), (all) => {
      const those = placed(all)
      const names = those.flatMap((one) => (one.state === 'here' ? [one.bytes] : []))
      expect(new Set(names).size).toBe(names.length)
      expect(those.every(({ state }) => state === 'here' || state === 'waiting')).toBe(true)
      expect(distinct(all).those.length + distinct(all).repeated).toBe(all.length)
    }),
  )
})
