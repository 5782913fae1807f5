import type { CellState, Move, Needs, StepOwner } from './types.ts'

/** What is said about a step, wherever it is shown. */
export const words = {
  stepLine: (step: string, due: string) => `${step}，${due}前`,
  lateLine: (step: string, due: string) => `${step}，原定${due}前`,
  returnedLine: (step: string) => `${step}，已退回，待修改`,
  undated: '前一步完成后定',
  late: '逾期',
  title: '台账',
}

/** How a step stands, in a word. */
export const states = {
  waiting: '未轮到',
  open: '待办',
  handedIn: '待审核',
  returned: '已退回',
  done: '✓',
  waived: '免办',
} satisfies Record<CellState, string>

/** What a step asks for. */
export const needsWords = {
  tick: '办好后勾选',
  text: '文字',
  photo: '照片',
  file: '文件',
  signed: '签字扫描件',
  measure: '自动统计',
  sheet: '表单',
} satisfies Record<Needs, string>

/** Whose a step is. */
export const ownerWords = {
  lead: '支部书记',
  person: '本人',
  committee: '学院',
} satisfies Record<StepOwner, string>

/** What was done to a step by hand. */
export const moveWords = {
  tick: '办结',
  untick: '撤回办结',
  waive: '免办',
  unwaive: '恢复',
  reach: '统计数已达到',
  unreach: '统计数更正后未达到',
  postpone: '改期',
} satisfies Record<Move, string>
