import type { App, Env } from '../../config/env.ts'
import { proxyFor } from '../../config/proxy.ts'
import { openClock } from '../../jobs/clock.ts'
import { openLiveCalendar } from '../../jobs/follow-calendar.ts'
import { type Files, openFiles } from '../../jobs/load-files.ts'
import { openPoller } from '../../jobs/poller.ts'
import { enqueueDue } from '../../jobs/dispatch.ts'
import { takeOver } from '../../jobs/take-over.ts'
import { followingTasks, tasksOf } from '../../jobs/timetable-tasks.ts'
import { workOf } from '../../jobs/worker.ts'
import type { Ctx, Log, Metrics } from '../ctx.ts'
import type { DbLimits } from '../db/lent.ts'
import { migrate, openDb, reachDb } from '../db/open.ts'
import { newProcessId, openProcess } from '../db/process.ts'
import { messageOf } from '../errors.ts'
import { openFeishu } from '../feishu/out/client.ts'
import type { SocketPace } from '../feishu/in/socket.ts'
import type { CallEnd } from '../feishu/out/call.ts'
import { openMeter } from '../feishu/out/meter.ts'
import { redoLateClicks } from '../inbox/service.ts'
import type { RedisLimits } from '../queue/connection.ts'
import { openQueues, openWorkers, type Queues } from '../queue/open.ts'
import { registry } from '../router.ts'
import { openServers } from '../servers/open-servers.ts'
import { type PublishedMetrics, openMetrics } from '../web/metrics.ts'
import { openWeb } from '../web/open.ts'
import { partsOf } from '../web/health.ts'
import type { WallClock } from './clock.ts'
import { random } from './dice.ts'
import { heartbeatTo } from './heartbeat.ts'
import { type EventSource, prepareEventSource } from './listener.ts'
import { type Activity, activityOf } from './activity.ts'

/** `yes`: files that take much away are applied without asking. */
export type BotOptions = {
  env: Env & { app: App }
  wallClock: WallClock
  log: Log
  throwaway?: boolean
  yes?: boolean
  /** People reach the pages at its own address: for a bot whose people are on this machine. */
  ownPages?: boolean
  limits?: BotLimits
}

/** Times after which an answer is given up, where they are not the daily ones. */
export type BotLimits = { db?: DbLimits; redis?: RedisLimits; callMs?: number; pace?: SocketPace }

/** A running bot; disposing lets running jobs finish and closes everything in reverse. */
export type Bot = AsyncDisposable & {
  ctx: Ctx
  files: Files
  /** Where health, metrics and the queue board are served; null: nowhere. */
  url: string | null
  /** The next instant at which something is due, and whether anything is under way: for the time controller. */
  activity(): Promise<Activity>
  /** Polls at once for what the moved wall time made due. */
  catchUp(): Promise<void>
}

