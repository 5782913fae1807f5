import type { Term } from '../calendar.ts'

/** From where a text is read: the wall clock of the college, and its terms. */
export type Seen = { now: Temporal.PlainDateTime; terms: readonly Term[] }

export type Period = 'dawn' | 'morning' | 'noon' | 'afternoon' | 'dusk' | 'evening'

/**
 * A day as it was said. `weeks` counts from this week: `near` is a bare 周三, `one` is 下个周三, which people use for the
 * next Wednesday as well as for next week's. `isTopic`: 12.9 right before words, which may be what is remembered.
 */
export type DaySaid =
  | { by: 'offset'; days: number }
  | { by: 'weekday'; weekday: number; weeks: number | 'near' | 'one' }
  | { by: 'teaching'; week: number; weekday: number }
  | {
      by: 'date'
      year: number | 'next' | 'last' | 'this' | null
      month: number
      day: number
      isTopic?: boolean
    }
  | { by: 'nth'; nth: number | 'last'; weekday: number; of: { month: number } | { months: number } }
  | { by: 'number'; months: number | null; day: number }

/** `exact`: written in 24 hours, `padded`: with a leading zero, `loose`: 三点 beside words, as in 三点意见. */
export type ClockSaid = { hour: number; minute: number; how: 'exact' | 'padded' | 'plain' | 'loose' }

/** A term as it is called, with the year in which its school year begins when that is said. */
export type TermSaid = { which: 'this' | 'next' | 'last' | 'autumn' | 'spring'; year: number | null }

/** What is said of the time without naming a day: 12月, 第13周, 下周, 2027年. It must not contradict the day. */
export type Limit =
  | { of: 'term'; term: TermSaid }
  | { of: 'month'; month: number }
  | { of: 'months'; months: number }
  | { of: 'year'; year: number }
  | { of: 'years'; years: number }
  | { of: 'teaching'; week: number }
  | { of: 'weeks'; weeks: number }

/** Why a text is no start: it is asked about, never guessed. (domain §4.4) */
export type Doubt =
  | 'noDay'
  | 'noClock'
  | 'hour'
  | 'contradiction'
  | 'twoDays'
  | 'twoTimes'
  | 'week'
  | 'far'
  | 'series'
  | 'deadline'
  | 'impossible'
  | 'unclear'

/**
 * What a piece of text means for the time. A `hinge` such as 或 or 不 counts only beside a time, a `weak` doubt such as 可能
 * there and alone; `wait` is 半小时后; what is `aside` speaks of something else, as 请周二前回复.
 */
export type Meaning =
  | { is: 'day'; said: DaySaid }
  | { is: 'period'; period: Period }
  | { is: 'clock'; said: ClockSaid }
  | { is: 'length'; minutes: number }
  | { is: 'before' }
  | { is: 'limit'; limit: Limit }
  | { is: 'hinge'; reach: 'ahead' | 'both' }
  | { is: 'wait'; minutes: number }
  | { is: 'aside' }
  | { is: 'doubt'; doubt: 'series' | 'unclear' | 'impossible' | 'twoDays' | 'twoTimes'; weak?: boolean }

/** A meaning and where it stands in the text, from `from` until before `to`. */
export type Token = Meaning & { from: number; to: number; text: string }

/**
 * How a piece of text is recognised. `after: 'time'`: only right behind a time. Null means: these are words, not a time.
 */
export type Pattern = {
  form: RegExp
  after?: 'time'
  read(said: string, groups: (string | undefined)[]): Meaning | Meaning[] | null
}

/** When a meeting begins, and how many minutes it lasts if the text says so; or a question. */
export type Found = { kind: 'start' | 'past'; start: Temporal.PlainDateTime; minutes: number | null } | Asking

/** A question. `day` and `time` are what is certain, `choices` the starts that may be meant, in order of time. */
export type Asking = {
  kind: 'ask'
  doubt: Doubt
  /** The words in question; empty when nothing in particular is. */
  said: string
  choices: Temporal.PlainDateTime[]
  day: Temporal.PlainDate | null
  time: Temporal.PlainTime | null
  minutes: number | null
}

/** What a text says about time; `rest` is what is left of it, in pieces. */
export type Reading = Found & { rest: string[] }
