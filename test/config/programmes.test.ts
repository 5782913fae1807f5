import { expect, test } from 'vitest'
import { aCollegeFolder, YAML } from './college-folder.ts'

const { college, faults } = aCollegeFolder()

const programme = (text: string) => `${YAML}programmes:\n  - { id: p, title: 责任书, ${text} }\n`
const withStep = (text: string) => programme(`rows: each-branch, steps: [{ id: a, title: 甲, ${text} }]`)

test('a programme of the handbook is ten lines: rows, steps and their days', async () => {
  const { programmes } = await college(`${YAML}programmes:
  - id: zrs26
    title: 2026年责任书
    rows: each-branch
    steps: [{ id: sign, title: 签署, due: 2026-03-20, needs: signed, review: committee }]
`)
  expect(JSON.parse(JSON.stringify(programmes))).toEqual([
    {
      ...{ id: 'zrs26', title: '2026年责任书', rows: 'each-branch', digest: 'line' },
      steps: [
        {
          ...{ id: 'sign', title: '签署', due: '2026-03-20', needs: 'signed', review: 'committee' },
          ...{ by: 'lead', remind: [7, 1, -1] },
        },
      ],
    },
  ])
})

test.each([
  ['due: 2026-02-30', '不是日期', '2026-09-07'],
  ['due: { day: 25 }', 'due 要有 every', 'every: P1M'],
  ['every: term, due: { day: 25 }', 'every: term', '{ week: 16 }'],
  ['every: year, due: { on: "02-30" }', '每年的某一天', '"11-30"'],
  ['every: P2M', '没有“P2M”', '“P1M”'],
  ['needs: text', '只能有一种期限', 'after'],
  ['due: 2026-03-20, after: { step: b, days: 3 }', '只能有一种期限', 'due'],
  ['after: { step: b, days: 3 }', '前面没有“b”', '写在前面'],
  ['due: 2026-03-20, needs: sheet', '缺少 template', '整改'],
  ['due: 2026-03-20, needs: sheet, template: 月度进度', '没有“月度进度”', '月度进展'],
  ['due: 2026-03-20, needs: text, template: 月度进展', '不起作用', '删去'],
  ['due: 2026-03-20, needs: measure', '缺少 measure', 'atLeast'],
  ['due: 2026-03-20, review: committee', '不起作用', '删去'],
  ['due: 2026-03-20, by: person', '要有本人', 'by: lead'],
  ['due: 2026-03-20, reveiw: none', '不认识的键', '“review”'],
])('a step with %s is refused with its line and a cure', async (text, what, cure) => {
  const [fault] = await faults(withStep(text))
  expect(fault).toMatchObject({ file: 'college.yaml', line: YAML.split('\n').length + 1 })
  expect(fault?.what).toContain(what)
  expect(fault?.cure).toContain(cure)
})

test.each([
  ['rows: [B09], steps: [{ id: a, title: 甲, due: 2026-03-20 }]', 'B09', 'B01'],
  [
    'rows: [{ id: x, title: 项目 }], steps: [{ id: a, title: 甲, due: 2026-03-20 }]',
    '没有说是谁的',
    'branch',
  ],
  ['rows: [{ member: M9 }], steps: [{ id: a, title: 甲, due: 2026-03-20 }]', 'M9', 'M1'],
  ['rows: [B01, B01], steps: [{ id: a, title: 甲, due: 2026-03-20 }]', '“B01”写了两次', '自己的 id'],
  ['rows: [{ branch: B01, joint: [B1] }], steps: [{ id: a, title: 甲, due: 2026-03-20 }]', 'B1', 'B01'],
  [
    'from: 2026-03-01, until: 2026-02-01, rows: each-branch, steps: [{ id: a, title: 甲, due: 2026-03-20 }]',
    'until 早于 from',
    '更晚',
  ],
  [
    'rows: each-branch, steps: [{ id: a, title: 甲, every: P1M }, { id: b, title: 乙, after: { step: a, days: 1 } }]',
    '多次的',
    '做一次',
  ],
  [
    'rows: each-branch, steps: [{ id: a, title: 甲, every: P1M }, { id: a, title: 乙, every: P1M }]',
    '“a”写了两次',
    '自己的 id',
  ],
  [
    'rows: each-branch, steps: [{ id: a, title: 甲, due: 2026-03-20, needs: measure, measure: { figure: held, type: 主题党曰, atLeast: 1 } }]',
    '没有“主题党曰”这种会议类型',
    '主题党日',
  ],
])('a programme with %s is refused', async (text, what, cure) => {
  const found = await faults(programme(text))
  expect(found.map((one) => one.what).join()).toContain(what)
  expect(found.map((one) => one.cure).join()).toContain(cure)
})

test('two programmes of one id are one too many', async () => {
  const one = '  - { id: p, title: 甲, rows: each-branch, steps: [{ id: a, title: 甲, every: year }] }\n'
  const [fault] = await faults(`${YAML}programmes:\n${one}${one}`)
  expect(fault?.what).toContain('“p”写了两次')
})
