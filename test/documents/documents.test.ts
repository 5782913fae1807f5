import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/universal'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { openDocuments } from '../../src/documents/service.ts'
import type { DocumentContent, Row, Tables } from '../../src/documents/types.ts'

const documents = openDocuments()
afterAll(() => documents[Symbol.asyncDispose]())

const content: DocumentContent = {
  title: '十一月支部党员大会',
  facts: [
    ['时间', '2026年11月25日 14:00至15:30'],
    ['列席', '张三\n李四'],
  ],
  sections: [{ heading: '内容', text: '一、学习。\n\n二、讨论：<w:b/> & "引号" \u0000\u0008\ufffe。' }],
  picturesHeading: '现场照片',
  pictures: [],
  signatures: ['主持人', '记录人'],
  footer: '第2版',
}

async function picturesOf(...sizes: [number, number][]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-documents-'))
  return Promise.all(
    sizes.map(async ([width, height], index) => {
      const path = join(folder, `${index}.jpg`)
      const create = { width, height, channels: 3, background: 'teal' } as const
      await writeFile(path, await sharp({ create }).jpeg().toBuffer())
      return path
    }),
  )
}

test('a document holds its words as text, its pictures in their shape, and nothing that XML cannot hold', async () => {
  const pictures = await picturesOf([400, 200], [200, 400], [10, 10])
  const parts = unzipSync(await documents.document({ ...content, pictures }))
  const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
  for (const words of ['十一月支部党员大会', '张三', '李四', '二、讨论：&lt;w:b/&gt; &amp; ', '主持人：____'])
    expect(body).toContain(words)
  expect(body).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]*$/)
  const headings = body.split('<w:p>').filter((one) => one.includes('<w:keepNext/>'))
  expect(headings.map((one) => one.replace(/<[^>]+>/g, ''))).toEqual(['内容', '现场照片'])
  const sizes = [...body.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"/g)].map(
    ([, x, y]) => Number(x) / Number(y),
  )
  expect(sizes).toEqual([2, 0.5, 1])
  expect(Object.keys(parts).filter((name) => name.startsWith('word/media/'))).toHaveLength(3)
  const footer = Object.entries(parts).find(([name]) => /^word\/footer\d*\.xml$/.test(name))?.[1]
  expect(strFromU8(footer ?? new Uint8Array())).toContain('第2版')
})

test('a cell that looks like a formula is text', async () => {
  const rows = [
    ['=HYPERLINK("http://x.cn")', 3],
    ['+1-1', 0],
    ['@SUM(1)', 0],
  ]
  const bytes = await documents.workbook([
    { name: '目录', heads: ['名称', '人数'], rows },
    { name: '缺项', heads: ['名称'], rows: [] },
  ])
  const sheets = await readWorkbook(Uint8Array.from(bytes).buffer)
  expect(sheets.map(({ sheet, data }) => [sheet, data])).toEqual([
    ['目录', [['名称', '人数'], ...rows]],
    ['缺项', [['名称']]],
  ])
  const xml = Object.entries(unzipSync(bytes)).filter(([name]) => name.includes('worksheets'))
  for (const [, part] of xml) expect(strFromU8(part)).not.toContain('<f>')
})

test('an archive holds files and bytes under their paths', async () => {
  const [file = ''] = await picturesOf([10, 10])
  const bytes = Uint8Array.from(Buffer.from('记录'))
  const parts = unzipSync(
    await documents.archive([
      { path: '照片/一.jpg', file },
      { path: '目录.txt', bytes },
    ]),
  )
  expect(Object.keys(parts)).toEqual(['照片/一.jpg', '目录.txt'])
  expect(strFromU8(parts['目录.txt'] ?? bytes)).toBe('记录')
})

test('a thread that was closed makes nothing more, and says so at once', async () => {
  const closed = openDocuments()
  const waiting = closed.document(content)
  await closed[Symbol.asyncDispose]()
  await expect(waiting).rejects.toThrow()
  await expect(closed.document(content)).rejects.toThrow()
})

test('a thread that dies while nobody waits for it ends what is asked of it next, and nothing else', async () => {
  await using dying = openDocuments({ maxOldGenerationSizeMb: 10 })
  // Another thread starts, and makes a document, meanwhile.
  await using other = openDocuments()
  await other.document(content)
  await expect(dying.document(content)).rejects.toThrow()
})

test('what cannot be made throws, and the next is made all the same', async () => {
  await expect(documents.document({ ...content, pictures: ['/nonexistent.jpg'] })).rejects.toThrow('ENOENT')
  expect((await documents.document(content)).subarray(0, 2).toString()).toBe('PK')
})

