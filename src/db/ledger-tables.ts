import type { ColumnType, Generated } from 'kysely'

type Instant = Temporal.Instant
/** Written as text, read as whatever it holds: the store parses it. */
type Json = ColumnType<unknown, string, string>
/** A calendar date as `yyyy-mm-dd`. */
type DateText = string

/** The tables of the ledger 台账. */
export interface LedgerTables {
  ledger_programmes: Programmes
  ledger_rows: Rows
  ledger_cells: Cells
  /** A cell with its state, which follows from what was ticked, waived and handed in. */
  ledger_states: Cells & {
    state: string
    /** Until when what it needs may be handed in. */
    asked_until: Instant | null
    handed_at: Instant | null
    done_at: Instant | null
  }
  /** What was done to a cell; never changed. */
  ledger_history: {
    id: Generated<string>
    cell_id: string
    at: Instant
    by_id: string
    what: string
    reason: string | null
  }
  /** At which share of its time, in per cent, a programme was behind, and on which day that was noted. */
  ledger_behind: { programme_id: string; mark: number; noted_on: DateText }
  /** Programmes that people want as files. */
  ledger_exports: {
    id: Generated<string>
    programme_id: string
    member_id: string
    asked_at: Instant
    attempts: Generated<number>
    /** Real time before which nobody looks at it again. */
    look_at: Generated<Instant>
    ended: string | null
    ended_at: Instant | null
  }
  ledger_draws: Draws
  pub_ledger: PubLedger
  ledger_drafts: Drafts
}

/** Programmes that are being made in the chat, one row for each card. */
interface Drafts {
  id: Generated<number>
  /** The event that began it, unique: repeated, it begins no second one. */
  key: string
  by_id: string
  /** How far it has come. */
  stage: Json
  at: Instant
  /** Not before this moment in real time a workbook is read. */
  look_at: Generated<Instant>
  /** How often reading it failed. */
  attempts: Generated<number>
}

/** A draw of the order of a programme's rows. */
interface Draws {
  programme_id: string
  /** Which draw of the programme it is, from 1. */
  n: number
  seed: number
  /** Why it was drawn again; null for the first. */
  reason: string | null
  begun_by: string
  begun_at: Instant
  /** The rows in their order; null until somebody confirmed it. */
  row_ids: Json | null
  confirmed_by: string | null
  confirmed_at: Instant | null
}

interface Programmes {
  id: string
  title: string
  /** The definition in the words of `programmes` in college.yaml, as it is in force. */
  definition: Json
  /** Counts the changes of the definition. */
  version: Generated<number>
  /** Whether its line is gone from the file while something was handed in: an administrator decides. */
  dropped: Generated<boolean>
  /** What rows and cells were last worked out from, as a hash. */
  synced: Generated<string>
  made_by: string | null
  made_at: Instant
  closed_at: Instant | null
}

interface Rows {
  programme_id: string
  id: string
  title: string | null
  branch_id: string | null
  member_id: string | null
  joint: Json
  attributes: Json
  place: number
  /** Before this day nothing is asked of it; null: from the beginning. */
  since: DateText | null
  /** Whether a branch put it forward. */
  nominated: Generated<boolean>
  /** Its number in the order that was drawn; null: it was not in the draw. */
  drawn: number | null
  gone: Generated<boolean>
}

interface Cells {
  id: string
  programme_id: string
  row_id: string
  branch_id: string | null
  step_id: string
  /** Which time of a step that comes again; empty for one that is done once. */
  round: string
  place: number
  /** The days that it is about. */
  from_on: DateText
  until_on: DateText
  /** Null: not known before the step that it follows is done. */
  due_on: DateText | null
  /** Whether its day was set by hand: a file or the calendar moves it no more. */
  due_set: Generated<boolean>
  /** The cell that must be done first. */
  after_id: string | null
  needs: string
  by_whom: string
  request_id: string | null
  ticked_at: Instant | null
  waived_at: Instant | null
  gone: Generated<boolean>
}

/** A step of a row, without names and texts; the days as `yyyy-mm-dd`. */
interface PubLedger {
  id: string
  programme_id: string
  branch_id: string | null
  step_id: string
  due_on: DateText | null
  state: string
  handed_at: Instant | null
  done_at: Instant | null
}
