import { randomBytes } from 'node:crypto'
import { unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/universal'
import { expect, test } from 'vitest'
import type { DocumentContent } from '../../../src/documents/types.ts'
import { openDocuments } from '../../../src/documents/service.ts'
import { BranchId, Sha256 } from '../../../src/ids.ts'
import { keepBytes, readBytes } from '../../../src/files/folder.ts'
import { askArchive, makeArchive } from '../../../src/reports/archive/service.ts'
import { freePath } from '../../../src/reports/packing/rules.ts'
import { MEMBER, ORGANISER, said, SECRETARY, textOf } from '../setup.ts'
import { aFiledScene, type Scene, sentFiles, wordsOf, work } from './setup.ts'

async function ask(scene: Scene, text: string, who = SECRETARY): Promise<void> {
  const asked = said({ who, text, inGroup: false, about: null })
  await scene.run((tx) => askArchive(scene.ctx, tx, asked))
}

async function shown(scene: Scene): Promise<string> {
  const letter = (await scene.written()).findLast(({ kind }) => kind === 'reports.archive')
  const rendering = await scene.render({ kind: 'reports.archive', ref: letter?.ref ?? '' })
  return 'text' in rendering ? rendering.text : textOf(rendering)
}

async function titleShown(scene: Scene): Promise<string> {
  const letter = (await scene.written()).findLast(({ kind }) => kind === 'reports.archive')
  return (await scene.card({ kind: 'reports.archive', ref: letter?.ref ?? '' })).title
}

/** A file that is here, with these bytes, at the last version of A044 or as its scan. */
async function attach(
  scene: Scene,
  { name, bytes, as }: { name: string; bytes: Buffer; as: 'file' | 'scan' },
): Promise<void> {
  const sha256 = await keepBytes(scene.ctx.dataPath, bytes)
  const here = { ended: 'here', ended_at: scene.ctx.now(), type: 'pdf', size: bytes.length, sha256 }
  const sent = { kind: 'file', name, message_id: `om_${name}`, source_key: `file_${name}`, ref: 'R-A044' }
  const { id } = await scene.db
    .insertInto('files_files')
    .values({ ...sent, ...here })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (as === 'scan') {
    const scan = { request_id: 'R-A044', file_id: id, by_id: SECRETARY, at: scene.ctx.now() }
    await scene.db.insertInto('reports_scans').values(scan).execute()
    return
  }
  const version = await scene.db
    .selectFrom('reports_versions')
    .selectAll()
    .where('request_id', '=', 'R-A044')
    .executeTakeFirstOrThrow()
  const fields = { ...Object(version.fields) }
  fields.files = [...(fields.files ?? []), id]
  await scene.db
    .updateTable('reports_versions')
    .set({ fields: JSON.stringify(fields) })
    .where('request_id', '=', 'R-A044')
    .execute()
}

async function sheetsIn(parts: Record<string, Uint8Array>) {
  const sheets = await readWorkbook(Uint8Array.from(parts['目录.xlsx'] ?? []).buffer)
  return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data]))
}

test('the archive of a branch’s term holds its records, files and scans, an index of them, and what is missing', async () => {
  await using scene = await aFiledScene(['A044', 'A045', 'A046', 'A016'])
  await scene.db.updateTable('reports_requests').set({ branch_id: 'B10' }).execute()
  const others = scene.db.updateTable('reports_requests').set({ state: 'open' })
  await others.where('id', '<>', 'R-A044').execute()
  await attach(scene, { name: '=签到表.pdf', bytes: Buffer.from('%PDF-a'), as: 'file' })
  await attach(scene, { name: '盖章.pdf', bytes: Buffer.from('%PDF-b'), as: 'scan' })
  await ask(scene, '')
  expect(await shown(scene)).toContain('已处理0／1项。')
  expect(await titleShown(scene)).toBe('归档：2026-2027学年第一学期')
  await work(scene)
  const [zip, ...more] = await sentFiles(scene)
  expect([zip?.receiver, zip?.name, more]).toEqual([
    `person:${SECRETARY}`,
    '本科二支部 2026-2027学年第一学期归档.zip',
    [],
  ])
  const parts = unzipSync(zip?.bytes ?? Buffer.alloc(0))
  const name = '2026-11-20 第一党小组会（学习与交流）（本科二支部）'
  expect(Object.keys(parts).sort()).toEqual(
    ['目录.xlsx', `纪实/${name}.docx`, `附件/${name}/=签到表.pdf`, `签字版/${name}.pdf`].sort(),
  )
  expect(wordsOf(Buffer.from(parts[`纪实/${name}.docx`] ?? []))).toContain('一、集体学习讲话精神。')
  expect(Buffer.from(parts[`签字版/${name}.pdf`] ?? []).toString()).toBe('%PDF-b')
  const { 目录: found = [], 缺项: missing = [] } = await sheetsIn(parts)
  expect(found[1]?.slice(0, 3)).toEqual(['2026-11-20', '第一党小组会（学习与交流）', '党小组会'])
  expect(found[1]?.slice(4)).toEqual([14, 13, 1, 0, 0, 2, 1, 1, '已通过审核', `纪实/${name}.docx`])
  const rows = await scene.db
    .selectFrom('reports_requests')
    .select('title')
    .where('state', '=', 'open')
    .execute()
  expect(
    missing
      .slice(1)
      .map((row) => [row[1], row[3]])
      .sort(),
  ).toEqual(rows.map(({ title }) => [title, '未提交']).sort())
  expect(await shown(scene)).toContain(`本科二支部：1份，缺${rows.length}份`)
})

