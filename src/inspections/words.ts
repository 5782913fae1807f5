import type { Item, Stage, Verdict } from './types.ts'

/** Why a move may not be made: how the inspection stands. */
export const stands = {
  planned: '督查表还没有提交。',
  submitted: '督查表已提交，正等支部确认。',
  objected: '支部已作说明，正等督查员答复。',
  kept: '督查员已答复，正等支部确认。',
  confirmed: '支部已确认，这次督查已有结果。',
  tacit: '到期没有答复，已视为确认。',
} satisfies Record<Stage, string>

/** The items of a sheet. (domain §2.7) */
export const items = {
  I1: '支部党员大会（每季度）',
  I2: '支部委员会（每月）',
  I3: '党小组会（每月）',
  I4: '党课',
  I5: '主题党日（每月，事先定题）',
  I6: '组织生活会和民主评议（每年）',
  I7: '会议记录完整、及时',
  I8: '到会登记，请假注明',
  I9: '缺席补学',
  I10: '议定事项落实',
  I11: '年度计划和总结',
  I12: '发展党员的程序、时间和材料',
  I13: '内容质量：主题明确，联系实际',
  I14: '流程设计：准备、顺序、互动',
} satisfies Record<Item, string>

/** How an item is judged. */
export const verdicts = {
  met: '达标',
  partly: '基本达标',
  unmet: '未达标',
  none: '不适用',
} satisfies Record<Verdict, string>
