import type { Cause } from '../../letters/types.ts'
import type { Meeting } from '../../meetings/types.ts'
import type { Row } from './types.ts'

/** What the list of meetings says. */
export const words = {
  title: '会议安排',
  weeks: (from: string, to: string) => `${from}–${to}`,
  none: '这两周没有登记的会议。',
  columns: { when: '时间', branch: '支部', title: '会议', place: '地点', state: '情况' },
  ofCollege: '学院',
  replies: ({ due, join, leave }: Row['said']) => `应到${due}，参加${join}，请假${leave}`,
  further: (count: number) => `另有${count}次未列出。`,
  change: '要改期、改地点、改议题、取消或撤回通知，请点：',
  cadence: (branch: string) => `${branch}组织生活`,
  help: '查看本周和下周的会议；在群里看本群的，私聊看您的',
}

/** How a meeting stands that is not ahead any more. */
export const states = {
  ended: '已结束',
  cancelled: '已取消',
  adjourned: '人数不足，未开成',
} satisfies Record<Exclude<Meeting['state'], 'scheduled'>, string>

/** Why the list was sent. */
export const cause: Cause = { because: '您问了会议安排', stops: '不问则不会收到' }
