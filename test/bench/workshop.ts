import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readStartEnv } from '../../config/env.ts'
import { openPoller } from '../../jobs/poller.ts'
import { enqueueDue } from '../../jobs/dispatch.ts'
import { workOf } from '../../jobs/worker.ts'
import type { AlarmKinds } from '../../src/alarms/types.ts'
import type { Ctx } from '../../src/ctx.ts'
import { openFeishu } from '../../src/feishu/out/client.ts'
import { MemberId, OpenId } from '../../src/ids.ts'
import type { LetterKinds, LetterHandler } from '../../src/letters/types.ts'
import { openCore } from '../../src/main/bot.ts'
import { openWallClock } from '../../src/main/clock.ts'
import { openLog } from '../../src/main/log.ts'
import { openQueues, openWorkers } from '../../src/queue/open.ts'
import { onDelivery } from '../../src/roster/service.ts'
import type { Registry } from '../../src/router.ts'
import { DEMO_COLLEGE } from '../../src/main/timetable.ts'
import { APP } from './people.ts'

/** The bot's mechanisms in this process, with one harmless feature in place of all. */
export type Workshop = AsyncDisposable & { ctx: Ctx; redisUrl: string; alarms: number[]; letters: number[] }

const card: LetterHandler = {
  urgency: 'answer',
  why: { because: '有会议', stops: '取消后不发' },
  isRelevant: async () => true,
  render: async () => ({
    title: '会议通知',
    tone: 'blue',
    summary: '会议通知',
    blocks: [
      { kind: 'text', text: '11月25日（周三）14:00召开支部党员大会，请反馈是否参加。' },
      { kind: 'buttons', buttons: [{ text: '参加', style: 'primary', action: 'bench.join', data: {} }] },
    ],
  }),
}

const registry: Registry = {
  letters: {
    // One handler serves all kinds.
    kinds: new Proxy({}, { get: () => card }) as LetterKinds,
    actions: new Map(),
    openIdOf: async (_tx, who) => OpenId.parse(`ou_${who}`),
    memberOf: async (_tx, openId) => MemberId.parse(openId.slice('ou_'.length)),
    onDelivery,
    heldBy: async () => null,
    isShared: async () => false,
    noteFailure: async () => 'E-0000',
    tellFailure: async () => undefined,
    noteElsewhere: async () => undefined,
  },
  // The same for what is due.
  alarms: new Proxy({}, { get: () => async () => 'done' }) as AlarmKinds,
  messages: {
    handleMessage: async () => undefined,
    revise: async () => undefined,
    withdraw: async () => undefined,
    sendTooLong: async () => undefined,
  },
  fileSettled: async () => undefined,
  pages: [],
}

/** Opens servers, records, queue and workers; `alarms` and `letters` collect how late each was, in milliseconds. */
export async function openWorkshop(platform: string): Promise<Workshop> {
  await using opening = new AsyncDisposableStack()
  const log = openLog('warn')
  const alarms: number[] = []
  const letters: number[] = []
  const metrics = {
    alarmCommitted: (ms: number) => void alarms.push(ms),
    letterSent: (ms: number) => void letters.push(ms),
    repeatAvoided: () => undefined,
  }
  const env = readStartEnv(await variablesFor(platform, opening))
  const { ctx, servers, late } = await openCore(
    { env, wallClock: openWallClock(), log, throwaway: true, metrics },
    opening,
  )
  const queue = { url: servers.redisUrl, prefix: 'bench', log }
  const queues = opening.use(openQueues(queue))
  const app = { appId: APP.id, appSecret: APP.secret, domain: platform, log }
  const feishu = opening.use(openFeishu({ ...app, elapsed: ctx.elapsed, redis: queues.redis }))
  const poller = opening.use(openPoller(() => enqueueDue(ctx, queues), { log }))
  late.wake = poller.wake
  opening.use(openWorkers({ ...queue, ...workOf({ ctx, registry, feishu }) }))
  const tick = setInterval(() => poller.wake(), 1_000)
  opening.defer(() => clearInterval(tick))
  const opened = opening.move()
  return {
    ctx,
    redisUrl: servers.redisUrl,
    alarms,
    letters,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

async function variablesFor(
  platform: string,
  opening: AsyncDisposableStack,
): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-bench-'))
  opening.defer(() => rm(folder, { recursive: true, force: true }))
  // PostgreSQL's own user must be able to pass through.
  await chmod(folder, 0o711)
  return {
    FEISHU_APP_ID: APP.id,
    FEISHU_APP_SECRET: APP.secret,
    FEISHU_DOMAIN: platform,
    ZHIBU_COLLEGE: DEMO_COLLEGE,
    ZHIBU_DATA: folder,
  }
}
