import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type BotProcess, startBot } from '../../src/main/bot-process.ts'
import { DEMO_APP, worldOf } from '../../src/main/demo/world.ts'
import { aDatabase } from './database.ts'
import { college } from './demo-college.ts'
import { type HostedSandbox, hostSandbox } from './hosted-sandbox.ts'
import { aRedis } from './redis.ts'

const MOVES_IN = Temporal.Instant.from('2026-11-23T07:50:00+08:00')

/** The demo college on a platform, a database and a Redis of its own, with as many bots as a test starts. */
export type Bots = AsyncDisposable & {
  sandbox: HostedSandbox
  databaseUrl: string
  /** What its bots are told by their environment. */
  variables: Record<string, string>
  redisUrl: string
  /** The folder with this test's copy of the college's files. */
  folder: string
  start(variables?: Record<string, string>, past?: { history: string }): Promise<BotProcess>
  /** Moves wall time of the platform and of these bots. */
  moveTo(moment: string, bots: BotProcess[]): Promise<void>
  /** What the platform was told to send, as `receiver title`. */
  sent(): Promise<string[]>
}

export async function openBots(): Promise<Bots> {
  await using opening = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-bots-'))
  opening.defer(() => rm(folder, { recursive: true, force: true }))
  await cp('config/demo', folder, { recursive: true })
  const db = opening.use(await aDatabase())
  const redis = await aRedis()
  const sandbox = opening.use(await openWorld())
  const shared = {
    FEISHU_APP_ID: DEMO_APP.id,
    FEISHU_APP_SECRET: DEMO_APP.secret,
    FEISHU_DOMAIN: sandbox.url,
    ZHIBU_COLLEGE: join(folder, 'college.yaml'),
    DATABASE_URL: db.url,
    REDIS_URL: redis.url,
    HTTP_PORT: '0',
    LOG_LEVEL: 'error',
  }
  const offset = (moment: Temporal.Instant) => moment.epochMilliseconds - Date.now()
  const opened = opening.move()
  return {
    sandbox,
    variables: shared,
    folder,
    databaseUrl: db.url,
    redisUrl: redis.url,
    async start(variables = {}, past = undefined) {
      const launch = { variables: { ...shared, ...variables }, offsetMs: offset(MOVES_IN) }
      const bot = await startBot({ ...launch, ...past })
      return opened.use(bot)
    },
    async moveTo(moment, bots) {
      const to = offset(Temporal.Instant.from(moment))
      await sandbox.control.clock(to)
      await Promise.all(bots.map((bot) => bot.clock(to)))
    },
    sent: () => sentBy(sandbox),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Waits until so many messages were sent, and sees that none was sent twice. */
export async function expectSentOnce(bots: Bots, count: number): Promise<void> {
  await expect.poll(() => bots.sent()).toHaveLength(count)
  expect(new Set(await bots.sent()).size).toBe(count)
}

/** The message of a chat whose card shows this text, as the secretary of B10 sees it. */
export async function messageWith(bots: Bots, chat: string, text: string): Promise<string> {
  const shown = await bots.sandbox.control.messages(chat, 'ou_fx_0213')
  const found = shown.find(({ card }) => JSON.stringify(card ?? {}).includes(text))
  if (found === undefined) throw new Error(`no ${text} in ${chat}`)
  return found.message_id
}

/** The demo college on a platform of its own. */
export function openWorld(): Promise<HostedSandbox> {
  return hostSandbox(worldOf(college, MOVES_IN))
}

async function sentBy({ control }: HostedSandbox): Promise<string[]> {
  const record = await control.record()
  return record
    .filter(({ api, effect }) => api === 'send' && effect === 'new')
    .map((call) => `${call.receiver} ${titleOf(call.content)}`)
}

function titleOf(content = '{}'): string {
  const card: { header?: { title?: { content?: string } } } = JSON.parse(content)
  return card.header?.title?.content ?? content
}
