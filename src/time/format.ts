import { type Term, teachingWeek } from './calendar.ts'

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const

/** A day, with or without a time and a zone. */
type Dated = Temporal.PlainDate | Temporal.PlainDateTime | Temporal.ZonedDateTime
/** A day and a time of it. */
type Timed = Temporal.PlainDateTime | Temporal.ZonedDateTime

/** 「周三」 */
export function dayName(day: Dated): string {
  return weekdayName(day.dayOfWeek)
}

/** 「周三」 for 3: Monday is 1. */
export function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? ''
}

/** 「12月2日」 */
export function shortDay(day: Dated): string {
  return `${day.month}月${day.day}日`
}

/** 「12月2日（周三，第13周）」, outside every term 「12月2日（周三）」. */
export function fullDay(at: Timed, terms: readonly Term[]): string {
  const week = teachingWeek(terms, at.toPlainDate())
  return `${shortDay(at)}（${dayName(at)}${week === null ? '' : `，第${week}周`}）`
}

/** 「14:00」 */
export function clock(at: Timed | Temporal.PlainTime): string {
  return `${two(at.hour)}:${two(at.minute)}`
}

/** 「12月2日（周三，第13周）14:00」, with its year when that is not this one. */
export function moment(at: Timed, { terms, now }: { terms: readonly Term[]; now: Timed }): string {
  return `${at.year === now.year ? '' : `${at.year}年`}${fullDay(at, terms)}${clock(at)}`
}

const WEEKS: Readonly<Record<number, string>> = { 0: '本', 1: '下' }

/** 「下周三 12月2日 14:00」, as people speak of it that day. */
export function nearMoment(at: Temporal.PlainDateTime, now: Temporal.PlainDateTime): string {
  const monday = now.toPlainDate().subtract({ days: now.dayOfWeek - 1 })
  const weeks = Math.floor(monday.until(at.toPlainDate(), { largestUnit: 'days' }).days / 7)
  const year = at.year === now.year ? '' : `${at.year}年`
  return `${WEEKS[weeks] ?? ''}${dayName(at)} ${year}${shortDay(at)} ${clock(at)}`
}

/** 「12月2日（周三，第13周）14:00–15:30」; both days are named when midnight lies between. */
export function span(
  start: Temporal.ZonedDateTime,
  end: Temporal.ZonedDateTime,
  terms: readonly Term[],
): string {
  const sameDay = start.toPlainDate().equals(end.toPlainDate())
  return `${fullDay(start, terms)}${clock(start)}–${sameDay ? '' : shortDay(end)}${clock(end)}`
}

/** 「12月1日17:00」 */
export function deadline(at: Temporal.ZonedDateTime): string {
  return `${shortDay(at)}${clock(at)}`
}

/** 「3天」, 「4小时」, 「1小时30分钟」; the sign is not told. */
export function lengthOf(duration: Temporal.Duration): string {
  const { days, hours, minutes, seconds } = duration.abs()
  const parts: [number, string][] = [
    [days, '天'],
    [hours, '小时'],
    [minutes, '分钟'],
    [seconds, '秒'],
  ]
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join('')
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
