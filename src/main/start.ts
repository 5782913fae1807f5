import { collegePath, readStartEnv } from '../../config/env.ts'
import type { Args } from './args.ts'
import { openBot } from './bot.ts'
import { openWallClock } from './clock.ts'
import { openLog } from './log.ts'
import { missingFile } from './missing.ts'
import { untilToldToStop } from './stop.ts'

/** Runs against Feishu until it is told to stop. */
export async function startCommand({ options }: Args): Promise<void> {
  const env = await readAtStart()
  const log = openLog(env.logLevel)
  await using bot = await openBot({ env, wallClock: openWallClock(), log, yes: options['yes'] === true })
  const events = env.webhook === null ? 'socket' : 'webhook'
  log.info(
    { college: bot.ctx.settings.id, roles: [...env.roles], domain: env.domain, events, web: bot.url },
    'running',
  )
  await untilToldToStop()
  log.info('stopping')
}

/**
 * A user with neither an app nor a file is at the very beginning, and is told of the file first. With an app the records
 * are asked: where something was accepted, a file that is gone is a fault like any other.
 */
async function readAtStart(): Promise<ReturnType<typeof readStartEnv>> {
  try {
    return readStartEnv()
  } catch (thrown) {
    throw (await missingFile(collegePath())) ?? thrown
  }
}
