import { refusals as pageRefusals } from '../pages/service.ts'
import type { UnheldRefusal } from './types.ts'

export { relays } from '../words.ts'

/** What people read who say that nothing was held 未召开. */
export const words = {
  open: '未召开',
  ask: '如果这次活动没有召开，请写明原因。提交后不再需要纪实；之后召开了，仍可在截止前补写。',
  reason: '未召开原因',
  hint: '如：与学校会议冲突，改到下周召开',
  submit: '提交未召开',
  back: '返回填写',
  done: '已说明未召开，谢谢。',
}

/** Why that was not taken. */
export const refusals = {
  ...pageRefusals,
  noReason: '请写明未召开的原因，再提交。',
} satisfies Record<UnheldRefusal, string>
