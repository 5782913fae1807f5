import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { AlarmId } from '../ids.ts'

/** What can come due. Each kind belongs to the feature that its name begins with. */
export type AlarmKind =
  | 'meetings.notice'
  | 'attendance.ask'
  | 'attendance.confirm'
  | 'attendance.open'
  | 'attendance.close'
  | 'reports.ask'
  | 'reports.chase'
  | 'reports.escalate'
  | 'reports.task'
  | 'reports.recount'
  | 'inspections.visit'
  | 'inspections.answer'
  | 'inspections.lapse'
  | 'exports.lapse'
  | 'collections.remind'
  | 'collections.due'
  | 'collections.week'
  | 'ledger.begun'
  | 'desk.expire'

/** How an alarm ends: its effect took place, or the world had moved on. */
export type AlarmEnd = 'done' | 'obsolete'

export type Alarm = {
  id: AlarmId
  key: string
  kind: AlarmKind
  ref: string
  dueAt: Temporal.Instant
  /** What it writes is of no use after this either. */
  uselessAfter: Temporal.Instant | null
}

/** What a feature does when its alarm is due: in the transaction that ends the alarm, so that both happen or neither. */
export type AlarmHandler = (ctx: Ctx, tx: Tx, alarm: Alarm) => Promise<AlarmEnd>

/** The bot's handlers; a kind without one does not compile. */
export type AlarmKinds = { [K in AlarmKind]: AlarmHandler }

export type NewAlarm = {
  /** Unique for ever: the same key set twice is one alarm. */
  key: string
  kind: AlarmKind
  ref: string
  dueAt: Temporal.Instant
  uselessAfter?: Temporal.Instant
}
