import type { Outcome } from '../../measures/types.ts'

/** What the page of a branch says. */
export const words = {
  name: '支部',
  duties: '应开展的组织生活（截至今天）',
  noDuties: '没有规定次数的组织生活。',
  meetings: '会议',
  meetingsOf: (rows: number, all: number) =>
    rows === all ? `共${all}次` : `共${all}次，列出最近的${rows}次`,
  allOf: (count: number) => `查看全部${count}项`,
  noMeetings: '这段时间没有会议。',
  records: '活动纪实',
  recordsOf: (rows: number, all: number) =>
    rows === all ? `到期的共${all}份` : `到期的共${all}份，列出最近的${rows}份`,
  noRecords: '这段时间没有到期的纪实。',
  other: '其他材料',
  columns: {
    title: '会议',
    day: '日期',
    outcome: '情况',
    came: '实到/应到',
    due: '截止',
    handedIn: '提交',
    state: '审核',
  },
  ahead: '未召开',
  came: (present: number, due: number) => `${present}/${due}`,
  unrecorded: '待登记',
  fresh: '待核实',
  outcomes: {
    held: '已开展',
    moved: '已改期',
    cancelled: '已取消',
    adjourned: '到会不足改期',
    open: '未结束',
  } satisfies Record<Outcome, string>,
  handedIn: { onTime: '按时', late: '迟交', missing: '待补' },
  toStatistics: '查看这段时间的全部数字',
}
