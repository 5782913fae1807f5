import type { RequestState } from '../types.ts'

/** Why something is not done with a request that stands so. */
export const standings = {
  open: '这份材料尚未提交。',
  submitted: '这份材料已提交。',
  returned: '这份材料已退回，正待修改。',
  approved: '这份材料已通过审核。',
  waived: '这份材料已不需要提交。',
  notHeld: '已说明未召开，无需提交。',
  withdrawn: '这份材料已由提交人撤回。',
} satisfies Record<RequestState, string>
