import { isTime } from './scan.ts'
import type { Token } from './types.ts'

/** What may stand between two words of one time. */
const BESIDE = /^[\s的,，、()[\]]{0,4}$/

/** Whether two words may be of one time by what stands between them. */
export function isGap(text: string, first: { to: number }, second: { from: number }): boolean {
  return BESIDE.test(text.slice(first.to, Math.min(second.from, first.to + 5)))
}

const TO = /^\s?(?:[-~—–―‒−〜至到]{1,4}|(?:一?直|持续|进行|召?开|结束)[到至])\s?$/

/** Whether the second is the end of the first: 14:00–16:00, 两点半开到四点半. */
export function isUntil(text: string, first: { to: number }, second: { from: number }): boolean {
  return TO.test(text.slice(first.to, Math.min(second.from, first.to + 7)))
}

/** What stands right before a time and says that it is another one, or none: 节后周一, 避开周三. */
const OTHER =
  /(?:避开|错开|绕开|躲开|跳过|除了|除去|除开|除|排除|不含|(?<![然最随])后|(?<![目当])前|期间|假期|(?<![尽赶])快|将近|接近|差不多)[的,\s]?$/
/** What may stand right before a bare weekday; whatever else does may be another week: 期中考试后周五, 原周三. */
const KNOWN =
  /(?:[会课议习训论谈排办行定于在从是为改的了就也都们家位请划算想拟能式礼誓流访赛练座讲举评职部组系院班委处级校]|通知|时间|活动|劳动|慰问|召开|要开|党日|团日|报告|\d{3}|(?:^|[改放挪调整排移迟后期])[到至])$/

/**
 * What a text says about its one time: doubts and limits that speak of something else are left out, deadlines beside a
 * start are aside, and what stands before a time and is not known makes it doubtful.
 */
export function settle(text: string, tokens: readonly Token[]): Token[] {
  const kept = tokens.filter(
    (token, at) => !isElsewhere(text, token, { last: tokens[at - 1], next: tokens[at + 1] }),
  )
  const doubted = kept.flatMap((token, at) => {
    const doubt = doubtBefore(text, token, kept[at - 1])
    return doubt === null ? [token] : [doubt, token]
  })
  return withoutDeadlines(text, doubted)
}

type Beside = { last: Token | undefined; next: Token | undefined }

function isElsewhere(text: string, token: Token, beside: Beside): boolean {
  if (token.is === 'doubt' && token.weak === true)
    return !isNearTime(text, token, beside) && !isAlone(text, token)
  if (token.is === 'length') return !isOfMeeting(text, token)
  return false
}

function isNearTime(text: string, token: Token, { last, next }: Beside): boolean {
  const isAfter = last !== undefined && isTime(last) && isGap(text, last, token)
  return isAfter || (next !== undefined && isTime(next) && isGap(text, token, next))
}

