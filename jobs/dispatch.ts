import type { Ctx } from '../src/ctx.ts'
import { probeEnqueued, takeDueProbe } from '../src/liveness/service.ts'
import type { Enqueue } from '../src/queue/open.ts'
import { sources } from './sources.ts'

/** Polls once for what is due and enqueues a job for each; returns how many. */
export async function enqueueDue(ctx: Ctx, queues: Enqueue): Promise<number> {
  // What is taken and cannot be enqueued would wait for half a minute.
  await queues.reach()
  let enqueued = 0
  for (const source of sources) enqueued += await source.enqueueDue(ctx, queues)
  await enqueueProbe(ctx, queues)
  return enqueued
}

/** A probe is not counted as something that was due: waiting until nothing is due does not mean waiting for probes. */
async function enqueueProbe(ctx: Ctx, queues: Enqueue): Promise<void> {
  if (!(await takeDueProbe(ctx))) return
  await queues.probe()
  await probeEnqueued(ctx)
}
