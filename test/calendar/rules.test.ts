import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadHolidays } from '../../config/holidays.ts'
import { previewOf, readTable } from '../../src/calendar/rules.ts'
import { openCalendar } from '../../src/time/calendar.ts'
import { OF_2027 } from './tables.ts'

const builtIn = openCalendar(await loadHolidays())
const day = (text: string) => Temporal.PlainDate.from(text)

function sound(text: string) {
  const reading = readTable(text)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading
}

function faultsIn(text: string): string[] {
  const reading = readTable(text)
  return reading.ok ? [] : reading.faults.map(({ line, what }) => `${line ?? '-'} ${what}`)
}

const replaced = (from: string, to: string) => OF_2027.replace(from, to)

test('a table written a line for each span is read, and so is the JSON of the tables that come with the bot', async () => {
  const { table } = sound(OF_2027)
  expect([table.year, table.official, table.off.length, table.work]).toEqual([
    2027,
    true,
    28,
    ['2027-02-20', '2027-02-21', '2027-05-08', '2027-10-09'],
  ])
  expect(table.off[3]).toEqual({ date: '2027-02-05', name: '春节' })
  const [of2026] = await loadHolidays()
  expect(sound(await readFile('config/holidays/2026.json', 'utf8')).table).toEqual(of2026)
})

test('the same table is read however an office worker writes it', () => {
  const written = [
    OF_2027.replaceAll('..', '~'),
    OF_2027.replaceAll('..', ' 至 '),
    OF_2027.replaceAll('..', '～'),
    OF_2027.replaceAll('-', '/').replaceAll('\n', '\r\n'),
    OF_2027.replaceAll(/(\d{4})-(\d\d)-(\d\d)/g, '$1年$2月$3日'),
    OF_2027.replaceAll(' ', '　').replaceAll('2', '２'),
    `# 2027年\n\n${OF_2027.replaceAll('\n', '   # 说明\n\n')}\n`,
    OF_2027.split('\n').toReversed().join('\n'),
  ]
  const { off, work } = sound(OF_2027).table
  for (const text of written) {
    const { table } = sound(text)
    expect([...table.off].sort((a, b) => a.date.localeCompare(b.date))).toEqual(off)
    expect(table.work.toSorted()).toEqual(work)
  }
})

test('all faults are named at once, each with its line', () => {
  const wrong = `2027-01-01..2027-01-03 元旦 放假
2027-01-04 上班
2027-02-12..2027-02-05 春节 放假
2027-02-30 上班
元旦快乐
2027-10-01..2027-10-30 国庆节 放假
2027-01-02 元旦 放假
2026-10-10 上班
2027-04-03..2027-04-05 放假
2027-05-08 补班 上班`
  expect(faultsIn(wrong)).toEqual([
    '2 1月4日（周一）本来就上班',
    '3 结束日期早于开始日期',
    '4 没有“2027-02-30”这一天',
    '5 没有读懂这一行',
    '6 一次放假30天',
    '7 1月2日（周六）在第1行已经写过',
    '8 2026年10月10日不在2027年的安排里',
    '9 缺少节日名称',
    '10 “上班”前多了“补班”',
    ...['2月5日（周五）', '2月6日（周六）', '2月7日（周日）', '2月8日（周一）'].map(
      (date) => `- ${date}是法定节假日（春节），却没有放假`,
    ),
    '- 5月1日（周六）是法定节假日（劳动节），却没有放假',
    '- 5月2日（周日）是法定节假日（劳动节），却没有放假',
    '- 6月9日（周三）是法定节假日（端午节），却没有放假',
    '- 9月15日（周三）是法定节假日（中秋节），却没有放假',
  ])
})

test('every fault comes with a cure', () => {
  const texts = [
    '',
    '   \n# 只有说明',
    '春节放假通知',
    '{"year": 2027}',
    replaced('元旦 ', ''),
    '2024-01-01 元旦 放假',
  ]
  for (const text of texts) {
    const reading = readTable(text)
    expect(reading.ok).toBe(false)
    for (const { what, cure } of reading.ok ? [] : reading.faults) {
      expect([what, cure]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)])
    }
  }
})

