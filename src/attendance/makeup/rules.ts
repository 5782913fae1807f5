import { dateOf, instantOf } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { allowedBy, type Quiet } from '../../time/silent.ts'
import type { MakeupState, Material, Missed } from './types.ts'

/** The last day of a make-up that is asked for on a day. (domain §2.5) */
export function dueOn(day: Temporal.PlainDate, days: number): Temporal.PlainDate {
  return day.add({ days })
}

const REMINDED_AT = Temporal.PlainTime.from('09:00')

/** When its one reminder comes: the day before the last, or the last working day before that; null when that has passed. */
export function remindedAt(
  dueOn: Temporal.PlainDate,
  { now, quiet }: { now: Temporal.Instant; quiet: Quiet },
): Temporal.Instant | null {
  const before = dueOn.subtract({ days: 1 }).toPlainDateTime(REMINDED_AT)
  const at = allowedBy(instantOf(before, quiet.zone), quiet)
  return isAfter(at, now) ? at : null
}

/** How the make-up of somebody who missed the meeting stands on a day. */
export function stateOf(
  { dueOn, madeAt }: Pick<Missed, 'dueOn' | 'madeAt'>,
  { today, zone }: { today: Temporal.PlainDate; zone: string },
): MakeupState {
  if (dueOn === null) return 'unasked'
  if (madeAt !== null) return isAfter(dateOf(madeAt, zone), dueOn) ? 'madeLate' : 'made'
  return isAfter(today, dueOn) ? 'overdue' : 'open'
}

/** Whether it still waits for the person. */
export function isOpen(state: MakeupState): boolean {
  return state === 'open' || state === 'overdue'
}

/** Whether the person counts as having made up 补学. */
export function isMade(state: MakeupState): boolean {
  return state === 'made' || state === 'madeLate'
}

/** The words of which people learn: what was given, else the record; null where there are none. */
export function wordsOf({ given, record }: Material): string | null {
  return given ?? record
}
