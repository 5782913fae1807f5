import { definitions } from '../../measures/service.ts'
import type { FigureName } from '../../measures/types.ts'
import type { Cause } from '../../letters/types.ts'
import { windowName } from '../words.ts'

const OTHERS: Readonly<Record<string, { name: string; unit: string; how: string }>> = {
  rate: { name: '到会率', unit: '', how: '实到÷（应到－请假）' },
  able: { name: '应到（请假不计）', unit: '人次', how: '应到－请假' },
  missing: { name: '待补交', unit: '份', how: '周日24:00前到期、到生成周报时还没有交来的纪实，不限哪一周' },
  cameSince: {
    name: '周日24:00后交来',
    unit: '份',
    how: '周日24:00前到期，在此之后、生成周报之前交来的纪实',
  },
  returned: { name: '退回待修改', unit: '份', how: '审核退回、等待修改的纪实' },
  toReview: { name: '待审核', unit: '份', how: '已交来、等待审核的纪实' },
  remedies: { name: '整改未完成', unit: '项', how: '督查提出、还没有交来整改情况的' },
  tasks: { name: '议定事项未办结', unit: '件', how: '书记例会议定、还没有办结的事项' },
  passed: { name: '审核通过', unit: '份', how: '一周内通过审核的纪实' },
  next: { name: '本周安排', unit: '次', how: '周报之后一周内安排的会议' },
}

function isFigure(name: string): name is FigureName {
  return name in definitions
}

/** What a value is called, its unit, and how it is counted. */
export function aboutOf(name: string): { name: string; unit: string; how: string } {
  return OTHERS[name] ?? (isFigure(name) ? definitions[name] : { name, unit: '', how: '' })
}

/** What is said of the numbers of a digest and of the rows behind them. */
export const words = {
  numbers: '数字出处',
  sent: '已私聊发给您。',
  title: (digest: string) => `${digest}：数字出处`,
  how: '点一个数字，查看周报当时计入了哪些会议、纪实和事项；后来有更正的，注明现在的数字。',
  groups: { figures: '上周', waiting: '待办和安排', duties: '应开展的组织生活（已开次数）', weeks: '前几周' },
  college: '学院层面',
  none: '这一期没有可以打开的数字。',
  button: (name: string, count: string) => `${name} ${count}`,
  rate: (present: number, able: number) => `${present}/${able}`,
  week: (name: string) => `${name}到会和纪实`,
  duty: (of: { months: number; isOver: boolean; type: string }) => `${windowName(of)}${of.type}`,
  rowsTitle: (whose: string, number: string) => `${whose} ${number}`,
  value: (name: string, count: string, unit: string) => `${name}${count}${unit}`,
  all: '全院',
  between: '，',
  and: '、',
  said: (values: string) => `周报所载：${values}`,
  done: '已开',
  teachingWeek: (n: number) => `第${n}周`,
  definition: (name: string, how: string) => `${name}：${how}`,
  met: (met: number, of: number, short: readonly string[]) =>
    `已完成的支部${met}/${of}${short.length === 0 ? '' : `；还没有完成的：${short.slice(0, MOST_NAMED).join('、')}${short.length > MOST_NAMED ? `等${short.length}个` : ''}`}`,
  changed: (name: string, was: string, now: string) => `与周报不同：${name}周报时${was}，现在${now}`,
  changedRow: (day: string, title: string, change: string) => `${day} ${title} ${change}`,
  because: (rows: string, further: number) => `：${rows}${further > 0 ? `等${further}处` : ''}`,
  notKept: '这一期周报没有留存明细，下面是现在的明细。',
  change: (was: string, now: string) => `${was}→${now}`,
  nothing: '—',
  noRows: '没有计入这个数字的会议、纪实或事项。',
  gone: '（已超过保存期限）',
  columns: { day: '日期', branch: '支部', title: '会议或事项' },
  page: (page: number, pages: number, rows: number) => `共${rows}行，第${page}/${pages}页`,
  before: '上一页',
  after: '下一页',
  ofBranch: '只看一个支部：',
}

const MOST_NAMED = 30

/** Why the numbers are not shown. */
export const refusals = {
  mayNot: '全院的数字由学院党委查阅，支部的由本支部支委和负责的督查员查阅。可发“统计 支部”看本支部的数字。',
}

/** Why these letters were sent. */
export const cause: Cause = { because: '您打开了周报的数字出处', stops: '不打开则不会收到' }
