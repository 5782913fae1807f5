import { PROBED } from '../../src/queue/contract.ts'
import { openQueues } from '../../src/queue/open.ts'
import type { SocketState } from '../../src/feishu/in/socket.ts'
import { probeEnqueued, probeTaken, takeDueProbe } from '../../src/liveness/service.ts'
import { openMetrics } from '../../src/web/metrics.ts'
import { openWeb } from '../../src/web/open.ts'
import { partsOf } from '../../src/web/health.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { aRedis } from '../support/redis.ts'

export type Over = {
  port?: number
  adminToken?: string | null
  redisUrl?: string
  limits?: { requestMs: number; checkMs: number }
}

/** A web on a database and a Redis of its own; `parts` says what its readers see of the rest of the process. */
export async function aWeb({ port = 0, adminToken = null, redisUrl, limits }: Over = {}) {
  await using opening = new AsyncDisposableStack()
  const db = opening.use(await aDatabase())
  const ctx = await aCtx(db)
  const { url, prefix } = await aRedis()
  const queue = { url: redisUrl ?? url, prefix, log: ctx.log }
  const queues = opening.use(openQueues(queue))
  await queues.reach()
  const published = opening.use(openMetrics())
  const seen: { state: SocketState | null; look: number | null | undefined } = { state: 'connected', look: 0 }
  const state = () => seen.state
  const parts = partsOf({ ctx, redis: queues.redis, state, pollAge: () => seen.look })
  await takeDueProbe(ctx)
  await probeEnqueued(ctx)
  for (const queue of PROBED) await probeTaken(ctx, queue)
  const place = { host: '127.0.0.1', port, adminToken, metrics: published, ctx }
  const web = opening.use(
    await openWeb({
      ...place,
      queues: queues.queues,
      parts,
      state,
      webhook: null,
      pages: null,
      ...(limits && { limits }),
    }),
  )
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${web.url}${path}`, { headers, redirect: 'manual' })
  const metrics = async () => (await get('/metrics')).text()
  const opened = opening.move()
  return {
    web,
    db,
    ctx,
    queue,
    queues,
    published,
    parts,
    seen,
    get,
    metrics,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Status and body. */
export async function answerOf(response: Response): Promise<[number, object]> {
  // Every answer of this server is an object.
  return [response.status, (await response.json()) as object]
}
