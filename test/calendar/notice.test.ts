import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadHolidays } from '../../config/holidays.ts'
import { readTable } from '../../src/calendar/rules.ts'
import { statutoryDays } from '../../src/time/statutory.ts'

const FOLDER = new URL('notices/', import.meta.url)
const noticeOf = (year: number) => readFileSync(new URL(`${year}.txt`, FOLDER), 'utf8')
const years = readdirSync(FOLDER).map((name) => Number.parseInt(name, 10))
/** The numbered paragraphs alone, as somebody copies them. */
const paragraphsOf = (year: number) =>
  noticeOf(year)
    .split('\n')
    .filter((line) => /[一二三四五六七]、/.test(line.slice(0, 6)))
    .join('\n')

function tableIn(text: string) {
  const reading = readTable(text)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.table
}

function faultsIn(text: string): string[] {
  const reading = readTable(text)
  return reading.ok ? [] : reading.faults.map(({ line, what }) => `${line ?? '-'} ${what}`)
}

test('the notice of 2026 as it was published is the table of 2026', async () => {
  const [of2026] = await loadHolidays()
  expect(tableIn(noticeOf(2026))).toEqual(of2026)
})

test.each(years)(
  'the notice of %i is read in its own words: weekends worked, and everything off by law',
  (year) => {
    const table = tableIn(noticeOf(year))
    const off = table.off.map(({ date }) => date)
    expect([table.year, table.official]).toEqual([year, true])
    expect(off).toEqual(expect.arrayContaining(statutoryDays(year).map(({ date }) => date)))
    expect(table.work.length).toBeGreaterThan(3)
  },
)

/** Weekend days that people worked, and the days off that are neither weekends nor obvious, by the published calendars. */
test.each([
  [
    2004,
    ['2004-01-17', '2004-01-18', '2004-05-08', '2004-05-09', '2004-10-09', '2004-10-10'],
    ['2004-01-28'],
  ],
  [
    2006,
    ['2005-12-31', '2006-01-28', '2006-02-05', '2006-04-29', '2006-04-30', '2006-09-30', '2006-10-08'],
    ['2006-01-03'],
  ],
  [
    2007,
    [
      '2006-12-30',
      '2006-12-31',
      '2007-02-17',
      '2007-02-25',
      '2007-04-28',
      '2007-04-29',
      '2007-09-29',
      '2007-09-30',
    ],
    ['2007-02-23'],
  ],
  [
    2008,
    ['2007-12-29', '2008-02-02', '2008-02-03', '2008-05-04', '2008-09-27', '2008-09-28'],
    ['2007-12-31', '2008-06-09'],
  ],
  [
    2009,
    ['2009-01-04', '2009-01-24', '2009-02-01', '2009-05-31', '2009-09-27', '2009-10-10'],
    ['2009-04-06'],
  ],
  [
    2010,
    [
      '2010-02-20',
      '2010-02-21',
      '2010-06-12',
      '2010-06-13',
      '2010-09-19',
      '2010-09-25',
      '2010-09-26',
      '2010-10-09',
    ],
    [],
  ],
  [2017, ['2017-01-22', '2017-02-04', '2017-04-01', '2017-05-27', '2017-09-30'], ['2017-01-02']],
  [
    2019,
    ['2018-12-29', '2019-02-02', '2019-02-03', '2019-04-28', '2019-05-05', '2019-09-29', '2019-10-12'],
    ['2018-12-31'],
  ],
  [
    2023,
    ['2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06', '2023-06-25', '2023-10-07', '2023-10-08'],
    ['2022-12-31', '2023-05-03'],
  ],
  [
    2025,
    ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    ['2025-10-08', '2025-06-02'],
  ],
])('in %i people worked on the weekend days of the notice', (year, worked, off) => {
  const table = tableIn(noticeOf(year))
  expect(table.work.toSorted()).toEqual(worked)
  expect(table.off.map(({ date }) => date)).toEqual(expect.arrayContaining(off))
})

const OF_2027 = `一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至12日（农历正月初七、周五）放假调休，共8天。2月20日（周六）、2月21日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。`

