import { shortDay } from '../../time/format.ts'
import type { ToDo } from './types.ts'

/** What the list of what waits says of inspections, and on the button of each. */
export const lines = {
  visit: (branch, day) => `督查：${branch}，${shortDay(day)}`,
  confirm: (branch, day) => `督查反馈待确认：${branch}，${shortDay(day)}前`,
  answer: (branch) => `支部说明待答复：${branch}`,
} satisfies Record<ToDo['waits'], (branch: string, day: Temporal.PlainDate) => string>

export const labels = {
  visit: '填写督查表',
  confirm: '查看并确认',
  answer: '查看说明',
} satisfies Record<ToDo['waits'], string>
