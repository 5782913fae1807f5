import type { App, Env } from '../../config/env.ts'
import { proxyFor } from '../../config/proxy.ts'
import { openClock } from '../../jobs/clock.ts'
import { openLiveCalendar } from '../../jobs/follow-calendar.ts'
import { type Files, openFiles } from '../../jobs/load-files.ts'
import { openLookout } from '../../jobs/poller.ts'
import { ringForDue } from '../../jobs/dispatch.ts'
import { takeOver } from '../../jobs/take-over.ts'
import { followingTasks, tasksOf } from '../../jobs/timetable-tasks.ts'
import { workOf } from '../../jobs/worker.ts'
import type { Ctx, Log, Tally } from '../ctx.ts'
import type { DbLimits } from '../db/lent.ts'
import { migrate, openDb, reachDb } from '../db/open.ts'
import { newProcessId, openProcess } from '../db/process.ts'
import { messageOf } from '../errors.ts'
import { openFeishu } from '../feishu/client.ts'
import type { SocketPace } from '../feishu/socket.ts'
import type { CallEnd } from '../feishu/call.ts'
import { openMeter } from '../feishu/meter.ts'
import { redoLateClicks } from '../letters/clicks/service.ts'
import type { RedisLimits } from '../queue/connection.ts'
import { openQueues, openWorkers, type Queues } from '../queue/open.ts'
import { house } from '../router.ts'
import { openServers } from '../servers/open-servers.ts'
import { type Figures, openFigures } from '../web/metrics.ts'
import { openWeb } from '../web/open.ts'
import { partsOf } from '../web/health.ts'
import type { Wall } from './clock.ts'
import { heartbeatTo } from './heartbeat.ts'
import { type Ears, prepareEars } from './listener.ts'
import { type Standing, standingOf } from './activity.ts'

/** `yes`: files that take much away are applied without asking. */
export type BotOptions = {
  env: Env & { app: App }
  wall: Wall
  log: Log
  throwaway?: boolean
  yes?: boolean
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
  /** What is next and whether anything is under way: for whoever moves wall time. */
  standing(): Promise<Standing>
  /** Looks at once for what the moved wall time made due. */
  catchUp(): Promise<void>
}

/** Opens the house from the ground up: servers, records, files, queue, platform, workers, clock, ears. */
export async function openBot(opts: BotOptions): Promise<Bot> {
  await using opening = new AsyncDisposableStack()
  const { env, log, limits = {} } = opts
  const { roles, http, adminToken } = env
  const figures = opening.use(openFigures())
  const { ctx, files, live, servers, look, processId } = await openHouse({ ...opts, tally: figures }, opening)
  if (roles.has('clock')) await files.apply(ctx, { yes: opts.yes ?? false })
  const queue = {
    url: servers.redisUrl,
    prefix: `zhibu-${ctx.college.id}`,
    ringer: processId,
    log,
    ...(limits.redis && { limits: limits.redis }),
  }
  const queues = opening.use(openQueues(queue))
  const { app, feishu } = openPlatform({ env, ctx, figures, queues, limits }, opening)
  const ears = roles.has('chat') ? prepareEars({ env, app, ctx, figures, feishu }) : DEAF
  const looks = countLooks(ctx)
  const lookAge = roles.has('clock') ? looks.age : () => undefined
  const parts = partsOf({ ctx, redis: queues.redis, lookAge, state: ears.state })
  const webhook = env.webhook && roles.has('chat') ? ears.webhook : null
  const web = { ...http, adminToken, queues: queues.queues, ctx, parts, state: ears.state, figures, webhook }
  // Before anything is said: of two bots on one port the second must not have spoken.
  const { url } = opening.use(await openWeb(web))
  await takeOver(ctx, processId)
  await redoLateClicks(ctx, house.letters)
  if (roles.has('worker')) opening.use(openWorkers({ ...queue, ...workOf({ ctx, house, feishu }) }))
  // Closed before the workers: what is found while they finish would be rung for nobody.
  const lookout = opening.use(openLookout(() => ringForDue(ctx, queues), { log, onLook: looks.ended }))
  look.nudge = lookout.nudge
  const heartbeat = heartbeatTo({ url: env.heartbeatUrl, parts, proxies: env.proxies, log })
  const all = () => tasksOf({ ctx, house, files, live, heartbeat })
  const clock = opening.use(openClock(ctx, roles.has('clock') ? all() : followingTasks(ctx, files, live)))
  await clock.catchUp()
  opening.use(ears)
  await ears.open()
  lookout.nudge()
  const opened = opening.move()
  return {
    ctx,
    files,
    url,
    standing: () => standingOf(ctx, { clock, lookout, queues }),
    async catchUp() {
      await clock.catchUp()
      lookout.nudge()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Of a process that does not chat. */
const DEAF: Ears = {
  state: () => null,
  webhook: () => null,
  open: async () => undefined,
  [Symbol.asyncDispose]: async () => undefined,
}

/** When a look for what is due last ended; its age in seconds. */
function countLooks({ elapsed }: Ctx) {
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
  figures: Figures
  queues: Queues
  limits: BotLimits
}

/** The platform's HTTP interface; every call is counted. */
function openPlatform({ env, ctx, figures, queues, limits }: Counting, opening: AsyncDisposableStack) {
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
    figures.callEnded(end)
    meter.count(end)
  }
  const { callMs, pace } = limits
  const calls = { elapsed, redis: queues.redis, onCall, ...(callMs !== undefined && { timeoutMs: callMs }) }
  const feishu = opening.use(openFeishu({ ...app, ...calls }))
  return { app: { ...app, ...(pace && { pace }) }, feishu }
}

/** Servers, records and files: what a command on the command line needs as well. */
export async function openHouse(opts: HouseOptions, opening: AsyncDisposableStack) {
  const { env, wall, log } = opts
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
  const files = await openFiles({ path: env.collegePath, db, now: wall.now })
  const live = await openLiveCalendar(db)
  const look = { nudge: nothing }
  const ctx: Ctx = {
    db,
    log,
    tally: opts.tally ?? noTally,
    get college() {
      return files.settings()
    },
    get calendar() {
      return live.calendar()
    },
    now: wall.now,
    elapsed: wall.elapsed,
    nudge: () => look.nudge(),
  }
  return { ctx, files, live, servers, look, processId }
}

export type HouseOptions = Omit<BotOptions, 'env'> & { env: Env; tally?: Tally }

/** For a command that is over before anybody could ask what it counted, or look for what it wrote. */
function nothing(): void {
  // Nobody listens.
}
const noTally: Tally = { alarmCommitted: nothing, letterSent: nothing, repeatAvoided: nothing }
