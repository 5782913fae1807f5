import { shortDay } from '../../time/format.ts'

type Line = (branch: string, day: Temporal.PlainDate) => string

/** What the list of what waits says of inspections, and on the button of each. */
export const lines = {
  visit: (branch, day) => `督查：${branch}，${shortDay(day)}`,
  confirm: (branch, day) => `督查反馈待确认：${branch}，${shortDay(day)}前`,
  answer: (branch, day) => `支部说明待答复：${branch}，${shortDay(day)}前`,
  unanswered: (branch, day) =>
    `支部说明尚未答复：${branch}，原定${shortDay(day)}前；可在督查进度里改由他人答复`,
} satisfies Record<string, Line>

export const unplanned = (term: string) => `${term}的督查还没有安排`

export const labels = {
  visit: '填写督查表',
  confirm: '查看并确认',
  answer: '查看说明',
  unanswered: '查看督查进度',
  unplanned: '安排督查',
}
