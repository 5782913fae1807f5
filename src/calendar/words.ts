import type { Relays } from '../cards/need.ts'
import { dayName, shortDay } from '../time/format.ts'
import { statutoryCount } from '../time/statutory.ts'
import type { Cause } from '../letters/types.ts'
import type { Preview, Refusal, TableFault } from './types.ts'

type Day = Temporal.PlainDate

const dated = (date: Day) => `${shortDay(date)}（${dayName(date)}）`
const inFull = (date: Day) => `${date.year}年${shortDay(date)}`
const CHECK = '请与国务院办公厅的通知核对后改正'

/** What is wrong in a table, and the cure. */
export const faults = {
  empty: {
    what: '没有读到放假安排',
    cure: '请粘贴通知原文，或每行写一段，例如“2027-01-01..2027-01-03 元旦 放假”或“2027-01-04 上班”',
  },
  unreadable: {
    what: '没有读懂这一行',
    cure: '请写成“2027-01-01..2027-01-03 元旦 放假”或“2027-01-04 上班”',
  },
  noYear: {
    what: '没有写明是哪一年',
    cure: '请在第一行写上年份，例如“2027年放假安排”，再发一次',
  },
  noHoliday: {
    what: '没有写明是哪个节日',
    cure: '请在日期前写上节日，例如“一、元旦：1月1日至3日放假”',
  },
  halfRead: (text: string) => ({
    what: `没有读懂“${text}”`,
    cure: '每个日期后请写明放假或上班，例如“4月4日至6日放假”“1月4日上班”',
  }),
  wrongWeekday: (date: Day, said: string) => ({
    what: `写的是${shortDay(date)}（${said}），这一天是${dayName(date)}`,
    cure: CHECK,
  }),
  wrongCount: (said: number, counted: number) => ({
    what: `写的是共${said}天，日期却是${counted}天`,
    cure: CHECK,
  }),
  notOff: (date: Day) => ({ what: `公休日调到${dated(date)}，这一天却没有放假`, cure: CHECK }),
  tooLongText: (most: number) => ({
    what: `文字超过${most}字，一年的安排没有这么长`,
    cure: '请只留下一年的放假安排',
  }),
  tooMuch: (lines: number) => ({
    what: `共${lines}行，一年的安排没有这么长`,
    cure: '请只留下一年的放假安排',
  }),
  nameless: { what: '缺少节日名称', cure: '请在“放假”前写上名称，例如“元旦 放假”' },
  namedWork: (name: string) => ({ what: `“上班”前多了“${name}”`, cure: '上班的日子只写日期和“上班”' }),
  noSuchDay: (text: string) => ({ what: `没有“${text.trim()}”这一天`, cure: CHECK }),
  nothingOf: (year: number) => ({ what: `year 写的是${year}，却没有${year}年的日子`, cure: CHECK }),
  otherYear: (date: Day, year: number) => ({
    what: `${inFull(date)}不在${year}年的安排里`,
    cure: '每次只导入一年，请改正年份，或把别的年份分开导入',
  }),
  backwards: { what: '结束日期早于开始日期', cure: '请对调或改正这两个日期' },
  tooLong: (days: number) => ({ what: `一次放假${days}天`, cure: CHECK }),
  plainWorkday: (date: Day) => ({
    what: `${dated(date)}本来就上班`,
    cure: '“上班”只写周末调休的日子，请改正日期或删去这一行',
  }),
  twice: (date: Day, line: number) => ({
    what: `${dated(date)}在第${line}行已经写过`,
    cure: '每天只写一次，请删去一处',
  }),
  missing: (date: Day, name: string) => ({
    what: `${dated(date)}是法定节假日（${name}），却没有放假`,
    cure: '请补上这一天',
  }),
  outOfReach: (first: number, last: number) => ({
    what: `只能核对${first}年至${last}年的安排`,
    cure: '请改正年份',
  }),
}

