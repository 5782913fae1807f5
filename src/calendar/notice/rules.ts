import { numeral, weekdayOf } from '../../time/read/numerals.ts'
import type { TableFault } from '../types.ts'
import { faults as say } from '../words.ts'
import { shortened } from '../../cards/shortened.ts'
import type { DaySaid, Part, Said } from './types.ts'

/** Festivals by the names that a notice uses. */
const NAMES: Readonly<Record<string, string>> = {
  元旦: '元旦',
  新年: '元旦',
  春节: '春节',
  清明: '清明节',
  劳动节: '劳动节',
  国际劳动节: '劳动节',
  五一: '劳动节',
  端午: '端午节',
  中秋: '中秋节',
  国庆: '国庆节',
  十一: '国庆节',
}
const MARK = '["“”「」]?'
const FESTIVAL = `${MARK}(?:${Object.keys(NAMES).join('|')})${MARK}(?:国际劳动节|劳动节|国庆节|节)?`
const HEADING = new RegExp(
  `^(?:\\(?[一二三四五六七八九十\\d]{1,2}\\)?[、.]?)?(${FESTIVAL}(?:[、,和与及]${FESTIVAL})?)(?:放假|假期|休假)?(?:时间|日期|安排)?(?::|(?=\\d))`,
)
const TITLE = /(\d{4})年(?:度)?(?:全年|部分)?(?:法定)?(?:节假日|节日|放假|假期|元旦|春节|$)/

/** Whether a line begins the State Council's notice, or a paragraph of it. */
export function beginsNotice(line: string): boolean {
  const written = plain(line)
  return HEADING.test(written) || TITLE.test(written)
}

function plain(line: string): string {
  return line.normalize('NFKC').replace(/\s+/g, '')
}

/** Reads a notice: what is off and what is worked, or the line that is not understood. */
export function readNotice(lines: readonly { text: string; line: number }[]): Said {
  const said: Said = { year: null, parts: [], counts: [], faults: [] }
  const at: Where = { name: '', last: null }
  for (const { text, line } of lines) {
    const written = plain(text)
    const [, year] = TITLE.exec(written) ?? []
    if (year !== undefined) said.year ??= Number(year)
    // A copy from a page may lose the ends of paragraphs.
    for (const paragraph of written.split(/(?<=[。;])(?=\(?[一二三四五六七八九]\)?、)/)) {
      const [heading, named] = HEADING.exec(paragraph) ?? []
      if (named !== undefined) Object.assign(at, { name: nameOf(named), last: null })
      const body = paragraph.slice(heading?.length ?? 0)
      const known = said.faults.length
      const found = sentencesIn(body).flatMap((sentence) => readSentence(sentence, { line, at, said }))
      if (heading !== undefined && found.length === 0 && said.faults.length === known)
        said.faults.push(halfRead(line, paragraph))
      said.parts.push(...found)
    }
  }
  return said
}

