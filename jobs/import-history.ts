import type { PastOfCollege } from '../config/history.ts'
import * as attendance from '../src/attendance/service.ts'
import type { Ctx } from '../src/ctx.ts'
import { transact } from '../src/db/transact.ts'
import { tickFound } from '../src/ledger/service.ts'
import * as meetings from '../src/meetings/service.ts'
import * as reports from '../src/reports/service.ts'

/**
 * Books the past through the services: no alarms before this moment, and no letters but the
 * request for a report that is still to come, so that it can be answered. What is known already stays.
 */
export async function importHistory(ctx: Ctx, past: PastOfCollege): Promise<number> {
  return transact(ctx, async (tx) => {
    let booked = 0
    if (past.since !== null) await meetings.notePast(tx, past.since)
    for (const meeting of past.meetings) {
      if (!(await meetings.recordPast(ctx, tx, meeting))) continue
      await attendance.recordPastRoll(ctx, tx, meeting)
      if (meeting.report !== null) {
        await reports.recordPastReport(ctx, tx, { ...meeting.report, meetingId: meeting.id, announce: true })
      }
      booked += 1
    }
    for (const { programme, step, on, rows } of past.steps)
      await tickFound(ctx, tx, { programme, done: rows.map((row) => ({ row, step, on })), by: 'clock' })
    return booked
  })
}