/** What this feature says. */
export const words = {
  title: (year: number) => `${year}年放假安排`,
  pending: (year: number) => `待确认：${year}年放假安排`,
  asked: '请核对，确认后立即生效。',
  kept: '已导入，立即生效。',
  dropped: '已取消，没有导入。',
  span: (from: Day, to: Day) => (from.equals(to) ? dated(from) : `${dated(from)}至${dated(to)}`),
  workDays: '周末上班',
  noWorkDays: '无',
  between: '、',
  compared: '与目前使用的相比',
  toOff: (days: readonly Day[]) => `改为放假：${days.map(shortDay).join('、')}`,
  toWork: (days: readonly Day[]) => `改为上班：${days.map(shortDay).join('、')}`,
  unchanged: '没有变化',
  balance: ({ balance, year }: Pick<Preview, 'balance' | 'year'>) =>
    `天数可能有误：放假的工作日减去周末上班的天数是${balance}天，按法定应为${statutoryCount(year)}天。`,
  faultyTitle: '放假安排有误，未导入',
  furtherFaults: (count: number) => `另有${count}处，请先改正以上各处。`,
  sendAgain: '改正后，请把“日历”和整份安排重新发一次。',
  confirm: '确认',
  cancel: '取消',
  done: '已导入。',
  undone: '已取消。',
  uncoveredTitle: (year: number) => `日历未覆盖${year}年`,
  uncovered: (year: number) =>
    `${year}年的放假和调休安排还没有导入。在此之前，${year}年按周末和法定节假日计算，调休的日子可能有出入。`,
  uncoveredCure:
    '国务院办公厅公布后，请私聊发送“日历”，另起一行粘贴通知原文；也可以每行写一段，例如：\n2027-01-01..2027-01-03 元旦 放假\n2027-01-04 上班',
  covered: (year: number) => `${year}年的放假和调休安排已经导入。`,
  known: (years: readonly number[]) => `已导入放假安排的年份：${years.map((year) => `${year}年`).join('、')}`,
  help: '查看已导入的年份，或导入一年的放假安排（管理员）',
}

/** Why something is not done. */
export const refusals = {
  mayNot: '这项操作需要学院管理员办理。',
  already: '这份放假安排已处理过。',
  faulty: '这份放假安排有误，未导入。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'calendar' } satisfies Relays<Refusal>

/** One fault as a line. */
export function faultLine({ line, what, cure }: TableFault): string {
  return `${line === null ? '全表' : `第${line}行`}：${what}；${cure}。`
}

/** A table by its holidays, with the weekend days worked at the end. */
export function factsOf({ entries }: Preview): [string, string][] {
  const off = entries.filter(({ kind }) => kind === 'off')
  const work = entries.filter(({ kind }) => kind === 'work').map(({ from, to }) => words.span(from, to))
  return [
    ...off.map(({ name, from, to }): [string, string] => [name, words.span(from, to)]),
    [words.workDays, work.join(words.between) || words.noWorkDays],
  ]
}

/** What a table changes: a line for the days that become free, one for those that become working days. */
export function changeLines({ changes: { toOff, toWork } }: Preview): string[] {
  const lines = [
    ...(toOff.length > 0 ? [words.toOff(toOff)] : []),
    ...(toWork.length > 0 ? [words.toWork(toWork)] : []),
  ]
  return lines.length > 0 ? lines : [words.unchanged]
}

/** Whatever is off beyond the thirteen days of the law is worked on a weekend day: a slip shows here. */
export function remarks(preview: Preview): string[] {
  return preview.balance === statutoryCount(preview.year) ? [] : [words.balance(preview)]
}

/** All of a preview as plain lines. */
export function previewLines(preview: Preview): string[] {
  return [
    words.title(preview.year),
    ...factsOf(preview).map(([label, value]) => `  ${label}：${value}`),
    words.compared,
    ...changeLines(preview).map((line) => `  ${line}`),
    ...remarks(preview),
  ]
}

/** That a year is not covered, for the command line. */
export function uncoveredLine(year: number): string {
  return `${words.uncoveredTitle(year)}：暂按周末和法定节假日计算；请用 zhibu calendar import FILE 导入，或由管理员私聊发送“日历”加放假安排`
}

/** Why each letter of this feature was sent. */
export const causes = {
  draft: { because: '您发来了一份放假安排', stops: '确认或取消后不再需要办理' },
  known: { because: '您查询了日历', stops: '不查询则不会收到' },
  uncovered: (year: number) => ({
    because: `有安排落在${year}年，而这一年的官方放假安排尚未导入`,
    stops: '导入这一年的放假安排后不再提醒',
  }),
} satisfies Record<string, Cause | ((year: number) => Cause)>
