import { type Term, termFor } from '../../time/calendar.ts'
import { isAfter } from '../../time/order.ts'
import type { Days, Scope } from '../types.ts'

/** What a time is read against. */
export type Seen = { terms: readonly Term[]; today: Temporal.PlainDate }

/** A time that was read: what it may mean, one thing when it is sure; and how many characters it took. */
export type Period = { meant: Days[]; length: number }

type Groups = Readonly<Record<string, string | undefined>>
type Form = { form: RegExp; read: (said: Groups, seen: Seen) => Days[] }

const MONTH = '(?<m>1[0-2]|0?[1-9])'
const TO = '(?:\\.\\.+|—+|–|~|至|到|-)'

/** Every way in which people name a time; the longest one counts. */
const FORMS: readonly Form[] = [
  { form: /[本这](?:一|个)?(?:周|星期)/y, read: (_, { today }) => [week(today, 0)] },
  { form: /上(?:一|个)?(?:周|星期)/y, read: (_, { today }) => [week(today, -1)] },
  { form: /下(?:一|个)?(?:周|星期)/y, read: (_, { today }) => [week(today, 1)] },
  { form: /(?:本|这个|当)月/y, read: (_, { today }) => [months(today, 0)] },
  { form: /上个?月/y, read: (_, { today }) => [months(today, -1)] },
  { form: /下个?月/y, read: (_, { today }) => [months(today, 1)] },
  { form: /(?:本|这个?)季度?/y, read: (_, { today }) => [quarter(today, 0)] },
  { form: /上个?季度?/y, read: (_, { today }) => [quarter(today, -1)] },
  { form: /第?(?<q>[一二三四1-4])季度/y, read: ({ q = '' }, { today }) => quarterNamed(q, today) },
  { form: /(?:本|这个?)学期/y, read: (_, seen) => termOf(seen) },
  { form: /上个?学期/y, read: (_, seen) => termBefore(seen) },
  { form: /(?:本年|今年)度?/y, read: (_, { today }) => [year(today.year)] },
  { form: /(?:去年|上年)度?/y, read: (_, { today }) => [year(today.year - 1)] },
  { form: /第(?<n>\d{1,2})周/y, read: ({ n }, seen) => weekNamed(Number(n), seen) },
  { form: /(?<y>20\d\d)年?/y, read: ({ y }) => [year(Number(y))] },
  {
    form: new RegExp(`(?<y>20\\d\\d)[-年./]${MONTH}月?`, 'y'),
    read: ({ y, m }) => [monthsFrom(Number(y), Number(m), 1)],
  },
  {
    form: new RegExp(
      `(?<y>20\\d\\d)[-年./]${MONTH}月?${TO}(?:(?<y2>20\\d\\d)[-年./])?(?<m2>1[0-2]|0?[1-9])月?`,
      'y',
    ),
    read: ({ y, m, y2, m2 }) =>
      between({ y: Number(y), m: Number(m) }, { y: Number(y2 ?? y), m: Number(m2) }),
  },
  {
    form: new RegExp(`${MONTH}月份?`, 'y'),
    read: ({ m }, { today }) => ofSomeYear(Number(m), Number(m), today),
  },
  {
    form: new RegExp(`${MONTH}月?${TO}(?<m2>1[0-2]|0?[1-9])月`, 'y'),
    read: ({ m, m2 }, { today }) => ofSomeYear(Number(m), Number(m2), today),
  },
  { form: /(?<a>20\d\d-\d\d-\d\d)/y, read: ({ a = '' }) => daysFrom(a, a) },
  {
    form: new RegExp(`(?<a>20\\d\\d-\\d\\d-\\d\\d)${TO}(?<b>20\\d\\d-\\d\\d-\\d\\d)`, 'y'),
    read: ({ a = '', b = '' }) => daysFrom(a, b),
  },
]

/** The time that stands at a place of a text; null when none does. What names no day that exists may mean nothing. */
export function periodAt(text: string, at: number, seen: Seen): Period | null {
  const found = FORMS.flatMap(({ form, read }) => {
    form.lastIndex = at
    const match = form.exec(text)
    return match === null ? [] : [{ read, match }]
  }).toSorted((a, b) => b.match[0].length - a.match[0].length)
  const named = termNamed(text.slice(at), seen)
  const [best] = found
  if (named !== null && named.length > (best?.match[0].length ?? 0)) return named
  if (best === undefined) return null
  return { meant: best.read(best.match.groups ?? {}, seen), length: best.match[0].length }
}

/** What goes without saying: for oneself the term, otherwise the month. */
export function usualDays({ kind }: Scope, seen: Seen): Days[] {
  if (kind !== 'person') return [months(seen.today, 0)]
  const term = termOf(seen)
  return term.length === 1 ? term : [year(seen.today.year)]
}