test('a notice in this form for 2027 is read, with its year from the title or from its own weekdays', () => {
  for (const text of [
    OF_2027,
    `2027年放假安排\n${OF_2027}`,
    OF_2027.replaceAll('\n', ''),
    OF_2027.replaceAll('。', '。\n'),
  ]) {
    const { year, off, work } = tableIn(text)
    expect([year, off.length, work]).toEqual([
      2027,
      28,
      ['2027-02-20', '2027-02-21', '2027-05-08', '2027-10-09'],
    ])
  }
})

test('the same notice is read however it was copied', () => {
  const whole = noticeOf(2026)
  const { off, work } = tableIn(whole)
  const copies = [
    paragraphsOf(2026),
    whole.replace(/(\d+)/g, ' $1 '),
    whole.replaceAll('周', '星期'),
    whole.replaceAll('\n', '\r\n'),
    whole.replaceAll('：', ':').replaceAll('（', '(').replaceAll('）', ')'),
    whole.replace(/[一二三四五六七]、/g, ''),
    whole.replaceAll('至', '—'),
    `索引号：000014349 成文日期：2025年11月04日\n${whole}`,
  ]
  for (const text of copies) expect(tableIn(text)).toMatchObject({ year: 2026, off, work })
})

test.each([
  ['至6日（周一）放假，共3天', '至6日（周一）', '9 没有读懂“4月4日(周六)至6日(周一)”'],
  ['三、清明节：4月4日（周六）至6日（周一）放假，共3天。', '4月4日至6日', '9 没有读懂“4月4日至6日”'],
  ['（周六）至6日（周一）放假，共3天', '（周六）', '9 没有读懂“4月4日(周六)”'],
  ['4月4日（周六）至6日（周一）放假，共3天', '待定', '9 没有读懂“三、清明节:待定。”'],
  ['1月4日（周日）上班', '1月4日（周日）不上班', '7 没有读懂“1月4日(周日)不上班”'],
  ['1月4日（周日）上班', '1月4日（周日）上班到中午', '7 没有读懂“1月4日(周日)上班到中午”'],
  ['1月1日（周四）', '1月1日（周五）', '7 写的是1月1日（周五），这一天是周四'],
  ['共9天', '共8天', '8 写的是共8天，日期却是9天'],
])('with %s written as %s the line is named, and nothing is taken', (right, wrong, fault) => {
  expect(faultsIn(noticeOf(2026).replace(right, wrong))).toContain(fault)
})

test('a day that does not exist, or of no holiday, is named with its line', () => {
  const impossible = noticeOf(2026).replace('至5日（周二）', '至35日')
  expect(faultsIn(impossible)).toContain('10 没有“35日”这一天')
  expect(faultsIn(paragraphsOf(2026).replace('一、元旦：', ''))).toContain('1 没有写明是哪个节日')
})

test('what is quoted of a line is cut between two characters', () => {
  const quoted = `1月1日${'好'.repeat(35)}`
  expect(faultsIn(`2026年放假安排\n一、元旦：${quoted}👍🏻`)).toContain(`2 没有读懂“${quoted}…”`)
})

test('a rest day that is moved to a day that is not off is a fault', () => {
  const moved = noticeOf(2009).replace('调至1月2日（星期五）', '调至1月5日（星期一）')
  expect(faultsIn(moved)).toContain('7 公休日调到1月5日（周一），这一天却没有放假')
})

test('a weekend day whose rest is moved is worked where nothing else says so', () => {
  const { work } = tableIn(noticeOf(2009).replace('（星期五）。1月4日（星期日）上班。', '（星期五）。'))
  expect(work.toSorted()).toEqual(tableIn(noticeOf(2009)).work.toSorted())
})

test('a notice whose year nobody can tell is asked for its year', () => {
  const slip = paragraphsOf(2026).replace('1月1日（周四）', '1月1日（周五）')
  expect(faultsIn(slip)).toEqual(['- 没有写明是哪一年'])
  expect(tableIn(`2026年\n${paragraphsOf(2026)}`).year).toBe(2026)
  for (const title of ['2026年', '2026年放假安排'])
    expect(faultsIn(`${title}\n${slip}`)).toContain('2 写的是1月1日（周五），这一天是周四')
})

test('a book that is pasted is refused before it is read', () => {
  expect(faultsIn('一、元旦：1月1日放假。'.repeat(5_000))).toEqual([
    '- 文字超过20000字，一年的安排没有这么长',
  ])
})
