import type { Cause } from '../letters/types.ts'
import type { Code, Item } from './rules.ts'
import type { DutyLine, Refusal } from './types.ts'

/** Of what was held. */
function waiting(count: number, unit: '次' | '个'): string {
  return count === 0 ? '' : `（${count}${unit}到会待登记）`
}

/** What this feature says: counts of branches, no names of people, no blame. */
export const words = {
  title: (week: number | null, days: string) => `${week === null ? '' : `第${week}周`}周报（${days}）`,
  range: (from: string, to: string) => `${from}—${to}`,
  day: (day: number) => `${day}日`,
  closed: (name: string) => `${name}（已撤销）`,
  preview: (held: number, items: number) =>
    `组织生活周报：开展${held}次${items === 0 ? '' : `，需关注${items}项`}`,
  held: (branches: number, held: number) => `上周${branches}个支部共开展组织生活${held}次`,
  noneHeld: (branches: number) => `${branches}个支部上周没有开展组织生活`,
  more: (by: number) => `，比前一周多${by}次`,
  fewer: (by: number) => `，比前一周少${by}次`,
  asMany: '，与前一周持平',
  unsettled: ({ fresh, unconfirmed }: { fresh: number; unconfirmed: number }) =>
    `${unconfirmed === 0 ? '' : `，其中${unconfirmed}次的缺席未经核实`}${fresh === 0 ? '' : `；另有${fresh}次刚结束，到会待核实，暂未计入`}`,
  reports: (due: number, handedIn: number, missing: number) =>
    `纪实应交${due}份，已交${handedIn}份，${missing === 0 ? '没有待补' : `待补${missing}份`}`,
  cameSince: (count: number) => (count === 0 ? '' : `；周日24:00以后又交${count}份，未计入`),
  noReports: '上周没有到期的纪实',
  unrecorded: (count: number) => waiting(count, '次'),
  assemblies: (quarter: string, held: number, branches: number) =>
    `${quarter}党员大会已完成${held}/${branches}`,
  assembliesUnrecorded: (count: number) => waiting(count, '个'),
  thisQuarter: '本季度',
  lastQuarter: '上季度',
  uncounted: '未能统计',
  tasks: (open: number) => `例会议定事项未办结${open}件`,
  college: (held: number, unrecorded: number, rate: string | null) =>
    `学院层面开展活动${held}次${waiting(unrecorded, '次')}${rate === null ? '' : `，到会率${rate}`}`,
  noItems: '没有需要关注的事项',
  chart: '各支部到会率（请假不计）',
  columns: {
    branch: '支部',
    held: '开展',
    rate: '到会率',
    due: '应交',
    in: '已交',
    late: '迟交/待补',
    next: '本周',
  },
  nothing: '—',
  percent: (value: number) => `${value}%`,
  doubtful: '待核',
  times: (count: number) => `${count}次`,
  attention: '需关注',
  pieces: (name: string, count: number) => `${name}${count}份`,
  remedies: (name: string, count: number) => `${name}${count}项`,
  further: (named: string, count: number) => `${named}等${count}个`,
  allOf: (count: number) => `${count}个支部`,
  short: '数据不足',
  sittings: (name: string, count: number) => `${name}${count}次`,
  between: '、',
  measures: '口径说明',
  page: {
    overview: '总览',
    week: '上周情况',
    asSent: '以下为周报发出时的数字；点一个数字查看它由哪些会议或纪实组成。',
    before: '前一期',
    after: '后一期',
    noWeek: '这一周没有周报，可在上面选择时间查看统计。',
    charts: '图表',
    ledger: '台账',
    toLedger: '查看台账',
    branches: '各支部',
    branchesOf: (count: number) => `${count}个支部上周组织生活，“迟交/待补”为纪实份数`,
    how: '各项怎样统计',
    labels: {
      held: '开展组织生活',
      rate: '到会率',
      present: '实到人次',
      reports: '纪实已交',
      missing: '纪实待补',
      tasks: '例会议定事项未办结',
    },
    assemblies: (quarter: string) => `${quarter}党员大会`,
    ofBranches: (active: number, all: number) => `${active}/${all}个支部有活动`,
    noLeave: '请假不计',
    of: (count: number) => `应交${count}份`,
    ofPeople: (due: number, leave: number) => `应到${due}${leave === 0 ? '' : `，请假${leave}`}`,
    chart: { label: '支部', value: '到会率', data: '查看数据表' },
    weekOf: '周',
  },
  definition: (name: string, how: string) => `${name}：${how}。`,
}

const WINDOWS = new Map([
  [1, ['本月', '上月']],
  [3, ['本季度', '上季度']],
  [6, ['本半年', '上半年']],
  [12, ['本年度', '上年度']],
])

/** What a stretch of months is called by whoever reads it in the week after. */
export function windowName({ months, isOver }: Pick<DutyLine, 'months' | 'isOver'>): string {
  return WINDOWS.get(months)?.[isOver ? 1 : 0] ?? `${isOver ? '上' : '本'}${months}个月`
}

/** What stands before the branches that an item concerns. */
export const attentionWords = {
  uncounted: () => '未能统计，不计入以下合计',
  toReview: () => '纪实待审核',
  overdue: () => '纪实待补交',
  cadence: (duty) => (duty === null ? '' : dutyLabel(duty)),
  adjourned: () => '到会不足，改期再开',
  remedies: () => '整改未完成',
  returned: () => '纪实已退回，待修改',
  unrecorded: () => '到会情况待登记',
  quiet: () => '上周和本周暂无活动',
} satisfies Record<Code, (duty: Item['duty']) => string>

function dutyLabel(duty: NonNullable<Item['duty']>): string {
  return `${windowName(duty)}${duty.type}${duty.isOver ? '未开展' : '待安排'}`
}

/** Every refusal in words. */
export const refusals = {
  mayNot: '学院周报供学院党委查阅。如需了解本支部的会议，可发送“会议”。',
  noneYet: '还没有生成过周报。每周生成后会发到学院党委群。',
  notAdmin: '发送、重发周报由学院管理员办理。您可发“周报”看最近一期，“周报 预览”看现在的数字。',
  sentBefore: '上一周的周报已经发出，不会重复发送。需要再发一次，可发“周报 重发 原因”。',
  noReason: '请写明原因，例如：周报 重发 党委群更换。',
} satisfies Record<Refusal, string>

/** Said instead of a digest that an older version of the program made. */
export const OF_OLDER = '这一期周报由旧版本生成，内容已在当时的消息里。'

/** Why the digest was sent. */
export const cause: Cause = {
  because: '学院周报每周发给学院党委，也发给发送“周报”的党委委员',
  rule: { says: '学院设定了每周的时间', key: 'digest.at' },
  stops: '周报按周生成，不会重复发送',
}
