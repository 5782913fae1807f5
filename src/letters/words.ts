import { deadline } from '../time/format.ts'
import type { LetterKind } from './types.ts'

/** What the letters themselves say, whichever feature they belong to. */
export const words = {
  movedOn: '此卡片已换新，请在下方最新的卡片上操作。',
  busy: '正在处理，稍后请看卡片。',
  unsure: '系统较慢，可能尚未保存。请稍后看卡片，没有变化就再点一次。',
  stranger: '您的飞书账号不在本学院名册中，需由学院管理员在名册中登记。',
  unknownButton: '这个按钮已不再使用，请看最新的卡片。',
  unfit: '这个按钮对应的事项已有变化，请看最新的卡片。',
  notOurs: '这张卡片不是本系统发出的，操作没有保存，已告知管理员。',
  snooze: '今晚再提醒',
  snoozed: (at: Temporal.ZonedDateTime) => `${deadline(at)}再提醒您一次，已办理则不再提醒。`,
  noEvening: '今晚的提醒时间已过，或届时已无需办理。',
  notYours: '这条提醒不是发给您的。',
}

/** What whoever tried something that came to nothing is told. (domain §7.28) */
export function notSaved(number: string): string {
  return `刚才没有保存成功，您的内容还在，请稍后重试。编号${number}。`
}

/** What each kind of letter is called. */
export const kindNames = {
  'roster.list': '名册',
  'roster.faulty': '学院文件有误',
  'roster.waiting': '学院文件待确认',
  'roster.loaded': '学院文件更新',
  'calendar.draft': '日历确认',
  'calendar.known': '日历说明',
  'calendar.uncovered': '日历提醒',
  'meetings.notice': '会议通知',
  'meetings.month': '本月会议安排',
  'meetings.cadence': '组织生活提醒',
  'meetings.overlap': '会议合并提议',
  'meetings.manage': '会议调整',
  'meetings.convene': '安排会议',
  'meetings.noneMeant': '会议调整答复',
  'meetings.copy': '会议通知文本',
  'meetings.withdrawn': '会议通知撤回',
  'attendance.ask': '会议反馈提醒',
  'attendance.checkin': '签到',
  'attendance.observe': '列席邀请',
  'attendance.leaveForm': '请假填写',
  'attendance.leaveAsked': '请假待批',
  'attendance.leaveDecided': '请假结果',
  'attendance.dropped': '会议取消确认',
  'attendance.noted': '会议反馈答复',
  'reports.request': '活动纪实待提交',
  'reports.chase': '活动纪实提醒',
  'reports.escalation': '活动纪实待跟进',
  'reports.confirm': '纪实确认',
  'reports.noted': '纪实答复',
  'reports.tasks': '例会议定事项',
  'reports.tasksDue': '例会议定事项提醒',
  'digest.college': '学院周报',
  'desk.failure': '保存失败提示',
  'desk.elsewhere': '应用重复使用',
  'desk.help': '帮助',
  'desk.hint': '提示',
  'desk.todo': '待办',
  'desk.schedule': '会议安排',
  'desk.pointer': '办理指引',
  'desk.preview': '待发消息',
  'desk.question': '内容确认',
  'desk.summary': '待办汇总',
  'desk.pause': '暂停答复',
  'desk.quota': '接口用量',
  'desk.quotaNear': '接口用量提示',
} satisfies Record<LetterKind, string>
