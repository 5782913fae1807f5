import type { Series } from '../config/college.ts'
import * as attendance from '../src/attendance/service.ts'
import { tellUncovered } from '../src/calendar/service.ts'
import type { Ctx } from '../src/ctx.ts'
import { transact } from '../src/db/transact.ts'
import * as meetings from '../src/meetings/service.ts'
import { takeUpMeetings } from '../src/planning/service.ts'

/**
 * Plans every series eight weeks ahead, each in a transaction of its own, and settles what a series names no more. What is
 * planned already stays as it is: it may run as often as anybody likes.
 */
export async function planSeries(ctx: Ctx, series: readonly Series[]): Promise<void> {
  for (const one of series) {
    await transact(ctx, async (tx) => {
      const { booked, gone, days } = await meetings.planSeries(ctx, tx, one)
      await takeUpMeetings(ctx, tx, booked)
      await attendance.dropMeetings(ctx, tx, gone)
      await tellUncovered(ctx, tx, days)
    })
  }
  await transact(ctx, async (tx) =>
    attendance.dropMeetings(ctx, tx, await meetings.withoutSeries(ctx, tx, series)),
  )
}
