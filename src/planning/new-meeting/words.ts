import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { Refusal, Stage } from './types.ts'

/** What calling a meeting 开会 says. */
export const words = {
  help: '例如“开会 下周三下午两点 支部党员大会 信息楼305 议题：学习；讨论”，确认后才会安排；只发“开会”则填表',
  secretaries: '全体支部书记',
  committee: '学院党委',
  both: '学院党委和全体支部书记',

  title: '安排会议',
  titleOf: (meeting: string) => `安排会议：${meeting}`,
  pending: (meeting: string) => `待确认：${meeting}`,
  pendingPast: (meeting: string) => `待确认补录：${meeting}`,
  booked: (meeting: string) => `已安排：${meeting}`,
  recorded: (meeting: string) => `已补录：${meeting}`,
  undone: (meeting: string) => `补录已撤销：${meeting}`,

  audience: '参加范围',
  audienceHint: '请选择为谁安排',
  type: '会议类型',
  typeHint: '请选择类型',
  other: '其他活动（请填写名称）',
  name: '名称（可不填，默认与类型相同）',
  nameHint: '例如：第四季度支部党员大会',

  preview: '预览',
  confirm: '确认',
  record: '确认补录',
  edit: '修改',
  drop: '取消',
  change: '调整或取消',
  takeUp: '安排',
  undo: '撤销补录',

  forAudience: '范围',
  expected: (n: number) => `应到${n}人。`,
  tellsNow: (where: string) => `确认后，${where}会立即收到会议通知。`,
  tellsAt: (where: string, when: string) => `${where}将于${when}收到会议通知。`,
  confirmsAt: (when: string) => `已反馈参加的人将于${when}各收到一次会前提醒。`,
  asksAt: (when: string) => `尚未反馈的人将于${when}各收到一次私聊提醒。`,
  opensAt: (when: string) => `签到于${when}开放。`,
  noChat: '没有对应的群，不会有群消息。',
  minutesHint: '不填则按会议类型',
  dayOff: (name: string | null) => `这一天${name === null ? '是周末' : `${name}放假`}，请留意。`,
  recordsPast: '这个时间已经过去，将作为补录：不发消息，不提醒，不签到。',
  recordedLine:
    '已计入组织生活记录，没有发任何消息，也不需要提交活动纪实。谁到会请点“到会名单”，写一行即可登记。',
  cancelledLine: '这次会议已取消。',
  undoneLine: '这条补录已撤销，不计入组织生活记录。',
  mergedLine: '这次会议已并入同时召开的另一次会议。',
  droppedLine: '没有安排会议。',
  tooMany: '可选的范围很多，请在“开会”后写明支部，例如：开会 自动化系 下周三下午两点。',
} as const

export const refusals: Record<Refusal, string> = {
  mayNot: '安排会议需要本支部书记、支委、党小组组长（本组）或学院管理员办理。',
  mayNotUndo: '撤销补录需要本支部书记、支委、党小组组长（本组）或学院管理员办理。',
  noAudience: '请选择为谁安排会议。',
  noType: '请选择会议类型。',
  misfit: '所选的参加范围不适用于这类会议，请重新选择。',
  noTitle: '其他活动请填写名称。',
  noTime: '请选择日期和开始时间。',
  noMinutes: '时长请填1到1440之间的整数（分钟）。',
  underway: '这个时间的会议正在进行。可在结束后补录，或改为今后的时间。',
  outdated: '预览的时间刚刚过去，请看过新的预览再确认。',
  already: '这次安排已处理完毕。',
}

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'convene', mayNotUndo: 'undo' } satisfies Relays<Refusal>

/** What whoever presses a button is told. */
export const toasts: Record<Stage['at'] | 'undone', string> = {
  when: '请选择时间。',
  form: '请填写后预览。',
  preview: '请核对后确认。',
  booked: '已安排。',
  recorded: '已补录。',
  dropped: '没有安排会议。',
  undone: '已撤销补录。',
}

export const cause: Cause = { because: '您发了“开会”', stops: '不发则不会收到' }
