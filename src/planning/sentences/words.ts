import type { Cause } from '../../letters/types.ts'
import type { FormField } from '../changes/types.ts'

/** What changing a meeting by one sentence says. */
export const words = {
  helpOfMove: '例如“改期 下周五下午两点”或“党员大会改到下周五14:00”，确认后才会改',
  helpOfCancel: '例如“取消 11月26日党员大会”，确认后才会取消',
  helpOfPlace: '例如“地点改为信息楼306”，确认后才会改',
  helpOfAgenda: '例如“议题改为学习；讨论”，确认后才会改',
  noneMeant: (example: string) =>
    `没有找到您可以更改的会议。请写明会议名称或日期，例如：${example}。会议由本支部书记、支委、党小组组长（本组）、主持人或学院管理员更改。`,
}

/** How each change is written. */
export const examples: Record<FormField, string> = {
  time: '改期 12月4日党员大会到12月7日14:00',
  place: '12月4日党员大会地点改为信息楼306',
  agenda: '12月4日党员大会议题改为学习；讨论',
  cancel: '取消 12月4日党员大会',
}

/** Why the answer was sent. */
export const noneMeantCause: Cause = {
  because: '您写了一句要调整会议的话，而没有找到可由您更改的会议',
  stops: '不写则不会收到',
}
