import type { Cause } from '../../letters/types.ts'

/** What is said on the card of a step. */
export const words = {
  details: '详情',
  needs: (what: string, who: string) => `${what} · ${who}`,
  history: '办理记录',
  entry: (when: string, what: string, reason: string) =>
    `${when} ${what}${reason === '' ? '' : `：${reason}`}`,
  bot: '系统',
  hidden: '有关同志',
  waive: '免办',
  waiveLabel: '免办原因',
  waiveHint: '支部书记能看到',
  waived: '已免办。',
  unwaive: '恢复',
  unwaived: '已恢复，仍需办理。',
  postpone: '改期',
  postponeLabel: '新的截止日期',
  postponed: '已改期。',
  noDay: '请选择日期。',
  sent: '已私聊发给您。',
  facts: {
    row: '对象',
    due: '截止',
    state: '状态',
    needs: '要求',
    handedIn: '提交',
  },
  mayNot: '这项台账由学院党委和有关支部书记、副书记查看。',
}

/** Why it was sent. */
export const cause: Cause = { because: '您查看了台账事项', stops: '不查看则不会收到' }
