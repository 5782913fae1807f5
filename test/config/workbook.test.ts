import { strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { readMembers } from '../../config/college/members.ts'
import { aCollegeFolder, PEOPLE, YAML } from './college-folder.ts'

const { college, faults } = aCollegeFolder()

type Cell = string | number | Date | null

/** An .xlsx file with these lines. */
async function aWorkbook(...lines: Cell[][]): Promise<Uint8Array> {
  const cellOf = (value: Cell) =>
    value instanceof Date ? { value, type: Date, format: 'yyyy/m/d' } : value && { value }
  const rows = lines.map((cells) => cells.map(cellOf))
  return await writeWorkbook(rows).toBuffer()
}

const HEAD = ['姓名', '编号', '支部', '党小组', '职务', '任职起始', '任职截止']
const DAY = new Date('2025-10-15T00:00:00Z')

test('a sheet saved as .xlsx is read, with numbers as ids, dates as dates, and below a title', async () => {
  const sheet = await aWorkbook(
    ['党员名册'],
    [],
    HEAD,
    ['王一', 202401000001, '第一党支部', '第一党小组', '支部书记（兼）', DAY, 20281014],
    ['李二', 'M2', 'B01', null, null, null, null],
  )
  const { members } = await college(YAML, sheet)
  expect(members).toMatchObject([
    {
      id: '202401000001',
      name: '王一',
      branch: 'B01',
      group: 'B01G1',
      offices: ['支部书记'],
      officeFrom: Temporal.PlainDate.from('2025-10-15'),
      officeTo: Temporal.PlainDate.from('2028-10-14'),
    },
    { id: 'M2', group: null },
  ])
})

test('a fault in a sheet names its line and its column', async () => {
  const sheet = await aWorkbook(HEAD, ['王一', 'M1', 'B01'], [], ['李二', 'M 2', 'B01'])
  expect(await faults(YAML, sheet)).toMatchObject([{ line: 4, what: '“编号”写法不对' }])
  const places = { branches: [{ id: 'B01', names: [] }], groups: [] }
  const list = await readMembers('m.xlsx', sheet, { places, declared: { offices: [], statuses: [] } })
  expect(list.faults).toMatchObject([{ file: 'm.xlsx', line: 4, column: 2 }])
})

test('an old .xls, a broken archive, and one that unpacks into far too much are refused with their cure', async () => {
  const sheet = await aWorkbook(HEAD, ['王一', 'M1', 'B01'])
  const one = async (bytes: Uint8Array) => (await faults(YAML, bytes)).map(({ what }) => what)
  expect(await one(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1))).toEqual([
    '这是旧式 Excel 文件（.xls）',
  ])
  expect(await one(sheet.subarray(0, sheet.length - 200))).toEqual(['这个 Excel 文件打不开'])
  expect(await one(zipSync({ 'a.txt': strToU8('no sheet') }))).toEqual(['这个 Excel 文件打不开'])
  const bomb = zipSync({ ...unzipSync(sheet), 'xl/media.xml': new Uint8Array(60 * 1024 * 1024) })
  expect(bomb.length).toBeLessThan(1024 * 1024)
  expect(await one(bomb)).toEqual(['文件超过50 MB'])
})

test('a sheet with a cell at the far end of the world costs its own thread, not the process', async () => {
  const files = unzipSync(await aWorkbook(HEAD, ['王一', 'M1', 'B01']))
  const path = 'xl/worksheets/sheet1.xml'
  const xml = new TextDecoder().decode(files[path])
  const far = '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
  const bytes = zipSync({ ...files, [path]: strToU8(xml.replace('</sheetData>', far)) })
  expect(await faults(YAML, bytes)).toMatchObject([{ line: 1, what: '这个 Excel 文件打不开' }])
  expect(await faults(YAML, PEOPLE)).toEqual([])
})
