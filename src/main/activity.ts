import type { Clock } from '../../jobs/clock.ts'
import type { Poller } from '../../jobs/poller.ts'
import { sources } from '../../jobs/sources.ts'
import type { Ctx } from '../ctx.ts'
import { anyCardStale } from '../letters/service.ts'
import { earlier, isAfter } from '../time/order.ts'
import type { Queues } from '../queue/open.ts'

/** What the bot is doing: for whoever moves wall time. */
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
  const waits = (await rowsWait(ctx)) || (await jobsWait(of.queues))
  const dues = [of.clock.next()]
  for (const { next } of sources) if (next) dues.push(await next(ctx))
  const times = dues.filter((due) => due !== null)
  const now = ctx.now()
  const due = times.some((time) => !isAfter(time, now))
  return {
    nextDue: times.length === 0 ? null : times.reduce(earlier),
    idle: !due && !waits,
    anyCardStale: await anyCardStale(ctx),
  }
}

async function rowsWait(ctx: Ctx): Promise<boolean> {
  for (const { waits } of sources) if (await waits?.(ctx)) return true
  return false
}

async function jobsWait(queues: Queues): Promise<boolean> {
  const depths = Object.values(await queues.depth())
  // A probe that comes round is gone when this is asked again.
  return depths.some((depth) => depth > 0)
}
