/** The one day that a sentence names, and the sentence without it. */
export type DayNamed = { day: Temporal.PlainDate; rest: string }

const WEEKDAYS = '一二三四五六日'
const DATE = String.raw`(?:(\d{4})\s*[-/年]\s*)?(\d{1,2})\s*[-/月]\s*(\d{1,2})\s*[日号]?`
/** Not the end of 下下周五, 上周五, 每周五, 第12周周五 or 一周五次, nor the beginning of 下周一起. */
const WEEKDAY = String.raw`(?<![下上每隔周第\d一二三四五六七八九十个]\s*)(本|这|下)?(?:周|星期)([一二三四五六日天])(?!起)`
const NEAR = ['今天', '明天', '后天']
/** Not the end of 大后天, nor part of 以后天天. */
const NEARBY = `(?<![大以然之最])(${NEAR.join('|')})(?!天)`
const NAMED = new RegExp(String.raw`${DATE}(?:\s*\(${WEEKDAY}\))?|${WEEKDAY}|${NEARBY}`, 'g')
const BEFORE = /^\s*(?:之前|以前|前)\s*/

/**
 * Reads the day by which something is due, such as 「12月4日前」 or 「下周五前」, seen from `on`. Null when no day is named, or
 * several, or none that exists, or one whose weekday contradicts it: better none than a wrong one. (domain §4.4)
 */
export function readDay(text: string, on: Temporal.PlainDate): DayNamed | null {
  const plain = text.normalize('NFKC')
  const [found, another] = plain.matchAll(NAMED)
  if (found === undefined || another !== undefined) return null
  const day = dayOf(found, on)
  if (day === null) return null
  const after = plain.slice(found.index + found[0].length).replace(BEFORE, '')
  return { day, rest: `${plain.slice(0, found.index)}${after}`.trim() }
}

function dayOf(found: RegExpExecArray, on: Temporal.PlainDate): Temporal.PlainDate | null {
  const [, year, month, dayOfMonth, , said, which, weekday, near] = found
  if (near !== undefined) return on.add({ days: NEAR.indexOf(near) })
  if (weekday !== undefined) return weekdayFrom(on, WEEKDAYS.indexOf(weekday.replace('天', '日')), which)
  const day = dateFrom(on, { year, month: Number(month), day: Number(dayOfMonth) })
  const contradicts = said !== undefined && day?.dayOfWeek !== WEEKDAYS.indexOf(said.replace('天', '日')) + 1
  return contradicts ? null : day
}

/** Weeks run from Monday to Sunday; a bare weekday is this week's if it is not over, else the next one's. */
function weekdayFrom(on: Temporal.PlainDate, index: number, which: string | undefined): Temporal.PlainDate {
  const ofThisWeek = on.add({ days: index + 1 - on.dayOfWeek })
  const isOver = Temporal.PlainDate.compare(ofThisWeek, on) < 0
  return which === '下' || (which === undefined && isOver) ? ofThisWeek.add({ days: 7 }) : ofThisWeek
}

/** Without a year the nearest one ahead; more than half a year ahead is somebody's slip. */
function dateFrom(
  on: Temporal.PlainDate,
  { year, month, day }: { year: string | undefined; month: number; day: number },
): Temporal.PlainDate | null {
  const named = dateIn(Number(year ?? on.year), month, day)
  if (named === null || year !== undefined || Temporal.PlainDate.compare(on, named) <= 0) return named
  const next = dateIn(on.year + 1, month, day)
  const isNear = next !== null && Temporal.PlainDate.compare(next, on.add({ months: 6 })) <= 0
  return isNear ? next : named
}

function dateIn(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    // Right in form, but no such day: the caller asks.
    return null
  }
}