function nameOf(heading: string): string {
  const names = heading.split(/[、,和与及]/).map((one) => {
    const bare = one.replace(/["“”「」]/g, '')
    return Object.entries(NAMES).find(([known]) => bare.startsWith(known))?.[1] ?? bare
  })
  return [...new Set(names)].join('、')
}

/** When it was published, and what is asked of employers. */
const BESIDE = /^(?:鼓励|建议|提倡|(?:发布|成文|印发|公布)(?:日期|时间))/
const SIGNED = /^\d{4}年\d{1,2}月\d{1,2}日$/

function sentencesIn(body: string): string[] {
  if (SIGNED.test(body)) return []
  return body.split(/[。;!]/).filter((sentence) => sentence !== '' && !BESIDE.test(sentence))
}

const DATE =
  /(?:(?:(\d{4})年)?(\d{1,2})月|(?<!共|放假|休|\d))(\d{1,2})[日号](?:\(([^()]{0,40})\))?|(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\(([^()]{0,40})\))?/g
const UNTIL = /^[至到~—–―-]{1,3}$/
const AND = /^(?:[、和及与]|以及)$/

/** Days in a row, and what is said of them. */
type Group = { spans: Part['spans']; tail: string; text: string }
/** In whose paragraph a sentence stands, and the last day before it: 17日 is of the same month. */
type Where = { name: string; last: DaySaid | null }
type Reading = { line: number; at: Where; said: Said }

function readSentence(sentence: string, { line, at, said }: Reading): Part[] {
  const { head, groups } = groupsIn(sentence, at)
  const { name } = at
  if (groups.length === 0 || (name === '' && isDateAlone(sentence, groups))) return []
  if (!HEAD.test(head)) said.faults.push(halfRead(line, sentence))
  let isTarget = false
  return groups.flatMap((group): Part[] => {
    const meant = meantBy(group.tail, isTarget)
    isTarget = meant === 'moved'
    if (meant === null) {
      said.faults.push(halfRead(line, `${group.text}${group.tail}`))
      return []
    }
    if (meant === 'off' && name === '') said.faults.push({ line, ...say.noHoliday })
    const days = meant === 'off' ? countIn(group.tail) : null
    if (days !== null) said.counts.push({ line, name, days })
    return meant === 'beside' ? [] : [{ line, name, kind: meant, spans: group.spans }]
  })
}

// 索引号，成文日期：2006年12月14日: what stands above the notice on a page.
function isDateAlone(sentence: string, groups: readonly Group[]): boolean {
  const spans = groups.flatMap((group) => group.spans)
  return spans.every(({ from, to }) => from === to && from.year !== null) && !/放假|上班|休/.test(sentence)
}

function groupsIn(sentence: string, at: Where): { head: string; groups: Group[] } {
  const groups: Group[] = []
  let end = 0
  let head = ''
  for (const match of sentence.matchAll(DATE)) {
    const day = daySaid(match, at.last)
    // 8号 of a document's number.
    if (day === null) continue
    const between = sentence.slice(end, match.index)
    join(groups, { day, between })
    if (groups.length === 1 && groups[0]?.spans[0]?.from === day) head = between
    at.last = day
    end = match.index + match[0].length
  }
  const only = groups.at(-1)
  if (only !== undefined) only.tail = sentence.slice(end)
  return { head, groups }
}

function join(groups: Group[], { day, between }: { day: DaySaid; between: string }): void {
  const group = groups.at(-1)
  const span = group?.spans.at(-1)
  if (group !== undefined && span !== undefined && UNTIL.test(between) && span.to === span.from) {
    span.to = day
    group.text += between + day.text
  } else if (group !== undefined && isSameList(groups, between)) {
    group.spans.push({ from: day, to: day })
    group.text += between + day.text
  } else {
    if (group !== undefined) group.tail = between
    groups.push({ spans: [{ from: day, to: day }], tail: '', text: day.text })
  }
}

// 调至11日、12日，2日、3日上班: what is moved to ends at the comma.
function isSameList(groups: readonly Group[], between: string): boolean {
  return AND.test(between) || (between === ',' && !MOVED.test(groups.at(-2)?.tail ?? ''))
}

function daySaid(match: RegExpExecArray, last: DaySaid | null): DaySaid | null {
  const [text, year, month, day, beside, fullYear, fullMonth, fullDay, fullBeside] = match
  if (fullYear !== undefined) {
    const date = { year: Number(fullYear), month: Number(fullMonth), day: Number(fullDay) }
    return { ...date, weekday: weekdayIn(fullBeside), text }
  }
  const weekday = weekdayIn(beside)
  if (month === undefined) {
    return last && { year: last.year, month: last.month, day: Number(day), weekday, text }
  }
  return {
    year: year === undefined ? null : Number(year),
    month: Number(month),
    day: Number(day),
    weekday,
    text,
  }
}

function weekdayIn(beside: string | undefined): number | null {
  const [, said] = /(?:周|星期)([一二三四五六日天])/.exec(beside ?? '') ?? []
  return said === undefined ? null : weekdayOf(said)
}

const HEAD = /^(?:其中|即|将|把|从|自|于|为|是|和|并|放假|时间|日期|期间|[,:、])*$/
const OFF = /^,?(?:期间)?(?:连续|统一)?(?:放假|补休|调休|休息|休假|公休(?!日))/
const WORK = /^,?(?:照常|正常|补|均|都|分别|统一)*(?:上班|工作)/
const MOVED =
  /^(?:[两二三23]个)?(?:公休日|双休日|休息日)(?:及[^调]{1,6})?(?:分别)?(?:调|移)(?:整|换|休)?(?:至|到)$/
const BESIDE_TAIL = /^(?:为|是|系)?[^\d调]{0,12}(?:法定节?假日|公休日|照常公休|双休日)(?:,[将把]?)?$/
/** What may follow 放假 or 上班 and changes nothing. */
const KNOWN =
  /放假|调休|公休|补休|连休|休息|休假|上班|工作|照常|正常|不|补|均|都|分别|统一|连续|期间|与周末|和周末|共计?|其中|将|并|[,、()]|(?:\d{1,2}|[一二三四五六七八九十]{1,2})天/g

function meantBy(tail: string, isTarget: boolean): Part['kind'] | 'beside' | null {
  if (isTarget && /^,?(?:放假|补休|将|把)?$/.test(tail)) return 'target'
  if (MOVED.test(tail)) return 'moved'
  if (BESIDE_TAIL.test(tail)) return 'beside'
  if (tail.replace(KNOWN, '') !== '') return null
  if (OFF.test(tail)) return 'off'
  return WORK.test(tail) ? 'work' : null
}

function countIn(tail: string): number | null {
  const [, days] = /(\d{1,2}|[一二三四五六七八九十]{1,2})天/.exec(tail) ?? []
  return days === undefined ? null : numeral(days)
}

function halfRead(line: number, text: string): TableFault {
  return { line, ...say.halfRead(shortened(text, MOST_SHOWN)) }
}

const MOST_SHOWN = 40
