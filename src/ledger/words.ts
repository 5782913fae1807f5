import type { Relays } from '../cards/need.ts'
import type { CellState, Move, Needs, Refusal, StepOwner } from './types.ts'

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

/** Every refusal in words. */
export const refusals = {
  mayNot: '这项操作需要承办支部的书记、副书记，承办人本人或学院管理员办理。',
  notTicked: '这项需要提交材料或由系统统计，不能直接点“办结”。',
  already: '这项已经处理，无需再点。',
  notYet: '还没有轮到这一步，前一步完成后再办理。',
  handedIn: '这项的材料已提交，请先审核。',
  gone: '这项已不在台账中，无需办理。',
  noReason: '请写明理由。',
  closed: '这个台账已结束，无需办理。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'step' } satisfies Relays<Refusal>
