import type { Relays } from '../../cards/need.ts'
import type { WaiveRefusal } from './types.ts'

/** What is said about waiving 免交. */
export const words = {
  waive: '免交',
  which: '材料',
  whichHint: '选择一份',
  reason: '免交理由',
  reasonHint: '填写人看得到；请勿写健康等私人情况',
  confirmTitle: '免交',
  confirm: '免交后不再要求提交，也不再催办；需要时可重开。',
  done: '已免交，填写人的卡片已更新。',
}

/** Why something is not waived, with the cure. */
export const refusals = {
  mayNot: '免交由学院管理员办理，本人或本支部的材料由其他管理员办理。',
  settled: '这份材料已提交，无需免交。',
  waived: '这份材料已免交。',
  noReason: '请写明免交理由。',
  none: '请先选择一份材料。',
} satisfies Record<WaiveRefusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'settle' } satisfies Relays<WaiveRefusal>
