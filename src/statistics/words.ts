import { definitions, gapWords, rateDefinition } from '../measures/service.ts'
import type { FigureName, Figures, Gap } from '../measures/types.ts'
import type { Cause } from '../letters/types.ts'
import type { Term } from '../time/calendar.ts'
import { shortDay } from '../time/format.ts'
import { isAfter } from '../time/order.ts'
import type { Doubt } from './reading/types.ts'
import { percentOf } from './rules.ts'
import type { Days, Line } from './types.ts'

/** Of how many times, when there were any. */
const times = (name: string, count: number): string[] => (count === 0 ? [] : [`${name}${count}次`])

/** What is said about figures. */
export const words = {
  help: '支部、全院或本人的统计，如“统计 支部 本月”“统计 全院 第11周 主题党日”，私聊发给您',
  title: (name: string) => `${name}统计`,
  me: '本人',
  all: '全院',
  branches: '各支部',
  ofCollege: '学院层面',
  askTitle: '统计：需确认',
  doubts: {
    unknown: '没有看懂：',
    unread: '没有看懂要统计的范围或时间。',
    several: '有几种可能，点选要看的一项：',
    tooLong: '一次最多统计12个月，可分段查看：',
  } satisfies Record<Doubt | 'unread', string>,
  offered: '可点选下面的一项，或按“统计 支部名 本月 会议类型”重发。',
  how: '例：统计 支部 本月 · 统计 我 本学期 · 统计 全院 2026-03..06 主题党日',
  noneOffered: '没有可以查看的范围。',
  mayNot: '这一范围的统计由负责的同志查阅。您可以查看：',
  future: '这段时间还没有到，只有已安排的会议。',
  running: (today: Temporal.PlainDate) => `这段时间还没有结束，统计到${shortDay(today)}。`,
  facts: {
    meetings: '会议',
    people: '到会',
    rate: '到会率',
    reports: '活动纪实',
    makeups: '补学',
    inspections: '督促检查',
    decisions: '议定事项',
    observers: '列席',
    hours: '学时',
  },
  meetings: ({ planned, held, moved, cancelled, adjourned, open }: Figures) => {
    const rest = [
      ...times('改期', moved),
      ...times('取消', cancelled),
      ...times('到会不足改期', adjourned),
      ...times('未结束', open),
    ]
    return `开展${held}次，计划${planned}次${rest.length === 0 ? '' : `（${rest.join('、')}）`}`
  },
  people: ({ due, present, late, leave, absent, unconfirmed }: Figures) =>
    `应到${due}人次，实到${present}${late === 0 ? '' : `（迟到${late}）`}，请假${leave}，缺席${absent}${unconfirmed === 0 ? '' : `（待核实${unconfirmed}）`}`,
  ownPeople: ({ due, present, late, leave, absent, unconfirmed }: Figures) =>
    `应到${due}次，实到${present}${late === 0 ? '' : `（迟到${late}）`}，请假${leave}，缺席${absent}${unconfirmed === 0 ? '' : `（待核实${unconfirmed}）`}`,
  waiting: ({ unrecorded, fresh }: Figures) => {
    const all = [...times('到会待登记', unrecorded), ...times('到会待核实', fresh)]
    return all.length === 0 ? '' : `；另有${all.join('、')}，未计入`
  },
  rate: (percent: number) => `${percent}%（请假不计）`,
  ofSome: (branches: number, all: number) => `${all}行中数据完整的${branches}行`,
  rateOfSome: (percent: number, branches: number, all: number): string =>
    `${percent}%（请假不计；${words.ofSome(branches, all)}）`,
  noRate: '没有可计的到会',
  reports: ({ reportsDue, reportsOnTime, reportsLate, reportsMissing, reportsReturned }: Figures) =>
    reportsDue === 0
      ? '没有到期的'
      : `应交${reportsDue}份：按时${reportsOnTime}、迟交${reportsLate}、待补${reportsMissing}${reportsReturned === 0 ? '' : `；其中退回待改${reportsReturned}份`}`,
  makeups: ({ makeupsAsked, makeupsMade }: Figures) => `应补学${makeupsAsked}人次，已补学${makeupsMade}`,
  inspections: ({ visitsPlanned, visitsMade, visitsConfirmed, remediesAsked, remediesClosed }: Figures) =>
    `计划${visitsPlanned}次，已督查${visitsMade}，已确认${visitsConfirmed}${remediesAsked === 0 ? '' : `；要求整改${remediesAsked}项，已整改${remediesClosed}`}`,
  decisions: ({ decisionsDue, decisionsDone }: Figures) => `到期${decisionsDue}件，已办结${decisionsDone}`,
  count: (count: number, unit: string) => `${count}${unit}`,
  lacking: '数据不足',
  gaps: (gaps: readonly Gap[]) => `数据不足：${gaps.map((gap) => gapWords[gap]).join('；')}。`,
  gapsOf: (names: readonly string[]) =>
    `数据不足（不写到会率）：${names.slice(0, 6).join('、')}${names.length > 6 ? `等${names.length}行` : ''}。`,
  columns: {
    branch: '支部',
    held: '开展/计划',
    rate: '到会率',
    reports: '待补/应交',
    people: '实到/应到',
  },
  nothing: '—',
  percent: (value: number) => `${value}%`,
  of: (part: number, whole: number) => `${part}/${whole}`,
  byWeek: '每周到会率（请假不计）',
  heldByWeek: '每周开展次数',
  byType: '各类会议开展次数',
  rate1: '到会率',
  held1: '开展',
  onTimeByWeek: '每周纪实按时率（按时÷应交）',
  onTime1: '按时率',
  onTimeByBranch: '各支部纪实按时率（按时÷应交）',
  details: '点一个数字，查看它由哪些会议、纪实等组成：',
  figure: (name: FigureName, count: number) => `${definitions[name].name} ${rounded(count)}`,
  definitions: '口径说明',
  definition: (name: FigureName) =>
    `${definitions[name].name}（${definitions[name].unit}）：${definitions[name].how}`,
  rateDefinition: `${rateDefinition.name}：${rateDefinition.how}`,
  manyBranches: '支部较多，只列合计和下表；看一个支部，发送“统计 支部名”。',
  sent: '已私聊发给您。',
}

