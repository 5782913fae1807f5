import type { Logger } from 'pino'
import type { Settings } from '../config/college.ts'
import type { Db } from './db/tables.ts'
import type { Calendar } from './time/calendar.ts'

export type Log = Logger

/** What the bot counts about itself while it works. */
export type Metrics = {
  /** An alarm took effect so many milliseconds of wall time after it was due. */
  alarmCommitted(lateMs: number): void
  /** A letter was handed over so many milliseconds of wall time after it was due. */
  letterSent(lateMs: number): void
  /** Something came twice, or was handed over again, and had no second effect. */
  repeatAvoided(what: 'click' | 'message' | 'letter'): void
}

/** What every use case is given; nothing else in the bot reads a clock, the settings or the log. */
export type Ctx = {
  readonly db: Db
  /** What the college may change; replaced as a whole when `college.yaml` was changed. */
  readonly settings: Settings
  /** Holidays and make-up workdays, and the years they are known for. */
  readonly calendar: Calendar
  /** Wall time, adjustable in demo and tests: for dues, dates and lifetimes. */
  now(): Temporal.Instant
  /** Real monotonic milliseconds: for rates, timeouts and the three seconds of a click. */
  elapsed(): number
  /** What people may not foresee and a test may repeat: evenly spread from 0 up to 1. Nothing else in a feature throws dice. */
  random(): number
  /** Where people’s browsers reach the pages; null: there are none, and no link to one is shown. */
  readonly publicUrl: string | null
  /** The folder for what is kept beside the database; `files` knows what lies there. */
  readonly dataPath: string
  readonly log: Log
  readonly metrics: Metrics
  /** Says that rows were written which may be due: this process polls at once. */
  wake(): void
}
