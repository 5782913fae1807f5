import { type Dayed, dayMeant, isCalled, isWithin, termsCalled } from './days.ts'
import type { At } from './clocks.ts'
import type { Gathered } from './gather.ts'
import type { DaySaid, Seen } from './types.ts'

/** From where a day is read: 第二学期第18周 is counted in that term, and in none when it is not known. */
export function inTermsOf({ limits }: Gathered, seen: Seen): Seen {
  const named = limits.flatMap(({ limit, isTopic }) => (limit.of === 'term' && !isTopic ? [limit.term] : []))
  const terms = named.reduce<Seen['terms']>(
    (known, term) => termsCalled(term, { ...seen, terms: known }),
    seen.terms,
  )
  return { ...seen, terms }
}

/** The more definite way to say a day stands first: the others must agree with it. */
const DEFINITE = ['date', 'teaching', 'nth', 'offset', 'weekday', 'number'] as const

/** The day that everything said of it agrees on. */
export function agreedDay({ days }: Gathered, seen: Seen, at: At | null): Dayed {
  const said = days.map((token) => token.said).toSorted((one, other) => rank(one) - rank(other))
  const [main, ...others] = said
  if (main === undefined) return { ok: false, doubt: 'noDay', choices: [] }
  const dayed = dayMeant(main, seen, at)
  // 周三下午3点 12.9长跑: what is remembered on a day is not always held on it.
  const isCalledHere = (day: Temporal.PlainDate, other: DaySaid) =>
    isTopic(main)
      ? daysOf(dayMeant(other, seen, at)).some((one) => one.equals(day))
      : isCalled(day, other, seen)
  if (!dayed.ok || others.every((other) => isCalledHere(dayed.day, other))) return dayed
  const choices = [
    dayed.day,
    ...others.flatMap((other) => daysOf(besides(other, { day: dayed.day, seen, at }))),
  ]
  const hasWeekday = said.some(({ by }) => by === 'weekday' || by === 'teaching')
  const isOfOneKind = said.every(({ by }) => by === 'weekday') || !hasWeekday
  return { ok: false, doubt: isOfOneKind ? 'twoDays' : 'contradiction', choices }
}

function isTopic(said: DaySaid): boolean {
  return said.by === 'date' && said.isTopic === true
}

function rank(said: DaySaid): number {
  return DEFINITE.indexOf(said.by) + (said.by === 'weekday' && said.weeks === 'near' ? DEFINITE.length : 0)
}

// 12月2日（周五）: the Friday of that week may be meant.
function besides(
  said: DaySaid,
  { day, seen, at }: { day: Temporal.PlainDate; seen: Seen; at: At | null },
): Dayed {
  if (said.by !== 'weekday' || said.weeks !== 'near') return dayMeant(said, seen, at)
  return { ok: true, day: day.add({ days: said.weekday - day.dayOfWeek }) }
}

/** The days that may be meant. */
export function daysOf(dayed: Dayed): Temporal.PlainDate[] {
  return dayed.ok ? [dayed.day] : dayed.choices
}

/** What else is said of the day and contradicts it, as 下周 beside a day of this week; null when nothing is. */
export function limitBroken({ limits }: Gathered, seen: Seen, day: Temporal.PlainDate): string | null {
  return limits.find((one) => !isOfTopic(one, day) && !isWithin(day, one.limit, seen))?.text ?? null
}

// 10月支委会（补开）: what is held late is called by its month.
function isOfTopic({ limit, isTopic }: Gathered['limits'][number], day: Temporal.PlainDate): boolean {
  if (!isTopic || (limit.of !== 'month' && limit.of !== 'term')) return false
  const monthsAgo = limit.of === 'month' ? (day.month - limit.month + 12) % 12 : 0
  return limit.of === 'term' || (monthsAgo > 0 && monthsAgo <= MOST_LATE)
}

const MOST_LATE = 3
