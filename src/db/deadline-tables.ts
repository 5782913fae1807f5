import type { Generated } from 'kysely'

type Instant = Temporal.Instant
/** A calendar date as `yyyy-mm-dd`. */
type DateText = string

/** What is asked, explained and answered about a deadline. */
export interface DeadlineTables {
  reports_extensions: ReportExtensions
  reports_explanations: ReportExplanations
}

/** Applications to put a deadline off. */
interface ReportExtensions {
  request_id: string
  asked_by: string
  asked_at: Instant
  until_on: DateText
  why: string
  state: Generated<string>
  decided_by: string | null
  decided_at: Instant | null
}

/** What is explained about something overdue, and its answer. */
interface ReportExplanations {
  request_id: string
  n: number
  by_id: string
  at: Instant
  said: string
  outcome: Generated<string | null>
  answered_by: Generated<string | null>
  answered_at: Generated<Instant | null>
  answer: Generated<string>
}
