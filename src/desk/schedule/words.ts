import type { Stage } from '../../attendance/types.ts'
import type { Cause } from '../../letters/types.ts'
import type { Meeting } from '../../meetings/types.ts'
import type { Refusal, Row } from './types.ts'

/** What the list of meetings says. */
export const words = {
  title: '会议安排',
  weeks: (from: string, to: string) => `${from}–${to}`,
  none: '本周和下周没有已安排的会议。',
  columns: { when: '时间', branch: '支部', title: '会议', place: '地点', state: '情况' },
  ofCollege: '学院',
  replies: ({ expected, join, leave }: Row['said']) => `应到${expected}，参加${join}，请假${leave}`,
  own: (answer: string, replies: string) => `您：${answer}；${replies}`,
  withdrawn: '通知已撤回',
  merged: '已并入同时召开的会议',
  further: (count: number) => `另有${count}次未列出。`,
  see: '会议已开始，看谁已签到，请点：',
  change: '要改期、改地点、改议题、取消会议或撤回通知，请点：',
  cadence: (branch: string) => `${branch}组织生活`,
  page: {
    name: '会议',
    list: (count: number) => `${count}次会议`,
    none: '这段时间没有您可以查看的会议。',
    filters: { from: '从', until: '到', branch: '支部', type: '类型' },
    all: '全部',
    submit: '筛选',
    further: (count: number) => `另有${count}次未列出，请缩小范围。`,
  },
  help: '查看本周和下周的会议；在群里看本群的，私聊看您的；管理员、督查员可写明支部，例如：会议 B10；学院党委可写“会议 预览”，查看待发消息',
}

/** Why no list of a branch is shown, with the way on; `names` are those that may have been meant. */
export const refusals = {
  mayNot: () => '其他支部的会议由学院管理员或负责该支部的督查员查看。',
  unknown: (names: string) =>
    names === ''
      ? '没有找到这个支部，请写支部的名称、简称或编号，例如：会议 B10。'
      : `没有找到这个支部。最接近的是${names}，请核对后再发。`,
  several: (names: string) => `有几个支部符合：${names}。请写全称或编号。`,
} satisfies Record<Refusal, (names: string) => string>

/** What the reader has answered. */
export const answers: Record<Stage, string> = {
  unanswered: '待反馈',
  joining: '参加',
  choosing: '请假还差一步',
  asked: '请假待批',
  approved: '已请假',
  refused: '请假未通过',
}

/** How a meeting stands that is not ahead any more. */
export const states = {
  ended: '已结束',
  cancelled: '已取消',
  adjourned: '人数不足，未开成',
  unheld: '未召开',
} satisfies Record<Exclude<Meeting['state'], 'scheduled'>, string>

/** Why the list was sent. */
export const cause: Cause = { because: '您查询了会议安排', stops: '不查询则不会收到' }
