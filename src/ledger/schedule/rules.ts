import type { Step } from '../../../config/college/programmes.ts'
import { addWorkdays, type Calendar, isWorkday, previousWorkday, workdayFrom } from '../../time/calendar.ts'
import { isAfter, isBefore, later } from '../../time/order.ts'
import type { Definition } from '../types.ts'
import type { Period, Round, Where } from './types.ts'

/** The days over which a programme runs: as it says, else the year of its first dated step, and until its last. */
export function periodOf({ from, until, steps }: Definition, made: Temporal.PlainDate): Period {
  const dated = steps.flatMap(({ due }) => (due instanceof Temporal.PlainDate ? [due] : []))
  const [first = made] = dated.toSorted(Temporal.PlainDate.compare)
  const begins = from ?? first.with({ month: 1, day: 1 })
  return { from: begins, until: until ?? dated.reduce(later, begins.with({ month: 12, day: 31 })) }
}

/** Each time that a step is due within its programme; `officeEnd` is when the office of the row's secretary ends. */
export function roundsOf(
  step: Step,
  { period, where, officeEnd }: { period: Period; where: Where; officeEnd: Temporal.PlainDate | null },
): Round[] {
  const { due, every } = step
  if (every === 'term') return termRounds(step, period, where)
  if (every === 'year') return yearRounds(step, period, where)
  if (every !== undefined) return monthRounds(step, period, { where, months: MONTHS[every] })
  if (due === 'office-end')
    return officeEnd === null ? [] : [{ key: officeEnd.toString(), ...period, due: officeEnd }]
  return [{ key: '', ...period, due: due instanceof Temporal.PlainDate ? due : null }]
}

const MONTHS = { P1M: 1, P3M: 3, P6M: 6 } as const

function monthRounds(
  { due }: Step,
  period: Period,
  { where, months }: { where: Where; months: number },
): Round[] {
  const day = due instanceof Object && 'day' in due ? due.day : LAST_OF_MONTH
  const rounds: Round[] = []
  for (let from = period.from.with({ day: 1 }); !isAfter(from, period.until); from = from.add({ months })) {
    const until = from.add({ months }).subtract({ days: 1 })
    // The 31st of a shorter month is its last day.
    rounds.push(roundOf({ key: from.toString().slice(0, 7), from, until }, until.with({ day }), where))
  }
  return rounds.filter((round) => isWithinPeriod(round, period))
}

const LAST_OF_MONTH = 31
const FRIDAY = 4

function termRounds({ due }: Step, period: Period, where: Where): Round[] {
  return where.terms
    .map(({ id, week1Monday: from, weeks }) => {
      const week = due instanceof Object && 'week' in due ? Math.min(due.week, weeks) : weeks
      const span = { key: id, from, until: from.add({ weeks }).subtract({ days: 1 }) }
      return roundOf(span, from.add({ weeks: week - 1, days: FRIDAY }), where)
    })
    .filter((round) => isWithinPeriod(round, period))
}

function yearRounds({ due }: Step, period: Period, where: Where): Round[] {
  const on = Temporal.PlainMonthDay.from(due instanceof Object && 'on' in due ? due.on : '12-31')
  const years = Array.from(
    { length: period.until.year - period.from.year + 1 },
    (_, nth) => period.from.year + nth,
  )
  return years
    .map((year) => {
      const from = Temporal.PlainDate.from({ year, month: 1, day: 1 })
      return roundOf(
        { key: String(year), from, until: from.with({ month: 12, day: 31 }) },
        on.toPlainDate({ year }),
        where,
      )
    })
    .filter((round) => isWithinPeriod(round, period))
}

function isWithinPeriod({ due }: Round, { from, until }: Period): boolean {
  return due !== null && !isBefore(due, from) && !isAfter(due, until)
}

/** A day that comes again moves to the working day before it, unless that lies before its time. */
function roundOf(span: Omit<Round, 'due'>, named: Temporal.PlainDate, { calendar }: Where): Round {
  const before = isWorkday(calendar, named) ? named : previousWorkday(calendar, named)
  return { ...span, due: isBefore(before, span.from) ? workdayFrom(calendar, named) : before }
}

/** The day of a step that follows another, which was done on that day. */
export function dayAfter(
  rule: NonNullable<Step['after']>,
  done: Temporal.PlainDate,
  calendar: Calendar,
): Temporal.PlainDate {
  return 'workdays' in rule
    ? addWorkdays(calendar, done, rule.workdays)
    : workdayFrom(calendar, done.add({ days: rule.days }))
}

/**
 * On which working days a step is spoken of: so many days before it is due, on the working day before where that is a day
 * off; what is said after it, on the working day after. Several that fall on one day are one.
 */
export function reminderDays(
  { remind, due }: { remind: readonly number[]; due: Temporal.PlainDate },
  calendar: Calendar,
): Temporal.PlainDate[] {
  const days = remind.map((before) => {
    const named = due.subtract({ days: before })
    if (before < 0) return workdayFrom(calendar, named)
    return isWorkday(calendar, named) ? named : previousWorkday(calendar, named)
  })
  return days.filter((day, nth) => days.findIndex((other) => other.equals(day)) === nth)
}