/** Opens the bot from the ground up: servers, records, files, queue, platform, workers, clock, event source. */
export async function openBot(opts: BotOptions): Promise<Bot> {
  await using opening = new AsyncDisposableStack()
  const { env, log, limits = {} } = opts
  const { roles, http, adminToken } = env
  const metrics = opening.use(openMetrics())
  const { ctx, files, live, servers, late, processId } = await openCore({ ...opts, metrics }, opening)
  if (roles.has('clock')) await files.apply(ctx, { yes: opts.yes ?? false })
  const queue = queueOf(opts, { ctx, url: servers.redisUrl, process: processId })
  const queues = opening.use(openQueues(queue))
  const { app, feishu } = openPlatform({ env, ctx, metrics, queues, limits }, opening)
  const source = roles.has('chat') ? prepareEventSource({ env, app, ctx, metrics, feishu }) : DEAF
  const { state } = source
  const polls = countPolls(ctx)
  const pollAge = roles.has('clock') ? polls.age : () => undefined
  const parts = partsOf({ ctx, redis: queues.redis, pollAge, state })
  const webhook = env.webhook && roles.has('chat') ? source.webhook : null
  const pages = env.publicUrl === null && !opts.ownPages ? null : registry.pages
  const web = { ...http, pages, adminToken, queues: queues.queues, ctx, parts, state, metrics, webhook }
  // Before anything is said: of two bots on one port the second must not have spoken.
  const { url } = opening.use(await openWeb(web))
  if (opts.ownPages) late.publicUrl ??= url
  await takeOver(ctx, processId)
  await redoLateClicks(ctx, registry.letters)
  if (roles.has('worker')) opening.use(openWorkers({ ...queue, ...workOf({ ctx, registry, feishu }) }))
  // Closed before the workers: what is found while they finish would be enqueued for nobody.
  const poller = opening.use(openPoller(() => enqueueDue(ctx, queues), { log, onPoll: polls.ended }))
  late.wake = poller.wake
  const heartbeat = heartbeatTo({ url: env.heartbeatUrl, parts, proxies: env.proxies, log })
  const all = () => tasksOf({ ctx, registry, files, live, heartbeat })
  const clock = opening.use(openClock(ctx, roles.has('clock') ? all() : followingTasks(ctx, files, live)))
  await clock.catchUp()
  await opening.use(source).open()
  poller.wake()
  metrics.ready()
  const opened = opening.move()
  return {
    ctx,
    files,
    url,
    activity: () => activityOf(ctx, { clock, poller, queues }),
    async catchUp() {
      await clock.catchUp()
      poller.wake()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Where the college's work waits, and which process takes it. */
function queueOf({ log, limits }: BotOptions, at: { ctx: Ctx; url: string; process: number }) {
  const { ctx, url, process } = at
  return {
    url,
    prefix: `zhibu-${ctx.settings.id}`,
    process,
    log,
    ...(limits?.redis && { limits: limits.redis }),
  }
}

/** Of a process that does not chat. */
const DEAF: EventSource = {
  state: () => null,
  webhook: () => null,
  open: async () => undefined,
  [Symbol.asyncDispose]: async () => undefined,
}

/** When a poll for what is due last ended; its age in seconds. */
function countPolls({ elapsed }: Ctx) {
  let at: number | null = null
  return {
    ended() {
      at = elapsed()
    },
    age: () => (at === null ? null : (elapsed() - at) / 1_000),
  }
}

type Counting = {
  env: BotOptions['env']
  ctx: Ctx
  metrics: PublishedMetrics
  queues: Queues
  limits: BotLimits
}

/** The platform's HTTP interface; every call is counted. */
function openPlatform({ env, ctx, metrics, queues, limits }: Counting, opening: AsyncDisposableStack) {
  const { log, elapsed } = ctx
  const app = {
    appId: env.app.id,
    appSecret: env.app.secret,
    domain: env.domain,
    proxy: proxyFor(env.proxies, env.domain),
    log,
  }
  const meter = opening.use(openMeter(ctx))
  const onCall = (end: CallEnd) => {
    metrics.callEnded(end)
    meter.count(end)
  }
  const { callMs, pace } = limits
  const calls = { elapsed, redis: queues.redis, onCall, ...(callMs !== undefined && { timeoutMs: callMs }) }
  const feishu = opening.use(openFeishu({ ...app, ...calls }))
  return { app: { ...app, ...(pace && { pace }) }, feishu }
}

/** Servers, records and files: what a command on the command line needs as well. */
export async function openCore(opts: CoreOptions, opening: AsyncDisposableStack) {
  const { env, wallClock, log } = opts
  const processId = newProcessId()
  // Before anything else relies on a session there: our own Redis is guarded by its locks.
  if (env.databaseUrl !== null) await reachDb(env.databaseUrl, processId)
  const servers = opening.use(await openServers({ ...env, log, throwaway: opts.throwaway ?? false }))
  const db = opening.use(
    openDb(servers.databaseUrl, {
      connections: 20,
      processId,
      ...(opts.limits?.db && { limits: opts.limits.db }),
      onLost: (error) => log.warn({ err: messageOf(error) }, 'postgres'),
    }),
  )
  opening.use(await openProcess(servers.databaseUrl, { id: processId, log }))
  await migrate(db)
  const files = await openFiles({ path: env.collegePath, db, now: wallClock.now })
  const live = await openLiveCalendar(db)
  const late: Late = { wake: nothing, publicUrl: env.publicUrl }
  const ctx: Ctx = {
    db,
    log,
    metrics: opts.metrics ?? noMetrics,
    get settings() {
      return files.settings()
    },
    get calendar() {
      return live.calendar()
    },
    now: wallClock.now,
    elapsed: wallClock.elapsed,
    random,
    get publicUrl() {
      return late.publicUrl
    },
    dataPath: env.dataPath,
    wake: () => late.wake(),
  }
  return { ctx, files, live, servers, late, processId }
}

/** What a ctx knows only when more has been opened. */
type Late = { wake: () => void; publicUrl: string | null }

export type CoreOptions = Omit<BotOptions, 'env'> & { env: Env; metrics?: Metrics }

/** For a command that is over before anybody could ask what it counted, or look for what it wrote. */
function nothing(): void {
  // Nobody listens.
}
const noMetrics: Metrics = { alarmCommitted: nothing, letterSent: nothing, repeatAvoided: nothing }
