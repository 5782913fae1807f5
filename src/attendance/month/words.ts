import type { Cause } from '../../letters/types.ts'
import type { Phase, Replies } from '../types.ts'

/** What the month's card says. */
export const words = {
  title: (month: number) => `${month}月会议安排`,
  over: (month: number) => `${month}月会议安排：反馈已截止`,
  ask: '请逐次点选是否参加。',
  after: '会议开始前可随时修改；已全部反馈的会议，群里不再另发通知。',
  countedOn: (day: string) => `人数截至${day}，点选后更新。`,
  answerBy: (when: string) => `${when}前反馈`,
  replies: ({ expected, join, leave }: Replies) => `已反馈${join + leave}/${expected}`,
  forCommittee: '支委参加',
  merged: '已并入同时召开的会议，照常举行',
  between: '；',
  last: '这张卡片不再更新。尚未开始的会议，请在各次会议的通知上反馈；近期安排可发“会议”查看。',
  further: (count: number) => `另有${count}次，发“会议”查看。`,
}

/** How a meeting stands that nobody can answer for any more, or for now. */
export const states = {
  begun: '会议已开始',
  ended: '会议已结束',
  cancelled: '会议已取消',
  withdrawn: '通知已撤回，请以之后的通知为准',
} satisfies Record<Exclude<Phase, 'open' | 'outdated'>, string>

/** Why the month's card was sent. */
export function cause(month: number): Cause {
  return {
    because: `${month}月有已安排的会议`,
    rule: { says: '学院设定在每月第一个工作日发本月会议安排', key: 'reminders.monthly' },
    stops: '本月没有会议，或都已另发通知，则不发',
  }
}

/** What the month's card is about. */
export function subject(month: number): string {
  return `${month}月`
}