/** The term that runs; between two terms the last eight weeks, this one included. */
export function termOrWeeks(seen: Seen): Days {
  const [term, another] = termOf(seen)
  if (term !== undefined && another === undefined) return term
  return { from: week(seen.today, -7).from, to: week(seen.today, 0).to }
}

/** Whether two days are further apart than twelve months. */
export function isTooLong({ from, to }: Days): boolean {
  return isAfter(to, from.add({ months: MOST_MONTHS }))
}

/** The first and the last twelve months of a stretch that is too long. */
export function partsOf({ from, to }: Days): Days[] {
  return [
    { from, to: from.add({ months: MOST_MONTHS }) },
    { from: to.subtract({ months: MOST_MONTHS }), to },
  ]
}

/** Figures of more than a year say little, and hold up everybody else while they are counted. */
const MOST_MONTHS = 12

function week(today: Temporal.PlainDate, by: number): Days {
  return span(today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks: by }), { weeks: 1 })
}

function months(today: Temporal.PlainDate, by: number): Days {
  return span(today.with({ day: 1 }).add({ months: by }), { months: 1 })
}

function quarter(today: Temporal.PlainDate, by: number): Days {
  const first = today.with({ month: Math.floor((today.month - 1) / 3) * 3 + 1, day: 1 })
  return span(first.add({ months: by * 3 }), { months: 3 })
}

/** One of this year's that has begun; else it may be last year's as well. */
function quarterNamed(said: string, today: Temporal.PlainDate): Days[] {
  const nth = '一二三四'.includes(said) ? '一二三四'.indexOf(said) : Number(said) - 1
  return ofSomeYear(nth * 3 + 1, nth * 3 + 3, today)
}

function year(of: number): Days {
  return monthsFrom(of, 1, 12)
}

function monthsFrom(of: number, month: number, count: number): Days {
  return span(Temporal.PlainDate.from({ year: of, month, day: 1 }), { months: count })
}

type Month = { y: number; m: number }

/** From one month to another; the wrong way round it may be either order, or reach into the next year. */
function between(from: Month, to: Month): Days[] {
  const count = (to.y - from.y) * 12 + to.m - from.m + 1
  if (count > 0) return [monthsFrom(from.y, from.m, count)]
  const turned = monthsFrom(to.y, to.m, 2 - count)
  return from.y === to.y ? [turned, monthsFrom(from.y, from.m, count + 12)] : [turned, turned]
}

/** Months without a year: this year's, and last year's too when these have not begun. */
function ofSomeYear(m: number, m2: number, today: Temporal.PlainDate): Days[] {
  const own = between({ y: today.year, m }, { y: today.year, m: m2 })
  if (own.length > 1 || m <= today.month) return own
  return [...between({ y: today.year - 1, m }, { y: today.year - 1, m: m2 }), ...own]
}

/** The wrong way round it means one thing, but is asked: it stands there twice. */
function daysFrom(a: string, b: string): Days[] {
  try {
    const [from, last] = [Temporal.PlainDate.from(a), Temporal.PlainDate.from(b)]
    const turned = { from: last, to: from.add({ days: 1 }) }
    return isAfter(from, last) ? [turned, turned] : [{ from, to: last.add({ days: 1 }) }]
  } catch {
    return [] // no such day
  }
}

/** The term that runs; between two terms both are possible. */
function termOf(seen: Seen): Days[] {
  const next = termFor(seen.terms, seen.today)
  const isRunning = next !== null && !isAfter(next.week1Monday, seen.today)
  return isRunning ? [daysOf(next)] : [...termBefore(seen), ...(next === null ? [] : [daysOf(next)])]
}

function termBefore({ terms, today }: Seen): Days[] {
  const over = terms
    .filter((term) => !isAfter(daysOf(term).to, today))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.week1Monday, b.week1Monday))
  const last = over.at(-1)
  return last === undefined ? [] : [daysOf(last)]
}

function weekNamed(n: number, seen: Seen): Days[] {
  return termOf(seen)
    .map(({ from, to }) => ({ week: span(from.add({ weeks: n - 1 }), { weeks: 1 }), to }))
    .flatMap(({ week, to }) => (n > 0 && !isAfter(week.to, to) ? [week] : []))
}

function termNamed(text: string, { terms }: Seen): Period | null {
  const names = terms.flatMap((term) => [term.id, term.name].map((name) => ({ name, term })))
  const [best] = names
    .filter(({ name }) => text.startsWith(name.toLowerCase()))
    .toSorted((a, b) => b.name.length - a.name.length)
  return best === undefined ? null : { meant: [daysOf(best.term)], length: best.name.length }
}

function daysOf({ week1Monday, weeks }: Term): Days {
  return span(week1Monday, { weeks })
}

function span(from: Temporal.PlainDate, length: Temporal.DurationLike): Days {
  return { from, to: from.add(length) }
}
