import type { Counts } from '../../attendance/types.ts'
import type { RequestState } from '../types.ts'
import type { Refusal } from './types.ts'

/** What people read about records, on cards and in documents. */
export const words = {
  title: '名称',
  types: '类型',
  branch: '支部',
  college: '学院党委',
  time: '时间',
  place: '地点',
  host: '主持人',
  writer: '记录人',
  roll: '到会',
  counts: ({ expected, present, leave, absent, unconfirmed }: Counts) =>
    `应到${expected}人，实到${present}人，请假${leave}人，缺席${absent}人${unconfirmed === 0 ? '' : `，待核实${unconfirmed}人`}`,
  uncounted: '未登记签到',
  observers: '列席',
  agenda: '议题',
  votes: '表决',
  files: '附件',
  photos: '现场照片',
  unkept: (count: number) => `另有${count}张照片没有留存原图。`,
  signatures: ['主持人', '记录人'],
  version: (n: number) => `第${n}版`,
  approved: (on: string) => `${on}通过审核`,
  passed: '已通过审核',
  unread: '按规定不逐份审核',
  scans: (count: number) => `签字版${count}份`,
  viewTitle: '活动纪实',
  viewHint: '需要签字存档的，可点“导出”，打印签字后把扫描件（PDF或照片）回复到收到的文件消息上。',
  withheld: '您现在不能查看这份纪实，或它正在修改。',
  exported: (at: string, by: string) => `${at}由${by}导出`,
  page: {
    state: '情况',
    due: '截止',
    states: {
      open: '待提交',
      submitted: '已提交',
      returned: '退回修改',
      approved: '已通过',
      waived: '免交',
      notHeld: '未召开',
      withdrawn: '已撤回',
    } satisfies { [S in RequestState]: string },
  },
  yearDay: (day: Temporal.PlainDate | Temporal.ZonedDateTime) => `${day.year}年${day.month}月${day.day}日`,
}

/** Every refusal in words. */
export const refusals = {
  mayNotRead: '这份纪实由本支部支委、本组组长、主持人、所负责的督查员和管理员查看。',
  notFiled: '这份纪实尚未提交或还在审核，完成后可以导出。',
} satisfies { [R in Refusal]: string }
