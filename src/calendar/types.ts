import type { MemberId } from '../ids.ts'
import type { HolidayTable } from '../time/calendar.ts'

/** One line of a year's table 放假安排: days off, or a weekend day on which people work. The words are in README.md. */
export type Entry = {
  /** Where it is written, from 1. */
  line: number
  kind: 'off' | 'work'
  from: Temporal.PlainDate
  /** The last day, `from` itself included. */
  to: Temporal.PlainDate
  /** Of the holiday; empty for a make-up workday. */
  name: string
}

/** What is wrong in a table, where (null: in the table as a whole), and what to do about it. */
export type TableFault = { line: number | null; what: string; cure: string }

/** What was written, as far as it can be read, and what cannot. */
export type Entries = { entries: Entry[]; faults: TableFault[] }

/** What was written, or everything that is wrong with it. */
export type Reading =
  | { ok: true; table: HolidayTable; entries: Entry[] }
  | { ok: false; faults: TableFault[] }

/** Days whose meaning a table changes, in order of date. */
export type Changes = { toOff: Temporal.PlainDate[]; toWork: Temporal.PlainDate[] }

/** A table that an administrator pasted in the chat; its id is that of the message. */
export type Draft = { id: string; by: MemberId; text: string; state: 'open' | 'kept' | 'dropped' }

/** What a table would do, as it is shown before it is confirmed and told afterwards. */
export type Preview = {
  year: number
  entries: readonly Entry[]
  changes: Changes
  /** Weekdays off less weekend days worked: as many as the law grants. */
  balance: number
}

/** Why an act is refused. */
export type Refusal = 'mayNot' | 'already' | 'faulty'