test('a day worked that is off by law is a day written twice, or a day off that is missing', () => {
  expect(faultsIn(`${OF_2027}\n2027-05-01 上班`)).toEqual(['12 5月1日（周六）在第6行已经写过'])
  expect(faultsIn(replaced('2027-05-01..2027-05-05 劳动节 放假', '2027-05-01 上班'))).toEqual([
    '- 5月1日（周六）是法定节假日（劳动节），却没有放假',
    '- 5月2日（周日）是法定节假日（劳动节），却没有放假',
  ])
})

test('JSON that does not fit, or of another year than it says, is refused with its line', () => {
  const json = (year: number, off: object[]) =>
    JSON.stringify({ year, official: true, off, work: [] }, null, 1)
  const newYear = { name: '元旦', from: '2027-01-01', to: '2027-01-03' }
  expect(faultsIn(json(2026, [newYear]))[0]).toBe('2 year 写的是2026，却没有2026年的日子')
  expect(faultsIn('{\n "year": 2027,\n "official": true,\n "off": [],\n "wrok": []\n}').join()).toContain(
    '5 不认识的键“wrok”',
  )
  expect(faultsIn(json(2027, [{ ...newYear, to: '2027-01-32' }])).join()).toContain('2027-01-32')
})

test('an arrangement may begin in the last days of the year before', () => {
  const early = replaced('2027-01-01..2027-01-03', '2026-12-31..2027-01-03')
  const { toOff } = previewOf(sound(early), builtIn).changes
  expect(toOff.map(String)).toContain('2026-12-31')
  const known = openCalendar([...builtIn.tables, sound(early).table])
  expect([known.day(day('2026-12-31')), known.covers(2027)]).toEqual([
    { work: false, certain: true, name: '元旦' },
    true,
  ])
  expect(faultsIn(replaced('2027-01-01..2027-01-03', '2026-12-01..2026-12-03'))).toContain(
    '1 2026年12月1日不在2027年的安排里',
  )
})

test('what a table changes is told against the calendar in force, and a second time there is nothing', () => {
  const { changes, balance } = previewOf(sound(OF_2027), builtIn)
  expect(changes.toWork.map(String)).toEqual(['2027-02-20', '2027-02-21', '2027-05-08', '2027-10-09'])
  // What was off already by law or as a weekend is no change.
  expect(changes.toOff.map(String)).toEqual([
    ...['2027-02-09', '2027-02-10', '2027-02-11', '2027-02-12'],
    ...['2027-05-03', '2027-05-04', '2027-05-05'],
    ...['2027-10-04', '2027-10-05', '2027-10-06', '2027-10-07'],
  ])
  expect(balance).not.toBe(13)
  const known = openCalendar([...builtIn.tables, sound(OF_2027).table])
  expect(previewOf(sound(OF_2027), known).changes).toEqual({ toOff: [], toWork: [] })
})

test('weekdays off less weekends worked are thirteen in the tables that were published', async () => {
  const of2026 = sound(await readFile('config/holidays/2026.json', 'utf8'))
  expect(previewOf(of2026, builtIn).balance).toBe(13)
  const slip = sound(`${OF_2027}\n2027-02-13 上班`)
  expect(previewOf(slip, builtIn).balance).toBe(previewOf(sound(OF_2027), builtIn).balance - 1)
})

test('whatever was pasted is read or refused with faults, and never throws', () => {
  const piece = fc.constantFrom(
    ...OF_2027.split('\n'),
    ...[
      '放假',
      '上班',
      '2027-02-29 上班',
      '9999-99-99..2027-01-01 x 放假',
      '{',
      '}',
      '\u0000',
      '２０２７年1月1日至3日 元旦 放假',
    ],
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 30 }).map((lines) => lines.join('\n')),
  )
  fc.assert(
    fc.property(text, (written) => {
      const reading = readTable(written)
      if (!reading.ok) return void expect(reading.faults.length).toBeGreaterThan(0)
      const off = new Set(reading.table.off.map(({ date }) => date))
      expect(off.size).toBe(reading.table.off.length)
      expect(reading.table.work.some((date) => off.has(date))).toBe(false)
    }),
  )
})
