import { loadHistory } from '../../../config/history.ts'
import { readStartEnv } from '../../../config/env.ts'
import { faultLines } from '../../../config/college/fault-lines.ts'
import { importHistory } from '../../../jobs/import-history.ts'
import { Fault } from '../../errors.ts'
import type { Args } from '../args.ts'
import { type Bot, openBot } from '../bot.ts'
import { openWallClock } from '../clock.ts'
import { applyTimeControl } from './controlled-bot.ts'
import { openLog } from '../log.ts'
import { untilToldToStop } from '../stop.ts'

/** A bot whose wall time its parent process owns: started by the demo and the drill, never by hand. */
export async function controlledBotCommand({ options }: Args): Promise<void> {
  const env = readStartEnv()
  const wallClock = openWallClock(Number(options['offset'] ?? 0))
  const log = openLog(env.logLevel)
  await using bot = await openBot({ env, wallClock, log, throwaway: true, ownPages: true })
  if (typeof options['history'] === 'string') await bookHistory(bot, options['history'])
  applyTimeControl(bot, wallClock)
  await untilToldToStop()
}

/** Books a history.json; what is known already stays as it is. Throws a `Fault` that lists all faults. */
export async function bookHistory({ ctx, files }: Pick<Bot, 'ctx' | 'files'>, path: string): Promise<number> {
  const history = await loadHistory(path, files.college())
  if (!history.ok) {
    throw new Fault(`历史记录有误，未导入：\n${faultLines(history.faults)}`, {
      cure: '请按提示逐项修改后重试。',
    })
  }
  return importHistory(ctx, history)
}
