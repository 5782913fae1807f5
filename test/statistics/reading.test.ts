import { describe, expect, test } from 'vitest'
import { BranchId, GroupId, MemberId } from '../../src/ids.ts'
import { readAsked } from '../../src/statistics/reading/rules.ts'
import type { Knows } from '../../src/statistics/reading/types.ts'
import { askedText } from '../../src/statistics/rules.ts'
import { daysName } from '../../src/statistics/words.ts'
import { college } from '../support/demo-college.ts'

const WHO = MemberId.parse('M0230')
const own = { kind: 'branch', branch: BranchId.parse('B10') } as const
const knows: Knows = {
  types: college.settings.types,
  terms: college.settings.terms,
  today: Temporal.PlainDate.from('2026-11-23'),
  branches: college.branches.map((one) => ({ ...one, chat: null })),
  own: { branches: [own], groups: [{ ...own, kind: 'group', group: GroupId.parse('B10G1') }] },
  usual: own,
  me: { kind: 'person', member: WHO },
}

const read = (text: string, over: Partial<Knows> = {}) => readAsked(text, { ...knows, ...over })
const said = (text: string, over: Partial<Knows> = {}) => {
  const reading = read(text, over)
  const refs = reading.ok ? [reading.asked] : reading.choices
  const shown = refs.map((asked) => askedText(asked))
  return reading.ok ? shown.join() : [reading.doubt, ...shown]
}

test.each([
  ['', 'branch:B10/2026-11-01/2026-12-01'],
  ['本周', 'branch:B10/2026-11-23/2026-11-30'],
  ['上周 支部', 'branch:B10/2026-11-16/2026-11-23'],
  ['本月', 'branch:B10/2026-11-01/2026-12-01'],
  ['上个月', 'branch:B10/2026-10-01/2026-11-01'],
  ['本季度', 'branch:B10/2026-10-01/2027-01-01'],
  ['第三季度', 'branch:B10/2026-07-01/2026-10-01'],
  ['本学期', 'branch:B10/2026-09-07/2027-01-18'],
  ['2026-2027学年第一学期', 'branch:B10/2026-09-07/2027-01-18'],
  ['今年', 'branch:B10/2026-01-01/2027-01-01'],
  ['2026-03..06', 'branch:B10/2026-03-01/2026-07-01'],
  ['2026-03 至 06', 'branch:B10/2026-03-01/2026-07-01'],
  ['2026年3月到6月', 'branch:B10/2026-03-01/2026-07-01'],
  ['3月—6月', 'branch:B10/2026-03-01/2026-07-01'],
  ['2026-03', 'branch:B10/2026-03-01/2026-04-01'],
  ['第11周', 'branch:B10/2026-11-16/2026-11-23'],
  ['2026-11-02..2026-11-15', 'branch:B10/2026-11-02/2026-11-16'],
  ['我', 'person:M0230/2026-09-07/2027-01-18'],
  ['me 本月', 'person:M0230/2026-11-01/2026-12-01'],
  ['全院', 'all/2026-11-01/2026-12-01'],
  ['党课 全院 第11周', 'all/2026-11-16/2026-11-23/党课'],
  ['全院第11周的党课', 'all/2026-11-16/2026-11-23/党课'],
  ['第11周，党课；全院', 'all/2026-11-16/2026-11-23/党课'],
  ['B03 上月', 'branch:B03/2026-10-01/2026-11-01'],
  ['自动化系 支委会', 'branch:B01/2026-11-01/2026-12-01/支部委员会'],
  ['离退休支部', 'branch:B08/2026-11-01/2026-12-01'],
  ['离退', 'branch:B08/2026-11-01/2026-12-01'],
  ['小组 本月', 'group:B10:B10G1/2026-11-01/2026-12-01'],
  ['党小组会 本月', 'branch:B10/2026-11-01/2026-12-01/党小组会'],
])('“统计 %s” is %s', (text, shows) => {
  expect(said(text)).toBe(shows)
})

describe('what is not sure is asked', () => {
  test.each([
    ['what is unknown', '销售额 本月', ['unknown', 'branch:B10/2026-11-01/2026-12-01']],
    ['a month that does not exist', '2026-13', ['unknown', 'branch:B10/2026-11-01/2026-12-01']],
    ['a week that the term has not', '第30周', ['unknown', 'branch:B10/2026-11-01/2026-12-01']],
    [
      'a month that has not begun',
      '12月',
      ['several', 'branch:B10/2025-12-01/2026-01-01', 'branch:B10/2026-12-01/2027-01-01'],
    ],
    [
      'ends turned round',
      '2026-06..03',
      ['several', 'branch:B10/2026-03-01/2026-07-01', 'branch:B10/2026-06-01/2027-04-01'],
    ],
    ['days turned round', '2026-11-15..2026-11-02', ['several', 'branch:B10/2026-11-02/2026-11-16']],
    [
      'more than a year',
      '2025-11..2026-11',
      ['tooLong', 'branch:B10/2025-11-01/2026-11-01', 'branch:B10/2025-12-01/2026-12-01'],
    ],
    [
      'two branches',
      '自动化系 离退休',
      ['several', 'branch:B01/2026-11-01/2026-12-01', 'branch:B08/2026-11-01/2026-12-01'],
    ],
    [
      'two times',
      '本周 上周',
      ['several', 'branch:B10/2026-11-23/2026-11-30', 'branch:B10/2026-11-16/2026-11-23'],
    ],
  ])('%s', (_, text, shows) => {
    expect(said(text)).toEqual(shows)
  })

  test('part of a name that several branches have', () => {
    const reading = said('本科')
    expect(reading).toHaveLength(5)
    expect(reading[0]).toBe('several')
  })

  test('本学期 between two terms, which may be either', () => {
    const today = Temporal.PlainDate.from('2027-02-01')
    expect(said('本学期', { today })).toEqual([
      'several',
      'branch:B10/2026-09-07/2027-01-18',
      'branch:B10/2027-02-22/2027-07-05',
    ])
    expect(said('我', { today })).toBe('person:M0230/2027-01-01/2028-01-01')
  })

  test('小组 of somebody who has none', () => {
    expect(said('小组', { own: { branches: [own], groups: [] } })).toEqual([
      'unknown',
      'branch:B10/2026-11-01/2026-12-01',
    ])
  })

  test.each([
    '<at id=all></at>',
    '{"a":1}',
    '../..',
    '%E0%A4%A',
    '\ud83d'.repeat(60),
    '1'.repeat(200),
    '((((((',
  ])('hostile words: %s', (text) => {
    expect(read(text)).toMatchObject({ ok: false, doubt: 'unknown' })
  })
})

test.each([
  ['2026-11-01', '2026-12-01', '2026年11月'],
  ['2026-03-01', '2026-07-01', '2026年3月–6月'],
  ['2025-12-01', '2026-02-01', '2025年12月–2026年1月'],
  ['2026-01-01', '2027-01-01', '2026年'],
  ['2026-11-16', '2026-11-23', '11月16日–11月22日'],
  ['2025-11-16', '2025-11-17', '2025年11月16日'],
  ['2026-09-07', '2027-01-18', '2026-2027学年第一学期（9月7日–2027年1月17日）'],
])('the days from %s until %s are called %s', (from, to, name) => {
  const days = { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }
  expect(daysName(days, knows)).toBe(name)
})
