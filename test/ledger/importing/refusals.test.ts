import { expect, test } from 'vitest'
import { LetterId } from '../../../src/ids.ts'
import { newest } from '../../collections/people.ts'
import { ADMIN, SECRETARY } from '../a-programme.ts'
import { saying } from '../composing/people.ts'
import { anImport, aWorkbook, begin, type Cell, card, click, definition, sendFile } from './sheets.ts'

const LINES: [string, Cell[][], string][] = [
  [
    'full-width digits',
    [
      ['支部', '签署（１２月１８日前）'],
      ['Ｂ０１', '√'],
    ],
    '1. 签署：2026年12月18日前',
  ],
  [
    'no key heading',
    [
      ['各单位情况', '签署 12月18日前'],
      ['B01', null],
      ['B02', null],
    ],
    '识别出2/14个支部。',
  ],
  [
    'a day to come is no mark',
    [
      ['支部', '签署 12月18日前'],
      ['B01', '2026-12-01'],
    ],
    '没有采用的格：第2行“2026-12-01”',
  ],
  [
    'nothing recognised',
    [
      ['甲', '乙'],
      ['丙', '丁'],
    ],
    '没有找到标题行',
  ],
  [
    'no row',
    [
      ['支部', '签署 12月18日前'],
      ['没有', null],
    ],
    '没有认出任何支部',
  ],
  [
    'no step',
    [
      ['支部', '级别'],
      ['B01', '校级'],
    ],
    '没有认出任何事项',
  ],
  ['one cell', [['支部']], '没有找到标题行'],
]
test.each(LINES)('%s', async (_, lines, said) => {
  await using life = await anImport()
  await sendFile(life, ADMIN, { bytes: await aWorkbook(...lines) })
  expect(await card(life)).toContain(said)
})

test('a formula is what it shows, and begins nothing', async () => {
  await using life = await anImport()
  const bytes = await aWorkbook(
    ['支部', '级别', '签署 12月18日前'],
    ['B01', '=HYPERLINK("http://x","y")', '=1+1'],
  )
  await sendFile(life, ADMIN, { bytes })
  expect(await card(life)).toContain('没有采用的格：第2行“=1+1”')
})

test('what is too large, broken, or no workbook is refused with the cure, and another can be sent', async () => {
  await using life = await anImport()
  const lines = Array.from({ length: 10_000 }, (_, n) => [`支部${n}`, null])
  await sendFile(life, ADMIN, { bytes: await aWorkbook(['支部', '签署 12月18日前'], ...lines) })
  expect(await card(life)).toContain('表格太大：最多1000行')
  await sendFile(life, ADMIN, { bytes: Buffer.from('%PDF-1.4 x'), name: '表.xlsx' })
  expect(await card(life)).toContain('这不是 Excel 工作簿')
  await sendFile(life, ADMIN, { bytes: Buffer.from('支部,签署'), name: '表.csv' })
  expect(await card(life)).toContain('.xls、.csv 请在 Excel 或 WPS 里另存为 .xlsx')
  const good = await aWorkbook(['支部', '签署 12月18日前'], ['B01', null])
  const broken = Buffer.from(good)
  broken.fill(0x20, 60, 400)
  await sendFile(life, ADMIN, { bytes: broken })
  expect(await card(life)).toMatch(/这个文件(打不开|不能用)/)
  await sendFile(life, ADMIN, { bytes: good })
  expect(await card(life)).toContain('识别出1/14个支部')
})

test('a file is taken within ten minutes, later only in reply to the card, and of nobody else', async () => {
  await using life = await anImport()
  const bytes = await aWorkbook(['支部', '签署 12月18日前'], ['B01', null])
  await sendFile(life, SECRETARY, { bytes })
  await sendFile(life, ADMIN, { bytes, inGroup: true })
  life.ctx.set('2026-11-23T09:10:01+08:00')
  await sendFile(life, ADMIN, { bytes })
  expect(
    await life.db.selectFrom('files_files').select('id').where('ref', 'like', 'ledger/%').execute(),
  ).toEqual([])
  expect(await card(life)).toContain('请在十分钟内把表格')
  const [letter] = await life.letters('ledger.import')
  if (letter === undefined) throw new Error('no letter')
  const about = {
    id: LetterId.parse(letter.id),
    kind: 'ledger.import' as const,
    ref: letter.ref,
    to: { person: saying(life, ADMIN).who },
  }
  await sendFile(life, ADMIN, { bytes, about })
  expect(await card(life)).toContain('识别出1/14个支部')
  const two = await aWorkbook(['支部', '签署 12月18日前'], ['B01', null], ['B02', null])
  await sendFile(life, ADMIN, { bytes: two, about })
  expect(await card(life)).toContain('识别出2/14个支部')
  await click(life, '确认')
  await sendFile(life, ADMIN, { bytes, about })
  expect(await card(life)).toContain('台账已建')
})

test('only an administrator imports, and what was sent is not kept once it was read', async () => {
  await using life = await anImport()
  await begin(life, SECRETARY)
  expect(await newest(life, 'ledger.import', SECRETARY)).toEqual({ text: '新建台账由学院管理员办理。' })
  await sendFile(life, ADMIN, { bytes: await aWorkbook(['支部', '签署 12月18日前'], ['B01', null]) })
  const kept = await life.db
    .selectFrom('files_files')
    .select(['sha256'])
    .where('ref', 'like', 'ledger/%')
    .execute()
  expect(kept).toEqual([{ sha256: null }])
  expect(await click(life, '取消')).toBe('没有建台账。')
  expect(await definition(life)).toEqual([])
})