const EDGE = /^(?:$|[\s,，。;:、!?()“”"])/

function isAlone(text: string, { from, to }: Token): boolean {
  return EDGE.test(text.slice(Math.max(from - 1, 0), from)) && EDGE.test(text.slice(to, to + 1))
}

const LENGTH_BEFORE =
  /(?:^|[\s,。;:、(!?\d点半刻分时整钟]|时长|会期|为期|历时|共计?|总共|合计|持续|全程|开|会议|时间|为|是)$/
const LENGTH_AFTER = /^(?:$|[\s,。;:、)!?]|的|会议|会|以?内?结束|时长)/
/** What lasts that long, and is not the meeting. */
const OTHER_LENGTH =
  /(?:每人|每个|每位|人均|各|单人|发言|汇报|讨论|休息|交流|自学|领学|观看|宣讲|视频|不超过|不少于|控制在|限时|间隔|提前|提早|迟到|早到|步行|车程|路程|答辩|展示|点评|签到|茶歇)[\s,:]?(?:时间|时长)?[\s,:为是]?$/

function isOfMeeting(text: string, { from, to }: Token): boolean {
  const before = text.slice(Math.max(from - 12, 0), from)
  if (OTHER_LENGTH.test(before)) return false
  return LENGTH_BEFORE.test(before) && LENGTH_AFTER.test(text.slice(to, to + 4))
}

/** How much before a time is looked at. */
const LOOK_BACK = 10

function doubtBefore(text: string, token: Token, last: Token | undefined): Token | null {
  if (!isTime(token)) return null
  const before = text.slice(Math.max(last?.to ?? 0, token.from - LOOK_BACK), token.from)
  if (!OTHER.test(before) && !isUnknownWeek(before, token)) return null
  const word = /[\u4e00-\u9fff\d]{0,10}[的,\s]?$/.exec(before)?.[0] ?? ''
  const from = token.from - word.length
  return { is: 'doubt', doubt: 'unclear', from, to: token.from, text: `${word}${token.text}` }
}

function isUnknownWeek(before: string, token: Token): boolean {
  const isBare = token.is === 'day' && token.said.by === 'weekday' && token.said.weeks === 'near'
  return isBare && /[\d\u4e00-\u9fff]$/.test(before) && !KNOWN.test(before)
}

/** Tokens that stand side by side and say one time; a deadline when 前 or 截止 belongs to it. */
type Group = {
  from: number
  to: number
  isDeadline: boolean
  isClosed: boolean
  hasDate: boolean
  hasClock: boolean
}

// 周三下午3点，请周二前回复: where a start is said, a deadline is of something else.
function withoutDeadlines(text: string, tokens: readonly Token[]): Token[] {
  const groups = groupsIn(text, tokens)
  const hasStart = groups.some(({ isDeadline, hasClock }) => hasClock && !isDeadline)
  const clauses = groups.flatMap(({ isDeadline }, at) =>
    hasStart && isDeadline ? [clauseOf(text, groups, at)] : [],
  )
  if (clauses.length === 0) return [...tokens]
  let next = 0
  const others = tokens.filter(({ from }) => {
    while ((clauses[next]?.to ?? Infinity) <= from) next += 1
    return from < (clauses[next]?.from ?? Infinity)
  })
  return [...others, ...clauses].toSorted((one, other) => one.from - other.from)
}

function groupsIn(text: string, tokens: readonly Token[]): Group[] {
  const groups: Group[] = []
  let isAnnounced = false
  for (const token of tokens) {
    const last = groups.at(-1)
    const isBeside = last !== undefined && (isGap(text, last, token) || isUntil(text, last, token))
    if (token.is === 'before') {
      isAnnounced = !isBeside
      if (isBeside) Object.assign(last, { to: token.to, isDeadline: true, isClosed: true })
    } else if (isTime(token)) {
      const next = groupOf(token, isAnnounced)
      if (isBeside && !isAnnounced && isSame(last, next)) extend(last, next)
      else groups.push(next)
      isAnnounced = false
    }
  }
  return groups
}

function groupOf(token: Token, isDeadline: boolean): Group {
  const { from, to } = token
  const hasDate = token.is === 'day' && token.said.by === 'date'
  return { from, to, isDeadline, isClosed: false, hasDate, hasClock: token.is === 'clock' }
}

// 截止12月1日，12月2日15点: two dates are two times.
function isSame(last: Group, next: Group): boolean {
  return !last.isClosed && !(last.hasDate && next.hasDate)
}

function extend(last: Group, { to, hasDate, hasClock }: Group): void {
  Object.assign(last, { to, hasDate: last.hasDate || hasDate, hasClock: last.hasClock || hasClock })
}

const END_OF_CLAUSE = /[\s,。;!?、()]/
const MOST_OF_CLAUSE = 60

function clauseOf(text: string, groups: readonly Group[], at: number): Token {
  const group = groups[at] ?? { from: 0, to: 0 }
  const least = Math.max(groups[at - 1]?.to ?? 0, group.from - MOST_OF_CLAUSE)
  const most = Math.min(groups[at + 1]?.from ?? text.length, group.to + MOST_OF_CLAUSE)
  let [from, to] = [group.from, group.to]
  while (from > least && !END_OF_CLAUSE.test(text.charAt(from - 1))) from -= 1
  while (to < most && !END_OF_CLAUSE.test(text.charAt(to))) to += 1
  return { is: 'aside', from, to, text: text.slice(from, to) }
}
