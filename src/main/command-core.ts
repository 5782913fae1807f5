import { readEnv } from '../../config/env.ts'
import type { Files } from '../../jobs/load-files.ts'
import type { Ctx } from '../ctx.ts'
import type { Args } from './args.ts'
import { openThrowawayFolder } from '../servers/throwaway.ts'
import { openCore } from './bot.ts'
import { openWallClock } from './clock.ts'
import { OPENS } from './demo/facts.ts'
import { openLog } from './log.ts'
import { missingFile } from './missing.ts'
import { DEMO_COLLEGE } from './timetable.ts'

/**
 * Records and files for a command of the command line; with `--demo` the demo college in a throw-away folder, on the day
 * on which the demo opens.
 */
export async function openCommandCore(
  { options }: Pick<Args, 'options'>,
  opening: AsyncDisposableStack,
): Promise<{ ctx: Ctx; files: Files }> {
  const demo = options['demo'] === true
  const wallClock = openWallClock()
  if (demo) wallClock.move(OPENS.epochMilliseconds - wallClock.now().epochMilliseconds)
  const env = readEnv()
  const folder = demo ? opening.use(await openThrowawayFolder('command')) : null
  const own = { collegePath: DEMO_COLLEGE, dataPath: folder?.path ?? '', databaseUrl: null, redisUrl: null }
  const where = demo ? { ...env, ...own } : env
  const { ctx, files } = await openCore(
    { env: where, wallClock, log: openLog('warn'), throwaway: demo },
    opening,
  )
  // Where this shell looks need not be where the bot looks: a file that is not here is no news for the administrators.
  const missing = await missingFile(where.collegePath)
  if (missing === null) await files.apply(ctx, { yes: options['yes'] === true })
  else process.stderr.write(`${missing.message}按上次采用的内容继续。${missing.cure}\n`)
  return { ctx, files }
}
