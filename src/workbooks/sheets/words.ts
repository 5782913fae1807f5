import type { Outcome } from '../../measures/types.ts'
import { shortDay } from '../../time/format.ts'

type Day = Temporal.PlainDate

const REVIEWS: Readonly<Record<string, string>> = {
  open: '未提交',
  submitted: '已提交',
  returned: '退回待改',
  withdrawn: '已撤回',
  approved: '已通过',
}
const MARKS: Readonly<Record<string, string>> = {
  present: '实到',
  late: '迟到',
  leave: '请假',
  absent: '缺席',
}

/** What stands on the sheets. */
export const words = {
  title: (name: string) => `${name}组织生活台账`,
  own: (college: string) => `${college}层面`,
  days: ({ from, to }: { from: Day; to: Day }) => {
    const last = to.subtract({ days: 1 })
    const until = last.year === from.year ? shortDay(last) : `${last.year}年${shortDay(last)}`
    return `${from.year}年${shortDay(from)}${last.equals(from) ? '' : `至${until}`}`
  },
  fileName: (title: string, days: string, named: boolean) => `${title} ${days}${named ? '（含名单）' : ''}`,
  note: (of: { title: string; sheet: string; days: string; asOf: string; by: string; at: string }) =>
    `${of.title}·${of.sheet}　${of.days}　统计到${of.asOf}　导出：${of.by} ${of.at}`,
  print: (of: { by: string; at: string; named: boolean }) =>
    `导出：${of.by} ${of.at}${of.named ? '　含个人信息，限本次用途' : ''}`,
  sheets: {
    summary: '总表',
    cadence: '组织生活频次',
    meetings: '会议',
    records: '纪实',
    roll: '到会名单',
    sums: '个人汇总',
    about: '口径',
  },
  heads: {
    branch: '支部',
    group: '党小组',
    rate: '到会率',
    state: '数据',
    type: '类型',
    every: '要求',
    window: '期间',
    required: '应开展',
    done: '已开展',
    unrecorded: '其中到会待登记',
    planned: '已安排',
    standing: '情况',
    start: '开始',
    end: '结束',
    title: '会议',
    outcome: '结果',
    roll: '到会登记',
    hours: '学时',
    matter: '会议或事项',
    due: '截止',
    submitted: '首次提交',
    handedIn: '提交情况',
    review: '现在',
    name: '姓名',
    memberType: '类别',
    mark: '状态',
    item: '项目',
    how: '说明',
  },
  college: '学院',
  total: '合计',
  complete: '完整',
  incomplete: '数据不足',
  because: (gaps: readonly string[]) => `数据不足：${gaps.join('；')}`,
  someIncomplete: '数据不足：见各行',
  every: (months: number, times: number) => `每${LENGTHS[months] ?? `${months}个月`}${times}次`,
  window: ({ months, from }: { months: number; from: Day }) => {
    if (months === 1) return `${from.year}年${from.month}月`
    if (months === 3) return `${from.year}年第${Math.ceil(from.month / 3)}季度`
    if (months === 6) return `${from.year}年${from.month < 7 ? '上' : '下'}半年`
    return `${from.year}年`
  },
  notRequired: '本期不要求',
  met: '已完成',
  arranged: '已安排，尚未开展',
  short: (n: number) => `少${n}次`,
  stillOpen: (n: number) => `期间未结束，还差${n}次`,
  outcomes: {
    held: '开展',
    moved: '改期',
    cancelled: '取消',
    adjourned: '到会不足改期',
    open: '未结束',
  } satisfies Record<Outcome, string>,
  rolls: { counted: '已登记', unrecorded: '待登记', fresh: '待核实', none: '' },
  handedIn: { onTime: '按时', late: '迟交', missing: '待补' },
  reviews: REVIEWS,
  other: '其他事项',
  marks: MARKS,
  unconfirmed: '待核实',
  observer: '列席',
  nothing: '本期没有',
  about: {
    scope: '范围',
    days: '统计期',
    asOf: '统计到',
    by: '导出人',
    at: '导出时间',
    careful: '使用',
    carefulOf: {
      counts: '只含数字，不含姓名。',
      names: '含个人信息，用途已记录，限本次用途，不转发；不含请假事由。',
    },
    figure: (name: string, unit: string) => `${name}（${unit}）`,
    gaps: '数据不足',
    gapsOf: (all: readonly string[]) => `有下列情形之一的，到会率不显示：${all.join('；')}。`,
    agree: '合计',
    agreeOf: '各表的数字逐行相加等于总表；到会待核实的会议列出名单，但暂不计入应到和到会率。',
    expired: '名单',
    expiredOf: '超过保存期限的名单已删除，只留人数，因此较早的会议可能没有名单。',
  },
}

const LENGTHS: Readonly<Record<number, string>> = { 1: '月', 3: '季度', 6: '半年', 12: '年' }
