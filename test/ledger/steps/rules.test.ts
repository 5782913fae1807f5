import { expect, test } from 'vitest'
import { readSteps, stepLine } from '../../../src/ledger/steps/service.ts'

const TERMS = [
  {
    id: '2026-2027-1',
    name: '2026-2027学年第一学期',
    week1Monday: Temporal.PlainDate.from('2026-09-07'),
    weeks: 19,
  },
]
const seen = { now: Temporal.PlainDateTime.from('2026-11-23T09:00'), terms: TERMS }

function read(text: string, year: number | null = null) {
  const { steps, unread } = readSteps(text, { seen, year, before: [] })
  return [...steps.map((step) => stepLine(step, steps)), ...unread.map((line) => `? ${line}`)]
}

test.each([
  ['签署，上传扫描件 12月18日前 签字件 学院审核', '签署，上传扫描件：2026年12月18日前，签字扫描件，学院审核'],
  ['1. 签署（2027-03-20前，签字件，督查审核）', '签署：2027年3月20日前，签字扫描件，督查员审核'],
  ['２、自查 2027年7月10日17:00前 文字', '自查：2027年7月10日前，文字材料'],
  ['中期检查 2026.12.30', '中期检查：2026年12月30日前，办结即可'],
  ['12月8日前 两周自查', '两周自查：2026年12月8日前，办结即可'],
  ['工作台账 每月25日前 文字', '工作台账：每月25日前，文字材料'],
  ['督查 每季度', '督查：每季度末，办结即可'],
  ['联合活动 每学期第16周前 照片', '联合活动：每学期第16周前，照片'],
  ['述职 每年11月30日前', '述职：每年11月30日前，办结即可'],
  ['自评（半年）每半年', '自评（半年）：每半年末，办结即可'],
  ['总结', '总结：未定日期，办结即可'],
  ['半年自查 7月10日前', '半年自查：未定日期，办结即可'],
  ['公示 每月42日前', '? 公示 每月42日前'],
  ['年底前完成', '? 年底前完成'],
  ['查 5月3日或者5月4日', '? 查 5月3日或者5月4日'],
  ['12月18日前', '? 12月18日前'],
])('%s', (line, said) => {
  expect(read(line)).toEqual([said])
})

test('a day without a year is of the year that the title names', () => {
  expect(read('签署 3月20日前\n自查 7月10日前', 2026)).toEqual([
    '签署：2026年3月20日前，办结即可',
    '自查：2026年7月10日前，办结即可',
  ])
})

test('a step follows the one before it, or one that is named; one that is not there is asked about', () => {
  expect(
    read('立项 12月1日前\n中期 立项后30天\n公示 上一步完成后5个工作日内 学院办\n结项 验收后3天'),
  ).toEqual([
    '立项：2026年12月1日前，办结即可',
    '中期：“立项”完成后30天内，办结即可',
    '公示：“中期”完成后5个工作日内，办结即可，学院办理',
    '? 结项 验收后3天',
  ])
})
