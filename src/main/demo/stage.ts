import type { College } from '../../../config/college.ts'
import { type Launched, launchSandbox } from '../../sandbox/launch.ts'
import { openServers } from '../../servers/open-servers.ts'
import { openThrowawayFolder } from '../../servers/throwaway.ts'
import { type BotProcess, startBot } from '../bot-process.ts'
import { openWallClock } from '../clock.ts'
import { openLog } from '../log.ts'
import { DEMO_COLLEGE } from '../timetable.ts'
import { DEMO_HISTORY, MOVES_IN } from './facts.ts'
import { openTimeController, type TimeController } from './time-controller.ts'
import { DEMO_APP, demoCollege, worldOf } from './world.ts'

/** The demo college, alive: sandbox, bot, and who owns their time. */
export type Stage = AsyncDisposable & {
  college: College
  sandbox: Launched
  bot: BotProcess
  timeController: TimeController
}

type StageOptions = {
  port: number | undefined
  page: boolean
  /** How events reach the bot; absent: the long connection. */
  events?: 'socket' | 'webhook'
  /** Is told the bot's log. */
  onLog?: (text: string) => void
}

/** Opens sandbox and bot on the demo college, at the moment when the bot moves in. */
export async function openStage(opts: StageOptions): Promise<Stage> {
  await using opening = new AsyncDisposableStack()
  const college = await demoCollege()
  const wallClock = openWallClock()
  wallClock.move(MOVES_IN.epochMilliseconds - wallClock.now().epochMilliseconds)
  const data = opening.use(await openThrowawayFolder('demo'))
  // Begun here, so that the bot finds its servers running when it has read its own sources.
  const servers = openServers({ ...OWN_SERVERS, dataPath: data.path, log: openLog('warn') })
  opening.defer(async () => (await servers)[Symbol.asyncDispose]())
  const sandbox = opening.use(
    await launchSandbox({
      world: worldOf(college, wallClock.now()),
      ...(opts.port === undefined ? {} : { port: opts.port }),
      page: opts.page,
      hasTimeController: true,
    }),
  )
  const { events = 'socket', onLog } = opts
  const variables = {
    ...variablesFor(sandbox.url, data.path),
    FEISHU_EVENTS: events,
    LOG_LEVEL: onLog ? 'info' : 'warn',
  }
  const bot = opening.use(
    await startBot({
      variables,
      offsetMs: wallClock.offsetMs(),
      history: DEMO_HISTORY,
      ...(onLog && { onLog }),
    }),
  )
  if (events === 'webhook') await saveAddress(sandbox, `${bot.url}/feishu/events`)
  const timeController = openTimeController({ wallClock, control: sandbox.control, bot })
  const opened = opening.move()
  return { college, sandbox, bot, timeController, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/** As in the developer console: who was too busy to answer within a second is asked again. */
async function saveAddress({ control }: Launched, url: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await control.requestUrl({ app_id: DEMO_APP.id, url })
      return
    } catch (thrown) {
      if (tries === 5) throw thrown
    }
  }
}

const OWN_SERVERS = { databaseUrl: null, redisUrl: null, throwaway: true }

/** The environment of a bot that serves the demo college on a local platform. */
function variablesFor(sandboxUrl: string, dataPath: string): Record<string, string> {
  return {
    FEISHU_APP_ID: DEMO_APP.id,
    FEISHU_APP_SECRET: DEMO_APP.secret,
    FEISHU_DOMAIN: sandboxUrl,
    FEISHU_ENCRYPT_KEY: DEMO_APP.encryptKey,
    FEISHU_VERIFICATION_TOKEN: DEMO_APP.verificationToken,
    ZHIBU_COLLEGE: DEMO_COLLEGE,
    ZHIBU_DATA: dataPath,
    HTTP_PORT: '0',
  }
}