const HOSTILE = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(1)',
  '\t=1',
  '＝1+1',
  '"引号",逗号\n换行',
  'a\u0000\u0007\ud800b😀',
  '长'.repeat(10_000),
]

const long: Tables = {
  print: '导出：王芳 & 2026-11-27',
  tables: [
    {
      ...{ name: '会议', note: '=注' },
      columns: [
        { head: '名称', width: 20, kind: 'text' },
        { head: '日期', width: 12, kind: 'day' },
        { head: '到会率', width: 8, kind: 'rate' },
      ],
    },
    { name: '空表', note: '没有', columns: [{ head: '名称', width: 9, kind: 'text' }] },
  ],
}

async function tablesOf(format: 'xlsx' | 'csv', rows: readonly Row[]) {
  await documents.begin(format, long)
  await documents.rows(0, rows.slice(0, 2))
  await documents.rows(0, rows.slice(2))
  return documents.end()
}

test('tables come piece by piece: heads stay in sight and can be filtered, days are days, and nothing is a formula', async () => {
  const bytes = await tablesOf(
    'xlsx',
    HOSTILE.map((text): Row => [text, '2026-11-27', 0.5]),
  )
  const [meetings, empty] = await readWorkbook(Uint8Array.from(bytes).buffer)
  expect(empty).toMatchObject({ sheet: '空表', data: [['没有'], ['名称']] })
  expect(meetings?.data.slice(0, 2).map((row) => row.filter((cell) => cell !== null))).toEqual([
    ['=注'],
    ['名称', '日期', '到会率'],
  ])
  const rows = meetings?.data.slice(2) ?? []
  // The reader of the test cuts space at the ends off.
  expect(rows.map(([text]) => text)).toEqual(
    [...HOSTILE.slice(0, -2), 'ab😀', '长'.repeat(2_000)].map((text) => text.trim()),
  )
  expect(rows[0]?.slice(1)).toEqual([new Date('2026-11-27T00:00:00Z'), 0.5])
  const parts = unzipSync(bytes)
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? bytes)
  expect(sheet).not.toContain('<f>')
  for (const part of [
    'state="frozen"',
    '<autoFilter ref="A2:C11"/>',
    'orientation="landscape"',
    '王芳 &amp;&amp; 2026',
  ])
    expect(sheet).toContain(part)
  expect(strFromU8(parts['xl/workbook.xml'] ?? bytes)).toContain(
    'Print_Titles" localSheetId="0">\'会议\'!$1:$2<',
  )
})

test('a CSV begins with the mark of its code, and a cell that a spreadsheet would take for a formula is text', async () => {
  const parts = unzipSync(
    await tablesOf(
      'csv',
      HOSTILE.map((text): Row => [text, '2026-11-27', 0.5]),
    ),
  )
  expect(Object.keys(parts)).toEqual(['会议.csv', '空表.csv'])
  const bytes = parts['会议.csv'] ?? new Uint8Array()
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = strFromU8(bytes)
  expect(text).toContain('"\'=1+1",2026-11-27,0.5\r\n')
  expect(text).toContain('"""引号"",逗号\n换行"')
  expect(text).toMatch(/"'=注"\r\n$/)
  expect(text).not.toMatch(/(?:^|[\n,])[=+\-@＝]/)
})

test('what is handed over at once may be longer than what is copied at once', async () => {
  const rows = Array.from({ length: 2_500 }, (_, n): Row => [`第${n}行`, '2026-11-27', 1])
  await documents.begin('xlsx', long)
  await documents.rows(0, rows)
  const [sheet] = await readWorkbook(Uint8Array.from(await documents.end()).buffer)
  expect(sheet?.data).toHaveLength(2_502)
  expect(sheet?.data.at(-1)?.[0]).toBe('第2499行')
})

test('how many bytes are packed is known while rows are handed over, to a table that stands behind others too', async () => {
  const random = () => crypto.randomUUID() + crypto.randomUUID()
  const rows = Array.from({ length: 6_000 }, (): Row => [random()])
  await documents.begin('xlsx', long)
  const early = await documents.rows(1, rows.slice(0, 3_000))
  const late = await documents.rows(1, rows.slice(3_000))
  const { length } = await documents.end()
  expect(early).toBeGreaterThan(length * 0.3)
  expect(late).toBeGreaterThan(early)
  expect(late).toBeLessThanOrEqual(length)
  expect(late).toBeGreaterThan(length * 0.7)
})