/** What is to be known of a stretch that is not over; null of one that is. */
export function timeSaid({ from, to }: Days, today: Temporal.PlainDate): string | null {
  if (isAfter(from, today)) return words.future
  return isAfter(to, today.add({ days: 1 })) ? words.running(today) : null
}

/** A line's rate in a table. */
export function rateCell({ complete, figures: { rate } }: Pick<Line, 'complete' | 'figures'>): string {
  if (!complete) return words.lacking
  return rate === null ? words.nothing : words.percent(percentOf(rate))
}

/** Hours may come by halves. */
export function rounded(count: number): string {
  return String(Math.round(count * 100) / 100)
}

/** A stretch of days by the name that people give it, with its days. */
export function daysName(
  { from, to }: Days,
  { terms, today }: { terms: readonly Term[]; today: Temporal.PlainDate },
) {
  const last = to.subtract({ days: 1 })
  const own = (day: Temporal.PlainDate) => `${day.year === today.year ? '' : `${day.year}年`}${shortDay(day)}`
  const days = from.equals(last) ? own(from) : `${own(from)}–${own(last)}`
  const term = terms.find(
    ({ week1Monday, weeks }) => week1Monday.equals(from) && week1Monday.add({ weeks }).equals(to),
  )
  const isMonths = from.day === 1 && to.day === 1
  if (term !== undefined) return `${term.name}（${days}）`
  if (!isMonths) return days
  const { years, months } = from.until(to, { largestUnit: 'years' })
  if (years === 1 && months === 0 && from.month === 1) return `${from.year}年`
  const first = `${from.year}年${from.month}月`
  if (years === 0 && months === 1) return first
  return `${first}–${last.year === from.year ? '' : `${last.year}年`}${last.month}月`
}

/** Why the letters of this feature were sent. */
export const cause: Cause = { because: '您查询了统计', stops: '不查询则不会收到' }
