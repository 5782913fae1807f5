import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { instantOf, today } from '../../time/dates.ts'
import { reasonsFrom } from './rules.ts'
import * as store from './store.ts'

/** So many meetings lose their lists at once: some thousand rows at the most. */
const MEETINGS = 5

/** The first day of which attendance is kept by name. */
export function keptFrom(ctx: Ctx): Temporal.PlainDate {
  return today(ctx).subtract(ctx.settings.retention.attendance)
}

/** Deletes a part of what has expired, `most` rows a statement; returns whether more may be left. */
export async function expireAttendance(ctx: Ctx, tx: Tx, most: number): Promise<boolean> {
  const { terms, timezone, retention } = ctx.settings
  const day = reasonsFrom(terms, { today: today(ctx), keep: retention.leaveReasons })
  const reasons = { before: instantOf(day, timezone), most }
  const minutes = { before: instantOf(today(ctx).subtract(retention.minutes), timezone), most }
  const deleted = [
    ...(await store.deleteCodes(tx, most)),
    ...(await store.deleteReasons(tx, reasons)),
    await store.emptyCorrections(tx, reasons),
    await store.deleteExemptions(tx, { ...reasons, day }),
    ...(await store.deleteMinutes(tx, minutes)),
  ]
  const before = instantOf(keptFrom(ctx), timezone)
  const meetings = await store.listedBefore(tx, { before, most: MEETINGS })
  if (meetings.length > 0) {
    await store.keepCounts(tx, meetings)
    await store.deleteByName(tx, meetings)
  }
  return meetings.length === MEETINGS || deleted.includes(most)
}
