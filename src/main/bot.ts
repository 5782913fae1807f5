import type { App, Env } from '../../config/env.ts'
import { openClock } from '../../jobs/clock.ts'
import { openLiveCalendar } from '../../jobs/follow-calendar.ts'
import { type Files, openFiles } from '../../jobs/load-files.ts'
import { openLookout } from '../../jobs/lookout.ts'
import { ringForDue } from '../../jobs/ring.ts'
import { followingTasks, tasksOf } from '../../jobs/tasks.ts'
import { handlersOf } from '../../jobs/worker.ts'
import type { Ctx, Log, Tally } from '../ctx.ts'
import { migrate, openDb } from '../db/open.ts'
import { transact } from '../db/transact.ts'
import { greet } from '../desk/service.ts'
import { messageOf } from '../errors.ts'
import { type Feishu, openFeishu } from '../feishu/client.ts'
import { editMessage, recallMessage, receiveMessage } from '../feishu/inbox.ts'
import type { CallEnd } from '../feishu/call.ts'
import { openMeter } from '../feishu/meter.ts'
import type { Listener } from '../feishu/events.ts'
import { openSocket } from '../feishu/socket.ts'
import { openWebhook } from '../feishu/webhook.ts'
import { answerClick } from '../letters/clicks/service.ts'
import { openQueues, openWorkers } from '../queue/open.ts'
import { askForCheck } from '../roster/service.ts'
import { house } from '../router.ts'
import { openServers } from '../servers/own.ts'
import { type Figures, openFigures } from '../web/figures.ts'
import { openWeb } from '../web/open.ts'
import type { Wall } from './clock.ts'
import { heartbeatTo } from './heartbeat.ts'
import { type Standing, standingOf } from './standing.ts'

/** `yes`: files that take much away are applied without asking. */
export type BotOptions = { env: Env & { app: App }; wall: Wall; log: Log; throwaway?: boolean; yes?: boolean }

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
  const { env, log } = opts
  const { roles } = env
  const figures = opening.use(openFigures())
  const { ctx, files, live, servers, look } = await openHouse({ ...opts, tally: figures }, opening)
  if (roles.has('clock')) await files.apply(ctx, { yes: opts.yes ?? false })
  const queue = { url: servers.redisUrl, prefix: `zhibu-${ctx.college.id}`, log }
  const queues = opening.use(openQueues(queue))
  const app = { appId: env.app.id, appSecret: env.app.secret, domain: env.domain, log }
  const { elapsed } = ctx
  const meter = opening.use(openMeter(ctx))
  const onCall = (end: CallEnd) => {
    figures.callEnded(end)
    meter.count(end)
  }
  const feishu = opening.use(openFeishu({ ...app, elapsed, redis: queues.redis, onCall }))
  if (roles.has('worker'))
    opening.use(openWorkers({ ...queue, handlers: handlersOf({ ctx, house, feishu }) }))
  // Closed before the workers: what is found while they finish would be rung for nobody.
  const lookout = opening.use(openLookout(() => ringForDue(ctx, queues), { log }))
  look.nudge = lookout.nudge
  const heartbeat = heartbeatTo(env.heartbeatUrl, log)
  const tasks = roles.has('clock')
    ? tasksOf({ ctx, house, files, live, heartbeat })
    : followingTasks(ctx, files, live)
  const clock = opening.use(openClock(ctx, tasks))
  await clock.catchUp()
  const listener = roles.has('chat') ? await listenerOf({ ctx, feishu, figures }) : null
  const webhook = listener && env.webhook ? openWebhook({ ...listener, ...env.webhook, now: ctx.now }) : null
  const socket = listener && !webhook ? opening.use(await openSocket({ ...listener, ...app })) : null
  const board = { queues: queues.queues, redis: queues.redis, adminToken: env.adminToken }
  const state = () => socket?.state() ?? null
  const web = opening.use(await openWeb({ ...env.http, ...board, ctx, state, figures, webhook }))
  lookout.nudge()
  const opened = opening.move()
  return {
    ctx,
    files,
    url: web.url,
    standing: () => standingOf(ctx, { clock, lookout, queues }),
    async catchUp() {
      await clock.catchUp()
      lookout.nudge()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Servers, records and files: what a command on the command line needs as well. */
export async function openHouse(opts: HouseOptions, opening: AsyncDisposableStack) {
  const { env, wall, log } = opts
  const servers = opening.use(await openServers({ ...env, log, throwaway: opts.throwaway ?? false }))
  const db = opening.use(
    openDb(servers.databaseUrl, {
      connections: 20,
      onLost: (error) => log.warn({ err: messageOf(error) }, 'postgres'),
    }),
  )
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
  return { ctx, files, live, servers, look }
}

export type HouseOptions = Omit<BotOptions, 'env'> & { env: Env; tally?: Tally }

/** For a command that is over before anybody could ask what it counted, or look for what it wrote. */
function nothing(): void {
  // Nobody listens.
}
const noTally: Tally = { alarmCommitted: nothing, letterSent: nothing, repeatAvoided: nothing }

/** Who listens, whichever way they come: a click is answered at once, a message is stored and acknowledged. */
async function listenerOf(parts: { ctx: Ctx; feishu: Feishu; figures: Figures }): Promise<Listener> {
  const { ctx, feishu, figures } = parts
  const bot = await feishu.botInfo().catch((thrown: unknown) => {
    ctx.log.warn({ err: messageOf(thrown) }, 'bot info not known: every mention of a bot counts as ours')
    return null
  })
  return {
    log: ctx.log,
    botOpenId: () => bot?.openId ?? null,
    onMessage: (message) => receiveMessage(ctx, message),
    onEdit: (message, at) => editMessage(ctx, message, at),
    onRecall: (message) => recallMessage(ctx, message),
    onAdded: (added) => transact(ctx, (tx) => greet(ctx, tx, added)),
    onChange: () => transact(ctx, (tx) => askForCheck(ctx, tx)),
    async onClick(click) {
      const started = ctx.elapsed()
      const answer = await answerClick(ctx, house.letters, click)
      figures.clickAnswered(ctx.elapsed() - started)
      return answer
    },
  }
}
