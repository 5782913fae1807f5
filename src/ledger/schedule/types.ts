import type { Calendar, Term } from '../../time/calendar.ts'

/** Where days are worked out. */
export type Where = { terms: readonly Term[]; calendar: Calendar }

/** One time that a step is due; `due` is null where it follows from something that is not known yet. */
export type Round = {
  key: string
  from: Temporal.PlainDate
  until: Temporal.PlainDate
  due: Temporal.PlainDate | null
}

export type Period = { from: Temporal.PlainDate; until: Temporal.PlainDate }
