import { expect, test } from 'vitest'
import { FileKey, ImageKey, LetterId } from '../../../src/ids.ts'
import type { Said } from '../../../src/inbox/types.ts'
import { scanSettled, takeScan } from '../../../src/reports/service.ts'
import { registry } from '../../../src/router.ts'
import { MEMBER, ORGANISER, said, SECRETARY, textOf } from '../setup.ts'
import { aFiledScene, pressExport, type Scene, sentFiles, stand, work } from './setup.ts'

let count = 0

/** A filed record that was exported; `reply` answers the file with scans. */
async function anExported() {
  const scene = await aFiledScene()
  await pressExport(scene)
  await work(scene)
  const [file] = await sentFiles(scene)
  const id = LetterId.parse('00000000-0000-4000-8000-000000000000')
  const about = { id, kind: 'reports.file', ref: file?.ref ?? '', to: { person: SECRETARY } } as const
  const reply = async (over: Partial<Said> = {}) => {
    count += 1
    const files = [{ key: FileKey.parse(`file_${count}`), name: '签字版.pdf' }]
    const sent = said({ text: '', inGroup: false, about, files, ...over })
    return { sent, taken: await scene.run((tx) => takeScan(scene.ctx, tx, sent)) }
  }
  return Object.assign(scene, { reply })
}

const notes = async (scene: Scene) =>
  (await scene.written()).flatMap(({ kind, ref }) => (kind === 'reports.noted' ? [ref] : []))

async function settle(scene: Scene, end: { sha256: string } | { code: string }): Promise<void> {
  const ended = 'code' in end ? 'failed' : 'here'
  const waiting = scene.db.selectFrom('files_files').select(['id', 'ref', 'kind']).where('ended', 'is', null)
  for (const { id, ref, kind } of await waiting.execute()) {
    await scene.run((tx) => scanSettled(scene.ctx, tx, { id, ref, ended }))
    const key = kind === 'picture' && ended === 'here' ? { image_key: 'img_own' } : {}
    const set = { ...end, ...key, ended, type: 'pdf', size: 9, ended_at: scene.ctx.now() }
    await scene.db.updateTable('files_files').set(set).where('id', '=', id).execute()
  }
}

async function viewed(scene: Scene): Promise<string> {
  return textOf(await scene.card({ kind: 'reports.record', ref: `R-A044/${SECRETARY}` }))
}

test('a signed scan that answers the file is kept at its record, which shows how many there are', async () => {
  await using scene = await anExported()
  const { taken } = await scene.reply()
  expect([taken, await notes(scene)]).toEqual([true, ['scanKept']])
  expect(await viewed(scene)).not.toContain('签字版1份')
  await settle(scene, { sha256: 'a'.repeat(64) })
  expect(await viewed(scene)).toContain('签字版1份')
  await scene.reply({ files: [], pictures: [ImageKey.parse('img_1'), ImageKey.parse('img_2')] })
  await settle(scene, { sha256: 'b'.repeat(64) })
  expect(await viewed(scene)).toContain('签字版3份')
  const scans = scene.db.selectFrom('roster_audit').select('about').where('act', '=', 'reports.scan')
  expect(await scans.execute()).toHaveLength(2)
})

test('ten pages sent one after the other get one answer', async () => {
  await using scene = await anExported()
  for (let page = 1; page <= 10; page += 1) await scene.reply()
  expect(await notes(scene)).toEqual(['scanKept'])
  expect(await scene.db.selectFrom('reports_scans').selectAll().execute()).toHaveLength(10)
})

test('words alone, and files that answer nothing, are no scans', async () => {
  await using scene = await anExported()
  expect((await scene.reply({ files: [] })).taken).toBe(false)
  expect((await scene.reply({ about: null })).taken).toBe(false)
  expect(await scene.db.selectFrom('reports_scans').selectAll().execute()).toEqual([])
})

test('a scan that could not be had is told of and does not count', async () => {
  await using scene = await anExported()
  await scene.reply()
  await settle(scene, { code: 'encrypted' })
  expect(await notes(scene)).toEqual(['scanKept', 'scanLost'])
  expect(await scene.db.selectFrom('reports_scans').selectAll().execute()).toEqual([])
})

test('a scan is taken from whoever may have the record, while it is filed', async () => {
  await using scene = await anExported()
  await scene.reply({ who: MEMBER })
  await scene.reply({ who: ORGANISER })
  await stand(scene, { state: 'returned' })
  await scene.reply()
  expect(await notes(scene)).toEqual(['scanRefused', 'scanKept', 'scanNotFiled'])
})

test('a scan that is taken back is gone, and of twelve ten are kept', async () => {
  await using scene = await anExported()
  const { sent } = await scene.reply()
  await settle(scene, { sha256: 'a'.repeat(64) })
  await scene.run((tx) => registry.messages.withdraw(scene.ctx, tx, sent.messageId))
  expect(await viewed(scene)).not.toContain('签字版')
  expect(await scene.db.selectFrom('reports_scans').selectAll().execute()).toEqual([])
  const files = Array.from({ length: 12 }, (_, n) => ({ key: FileKey.parse(`file_x${n}`), name: `${n}.pdf` }))
  await scene.reply({ files })
  expect(await scene.db.selectFrom('reports_scans').selectAll().execute()).toHaveLength(10)
  await scene.reply()
  expect(await notes(scene)).toEqual(['scanKept', 'tooManyScans'])
})
