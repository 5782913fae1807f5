import type { Queue } from 'bullmq'
import fastify, { type FastifyInstance } from 'fastify'
import { failedAlarms } from '../alarms/service.ts'
import { weeksWait } from '../digest/service.ts'
import type { Ctx } from '../ctx.ts'
import { Fault, messageOf } from '../errors.ts'
import type { SocketState } from '../feishu/in/socket.ts'
import { lettersByEnd } from '../letters/service.ts'
import type { Page } from '../pages/types.ts'
import { serveBoard } from './board.ts'
import type { PublishedMetrics } from './metrics.ts'
import type { Read } from './gauges.ts'
import type { Webhook } from '../feishu/in/webhook.ts'
import { statusOf } from './status.ts'
import { serveWebhook } from './webhook.ts'
import { servePages } from './pages/serve.ts'
import { health, inTime, type Parts, readiness } from './health.ts'

export type WebOptions = {
  ctx: Ctx
  /** What readiness depends on. */
  parts: Parts
  /** The long connection's; null in a process that holds none. */
  state(): SocketState | null
  host: string
  /** 0 takes any free port, -1 serves nothing. */
  port: number
  /** Without it there is no queue board. */
  adminToken: string | null
  queues: Queue[]
  metrics: PublishedMetrics
  /** The platform's way in; null where it does not come by HTTP, its answer null until it is open. */
  webhook: (() => Webhook | null) | null
  /** Null where people open none. */
  pages: readonly Page[] | null
  limits?: { requestMs: number; checkMs: number }
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

/** What is served is for one reader at one moment, and for no frame of another page. */
const PRIVATE = {
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** How long, in milliseconds, a request may take to arrive, and how often that is looked at. */
const DAILY = { requestMs: 10_000, checkMs: 5_000 }

async function serve(opts: WebOptions, opening: AsyncDisposableStack): Promise<string> {
  const { requestMs, checkMs } = opts.limits ?? DAILY
  const web = fastify({
    logger: false,
    forceCloseConnections: true,
    requestTimeout: requestMs,
    // A proxy stands on this machine or beside it: whoever else names an address for itself is not believed.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    http: { headersTimeout: requestMs, connectionsCheckingInterval: checkMs },
  })
  opening.defer(() => web.close())
  web.addHook('onRequest', async (_request, reply) => void reply.headers(PRIVATE))
  web.setErrorHandler(async (error, _request, reply) => {
    const status = statusOf(error)
    // A malformed request is its sender's fault and gets no line in our log.
    if (status < 500) return reply.code(status).send({ error: messageOf(error) })
    opts.ctx.log.error({ err: messageOf(error) }, 'web')
    return reply.code(500).send({ error: 'internal' })
  })
  routes(web, opts)
  if (opts.pages !== null) await servePages(web, { ctx: opts.ctx, pages: opts.pages })
  if (opts.webhook !== null) await serveWebhook(web, opts.webhook)
  if (opts.adminToken !== null) await serveBoard(web, { token: opts.adminToken, queues: opts.queues })
  return await web.listen({ host: opts.host, port: opts.port }).catch((thrown: unknown) => {
    throw notListening(opts, thrown)
  })
}

const CURES: Record<string, string> = {
  EADDRINUSE:
    '请先停掉占用该端口的程序（可能是另一个支部助手），或用 HTTP_PORT 换一个端口（0 为任选空闲端口）。',
  EACCES: '请用 HTTP_PORT 换一个 1024 以上的端口。',
  EADDRNOTAVAIL: '请检查 HTTP_HOST：它应是本机的地址，例如 127.0.0.1 或 0.0.0.0。',
  ENOTFOUND: '请检查 HTTP_HOST：它应是本机的地址，例如 127.0.0.1 或 0.0.0.0。',
}

function notListening({ host, port }: WebOptions, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const cure = CURES[code]
  if (cure === undefined) return cause
  const why = code === 'EADDRINUSE' ? '端口已被占用' : messageOf(cause)
  return new Fault(`无法在 ${host}:${port} 提供网页服务：${why}。`, { cure, cause })
}

function routes(web: FastifyInstance, opts: WebOptions): void {
  web.get('/health', async (_request, reply) => {
    const { sound, parts } = await health(opts)
    return reply.code(sound ? 200 : 503).send(parts)
  })
  web.get('/ready', async (_request, reply) => {
    const { sound, parts, ages } = await readiness(opts.parts)
    return reply.code(sound ? 200 : 503).send({ ...parts, ages })
  })
  web.get('/metrics', async (_request, reply) => {
    const { type, body } = await opts.metrics.text(readOf(opts))
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
