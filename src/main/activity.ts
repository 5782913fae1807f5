import type { Clock } from '../../jobs/clock.ts'
import type { Poller } from '../../jobs/poller.ts'
import { nextAlarm } from '../alarms/service.ts'
import type { Ctx } from '../ctx.ts'
import { previewsWait } from '../desk/service.ts'
import { nextWeekDue, weeksWait } from '../digest/service.ts'
import { messagesWait } from '../feishu/inbox.ts'
import { nextLetter, anyCardStale } from '../letters/service.ts'
import { earlier } from '../time/dues.ts'
import { picturesWait } from '../pictures/service.ts'
import type { Queues } from '../queue/open.ts'
import { nextCheck } from '../roster/service.ts'

/** Where the bot stands: for whoever moves wall time. */
export type Activity = {
  /** The next moment at which something is due; null when nothing is. */
  nextDue: Temporal.Instant | null
  /** Nothing is due, waits or runs. Stale cards whose turn is to come do not count: they are not late. */
  idle: boolean
  /** Whether a card is stale that may be updated only later. */
  anyCardStale: boolean
}

export async function activityOf(
  ctx: Ctx,
  of: { clock: Clock; poller: Poller; queues: Queues },
): Promise<Activity> {
  await of.poller.idle()
  // Causes before effects: a message that ends between two of these reads has its letters seen by a later one.
  const waits =
    (await messagesWait(ctx)) ||
    (await picturesWait(ctx)) ||
    (await weeksWait(ctx)) ||
    (await previewsWait(ctx)) ||
    (await jobsWait(of.queues))
  const dues = [
    await nextAlarm(ctx),
    await nextLetter(ctx),
    await nextWeekDue(ctx),
    await nextCheck(ctx),
    of.clock.next(),
  ]
  const times = dues.filter((due) => due !== null)
  const now = ctx.now()
  const due = times.some((time) => Temporal.Instant.compare(time, now) <= 0)
  return {
    nextDue: times.length === 0 ? null : times.reduce(earlier),
    idle: !due && !waits,
    anyCardStale: await anyCardStale(ctx),
  }
}

async function jobsWait(queues: Queues): Promise<boolean> {
  const depths = Object.values(await queues.depth())
  // A probe that comes round is gone when this is asked again.
  return depths.some((depth) => depth > 0)
}
