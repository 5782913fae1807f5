import type { Cause } from '../../letters/types.ts'
import type { OpenReport } from '../../reports/types.ts'

const SPANS = new Map([
  [1, { runs: '本月', over: '上月' }],
  [3, { runs: '本季度', over: '上季度' }],
  [6, { runs: '本半年', over: '上半年' }],
  [12, { runs: '本年', over: '上一年' }],
])

/** What is said to a branch about its week: its own numbers, what waits, what comes; nobody else's. (domain §7.22) */
export const words = {
  title: (branch: string, week: number | null) => `${branch}${week === null ? '上周' : `第${week}周`}小结`,
  summary: '上周小结和本周安排',
  calm: '上周没有安排的活动，也没有待办事项。',
  calmNext: '本周暂无已安排的活动，需要安排时可发“开会”。',
  last: (days: string) => `上周（${days}）`,
  days: (from: string, to: string) => `${from}—${to}`,
  median: (value: string) => `（各支部中位数${value}）`,
  held: (count: number, median: string, unrecorded: number) =>
    `开展活动${count}次${median}${unrecorded === 0 ? '' : `，其中${unrecorded}次到会待登记`}`,
  rate: (rate: string, median: string) => `到会率${rate}，请假不计${median}`,
  doubtful: '到会率待核：登记的实到不足一半，可在会议卡片上更正',
  fresh: (count: number) => `另有${count}次刚结束，到会待核实，暂未计入到会率`,
  noRate: (why: string) => `到会率数据不足：${why}`,
  noNumbers: (why: string) => `数据不足：${why}`,
  uncounted: '上周的数字未能统计，管理员已收到提示；待办和安排不受影响。',
  reports: ({ due, onTime, late, missing }: { due: number; onTime: number; late: number; missing: number }) =>
    `纪实应交${due}份：按时${onTime}份，迟交${late}份，待补${missing}份`,
  onTime: (median: string) => `（各支部按时率中位数${median}）`,
  passed: (titles: string, more: number) => `已通过审核：${titles}${more > 0 ? `等${more}份` : ''}`,
  waiting: '待办',
  none: '没有待办事项。',
  counts: {
    late: (count: number) => `纪实${count}份已过截止时间`,
    due: (count: number) => `纪实${count}份待提交`,
    returned: (count: number) => `${count}份已退回待修改`,
    remedies: (count: number) => `整改${count}项`,
    collections: (count: number) => `收集${count}项`,
    steps: (count: number) => `台账${count}项`,
    tasks: (count: number) => `例会议定事项${count}件`,
  },
  until: (title: string, when: string) => `${title}：${when}前`,
  was: (title: string, when: string) => `${title}：原定${when}前`,
  back: (title: string) => `${title}：已退回，待修改`,
  edit: '修改',
  todo: '待办',
  todoSent: '全部待办已私聊发给您。',
  further: (count: number) => `另有${count}项，点“待办”查看全部。`,
  next: (days: string) => `本周（${days}）`,
  noPlans: '暂无已安排的活动',
  plan: (when: string, title: string) => `${when} ${title}`,
  furtherPlans: (count: number) => `另有${count}次`,
  duties: '应开展的组织生活',
  hint: '需安排或补录的，可发“开会”并写明时间和会议。',
  span: (months: number, isOver: boolean) => {
    const span = SPANS.get(months) ?? { runs: `本${months}个月`, over: `上${months}个月` }
    return isOver ? span.over : span.runs
  },
  line: (span: string, duties: string) => `${span}：${duties}`,
  duty: (type: string, of: 'branch' | 'group', state: string) =>
    `${type}${of === 'group' ? '（各组）' : ''}${state}`,
  state: {
    done: '已完成',
    unrecorded: '已开展，到会待登记',
    planned: '已安排',
    missing: (count: number) => (count === 1 ? '待安排' : `待安排${count}次`),
    over: (required: number, done: number) => `应${required}次，已有记录${done}次`,
  },
  between: '，',
  and: '、',
  percent: (value: number) => `${value}%`,
  times: (value: number) => `${value}次`,
}

/** What is to be handed in, by what it is about. */
export const aboutNames = {
  meeting: '纪实',
  visit: '纪实',
  collection: '收集',
  remedy: '整改',
  step: '台账',
} satisfies Record<OpenReport['about'], string>

/** Why it was sent. */
export const cause: Cause = {
  because: '支部周报每周私聊发给支部书记（学院设定时也发给副书记），书记空缺时发给代为办理的同志',
  rule: { says: '学院设定了每周的时间', key: 'digest.at' },
  stops: '每周一期，全院没有活动的一周不发',
}

/** Why it was sent once more. */
export const askedCause: Cause = { because: '您查询了周报', stops: '不查询则不会收到' }
