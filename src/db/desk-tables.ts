import type { ColumnType, Generated } from 'kysely'

type Instant = Temporal.Instant

/** The tables of the desk. */
export interface DeskTables {
  desk_pauses: Pauses
  desk_previews: Previews
  desk_failures: Failures
  /** How much a person has said within a minute, by when it was said. */
  desk_talks: { member_id: string; since: Instant; said: number }
  desk_questions: Questions
}

/** While it has no end, the messages of its scope are held. */
interface Pauses {
  /** Of the message that asked for it. */
  id: string
  /** A branch's id, or `college`. */
  scope: string
  begun_at: Instant
  begun_by: string
  ended_at: Instant | null
  ended_by: string | null
  /** What went out, and what had lapsed, when it ended. Written as text, read as whatever it holds. */
  released: ColumnType<unknown, string | null, string | null>
}

/** What came to nothing, until an administrator ticks it off. */
interface Failures {
  id: Generated<string>
  number: string
  kind: string
  /** The event or the message. */
  ref: string
  member_id: string | null
  error: string
  at: Instant
  settled_at: Instant | null
}

/** What somebody wants to know of the days ahead; while it has no end, it is still to be worked out. */
interface Previews {
  /** Of the message that asked for it. */
  id: string
  member_id: string
  days: number
  asked_at: Instant
  attempts: Generated<number>
  /** Real time before which nobody works it out: spares double enqueues. */
  look_at: Generated<Instant>
  ended_at: Instant | null
  /** Null when it came to nothing. Written as text, read as whatever it holds. */
  plan: ColumnType<unknown, string | null, string | null>
}

/** What somebody wrote that may mean two things. */
interface Questions {
  /** Of the message in which. */
  id: string
  member_id: string
  chat: string
  /** Empty once it is settled what was meant. */
  said: string
  /** The reports that it may be. */
  requests: string[]
  may_call: boolean
  /** A report, `call`, or `nothing`; null while it is asked. */
  taken_as: string | null
  asked_at: Instant
}