test('a record that goes back while the archive is made is in neither the archive nor its index', async () => {
  await using scene = await aFiledScene(['A044', 'A045'])
  await scene.db.updateTable('reports_requests').set({ branch_id: 'B10', state: 'approved' }).execute()
  await ask(scene, '')
  await using documents = openDocuments()
  const order = await scene.db.selectFrom('reports_exports').selectAll().executeTakeFirstOrThrow()
  const returning = {
    ...documents,
    async document(content: DocumentContent) {
      await scene.db
        .updateTable('reports_requests')
        .set({ state: 'returned' })
        .where('id', '=', 'R-A044')
        .execute()
      return documents.document(content)
    },
  }
  const made = await makeArchive(scene.ctx, returning, {
    ...{ batch: order.batch ?? '', term: order.term ?? '', branch: BranchId.parse('B10') },
    ...{ who: SECRETARY, at: scene.ctx.now() },
  })
  expect(made).toMatchObject({ filed: 1, missing: 1 })
  const bytes = await readBytes(scene.ctx.dataPath, made?.files[0]?.bytes ?? Sha256.parse('0'.repeat(64)))
  const parts = unzipSync(bytes ?? Buffer.alloc(0))
  const { 目录: found = [], 缺项: missing = [] } = await sheetsIn(parts)
  const paths = found.slice(1).map((row) => row.at(-1))
  expect(Object.keys(parts).filter((path) => path.startsWith('纪实/'))).toEqual(paths)
  expect(missing.slice(1).map((row) => [row[1], row[3]])).toEqual([
    ['第一党小组会（学习与交流）', '退回待补充'],
  ])
})

test('what is more than the platform takes comes in parts, each complete in itself', async () => {
  await using scene = await aFiledScene()
  for (const name of ['甲.pdf', '乙.pdf', '丙.pdf'])
    await attach(scene, {
      name,
      bytes: Buffer.concat([Buffer.from('%PDF-'), randomBytes(12_000_000)]),
      as: 'file',
    })
  await ask(scene, '本学期')
  await work(scene)
  const zips = await sentFiles(scene)
  expect(zips.map(({ name }) => name)).toEqual([
    '本科二支部 2026-2027学年第一学期归档（1-2）.zip',
    '本科二支部 2026-2027学年第一学期归档（2-2）.zip',
  ])
  for (const { bytes } of zips) expect(bytes.length).toBeLessThan(30 * 1024 * 1024)
  const files = zips.flatMap(({ bytes }) => Object.keys(unzipSync(bytes)))
  expect(files.filter((path) => path.startsWith('附件/'))).toHaveLength(3)
  expect(files.filter((path) => path === '目录.xlsx')).toHaveLength(1)
})

test('an administrator gets every branch and the college, each by itself, and one message heard twenty times is one', async () => {
  await using scene = await aFiledScene()
  const message = said({ who: ORGANISER, text: '本学期', inGroup: false, about: null })
  await Promise.all(Array.from({ length: 20 }, () => scene.run((tx) => askArchive(scene.ctx, tx, message))))
  const orders = scene.db.selectFrom('reports_exports').select('branch_id')
  expect(await orders.execute()).toHaveLength(15)
  for (let turn = 0; turn < 4; turn += 1) await work(scene)
  expect((await sentFiles(scene)).map(({ name }) => name)).toEqual([
    '本科二支部 2026-2027学年第一学期归档.zip',
  ])
  expect(await shown(scene)).toContain('共15项，已全部处理。')
})

test('归档 said again while it is being made shows how far it is, and is made once', async () => {
  await using scene = await aFiledScene()
  await ask(scene, '')
  await ask(scene, '本学期')
  const letters = (await scene.written()).filter(({ kind }) => kind === 'reports.archive')
  expect([letters.length, new Set(letters.map(({ ref }) => ref)).size]).toEqual([2, 1])
  await work(scene)
  await work(scene)
  expect(await sentFiles(scene)).toHaveLength(1)
  await ask(scene, '')
  await work(scene)
  expect(await sentFiles(scene)).toHaveLength(2)
})

test('a member gets none, a term that nobody knows is asked for again, and an office that ended ends the order', async () => {
  await using scene = await aFiledScene()
  await ask(scene, '', MEMBER)
  expect(await shown(scene)).toBe('归档由支部书记（本支部）或管理员发起。')
  await ask(scene, '上学期')
  expect(await shown(scene)).toContain('没有找到这个学期。')
  await ask(scene, '三年前')
  expect(await shown(scene)).toContain('没有找到这个学期。')
  await ask(scene, '')
  await scene.db.updateTable('reports_exports').set({ member_id: MEMBER }).execute()
  await work(scene)
  expect(await sentFiles(scene)).toEqual([])
  expect(await shown(scene)).toContain('没有生成')
})

test('a second file of a name gets a number, also where only capitals differ', () => {
  const taken = new Set<string>()
  const paths = ['a/b.pdf', 'a/B.PDF', 'a/b', 'a.b/c', 'a.b/c'].map((path) => freePath(taken, path))
  expect(paths).toEqual(['a/b.pdf', 'a/B（2）.PDF', 'a/b', 'a.b/c', 'a.b/c（2）'])
})
