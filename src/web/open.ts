import type { Queue } from 'bullmq'
import fastify, { type FastifyInstance } from 'fastify'
import { failedAlarms } from '../alarms/service.ts'
import { weeksWait } from '../digest/service.ts'
import { messageOf } from '../errors.ts'
import { lettersByEnd } from '../letters/service.ts'
import { serveBoard } from './board.ts'
import type { Figures } from './figures.ts'
import type { Read } from './readings.ts'
import type { Webhook } from '../feishu/webhook.ts'
import { serveWebhook } from './webhook.ts'
import { health, inTime, type Parts, readiness } from './soundness.ts'

export type WebOptions = Parts & {
  host: string
  /** 0 takes any free port, -1 serves nothing. */
  port: number
  /** Without it there is no queue board. */
  adminToken: string | null
  queues: Queue[]
  figures: Figures
  /** The platform's way in; null where it does not come by HTTP. */
  webhook: Webhook | null
}

/** Where all of it is served; `url: null` is nowhere. */
export type Web = AsyncDisposable & { url: string | null }

/** Serves health, readiness, metrics, the queue board and the platform's way in. */
export async function openWeb(opts: WebOptions): Promise<Web> {
  await using opening = new AsyncDisposableStack()
  const url = opts.port < 0 ? null : await serve(opts, opening)
  const opened = opening.move()
  return { url, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

async function serve(opts: WebOptions, opening: AsyncDisposableStack): Promise<string> {
  const web = fastify({ logger: false, forceCloseConnections: true })
  opening.defer(() => web.close())
  web.setErrorHandler(async (error, _request, reply) => {
    opts.ctx.log.error({ err: messageOf(error) }, 'web')
    await reply.code(500).send({ error: 'internal' })
  })
  routes(web, opts)
  if (opts.webhook !== null) await serveWebhook(web, opts.webhook)
  if (opts.adminToken !== null) await serveBoard(web, { token: opts.adminToken, queues: opts.queues })
  return await web.listen({ host: opts.host, port: opts.port })
}

function routes(web: FastifyInstance, opts: WebOptions): void {
  web.get('/health', async (_request, reply) => {
    const { sound, parts } = await health(opts)
    return reply.code(sound ? 200 : 503).send(parts)
  })
  web.get('/ready', async (_request, reply) => {
    const { sound, parts } = await readiness(opts)
    return reply.code(sound ? 200 : 503).send(parts)
  })
  web.get('/metrics', async (_request, reply) => {
    const { type, body } = await opts.figures.text(readOf(opts))
    return reply.type(type).send(body)
  })
}

function readOf({ ctx, queues, state }: WebOptions): Read {
  return {
    lettersByEnd: () => inTime(() => lettersByEnd(ctx)),
    failedAlarms: () => inTime(async () => (await failedAlarms(ctx)).length),
    digestsWait: () => inTime(() => weeksWait(ctx)),
    queueDepth: () => inTime(() => depthOf(queues)),
    connection: state,
  }
}

async function depthOf(queues: Queue[]): Promise<Record<string, number>> {
  const depths = await Promise.all(
    queues.map(async (queue) => [
      queue.name,
      await queue.getJobCountByTypes('waiting', 'active', 'prioritized'),
    ]),
  )
  return Object.fromEntries(depths)
}
