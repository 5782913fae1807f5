import type { Step } from '../types.ts'

/** How a step is said in a line. */
export const words = {
  needs: {
    tick: '办结即可',
    text: '文字材料',
    photo: '照片',
    file: '文件',
    signed: '签字扫描件',
    measure: '按统计数',
    sheet: '填表',
  } satisfies Record<Step['needs'], string>,
  review: { none: '不审核', committee: '学院审核', inspector: '督查员审核' } satisfies Record<
    Step['review'],
    string
  >,
  by: { lead: '支部办理', person: '本人办理', committee: '学院办理' } satisfies Record<Step['by'], string>,
  undated: '未定日期',
  officeEnd: '书记任期届满前',
  before: (day: string) => `${day}前`,
  monthly: (months: number, day: number | null) => {
    const often = { 1: '每月', 3: '每季度', 6: '每半年' }[months] ?? `每${months}个月`
    return `${often}${day === null ? '末' : `${months === 1 ? '' : '最后一个月'}${day}日前`}`
  },
  everyTerm: (week: number | null) => `每学期${week === null ? '末' : `第${week}周前`}`,
  everyYear: (day: string | null) => `每年${day === null ? '年底' : day}前`,
  after: (step: string, days: number, isWork: boolean) =>
    `“${step}”完成后${days}${isWork ? '个工作日' : '天'}内`,
  sheet: (template: string) => `填表“${template}”`,
}
