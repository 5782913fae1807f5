import { transact } from '../db/transact.ts'
import { figuresOfWeek } from '../digest/service.ts'
import { Fault } from '../errors.ts'
import type { Args } from './args.ts'
import { openCommandCore } from './command-core.ts'
import { bookHistory } from './demo/controlled-bot-command.ts'
import { DEMO_HISTORY } from './demo/facts.ts'

const CURE = '请写成 --week 2026-W47 这样：年份和ISO周次（01至53），不写则为上一周。'

/** `digest --week 2026-W47`: the figures of a week, as its digest said them or, where there was none, as they are now. */
export async function digestCommand({ options }: Args): Promise<void> {
  await using opening = new AsyncDisposableStack()
  const { ctx, files } = await openCommandCore({ options }, opening)
  if (options['demo'] === true) await bookHistory({ ctx, files }, DEMO_HISTORY)
  const { week } = options
  const told = await transact(ctx, (tx) => figuresOfWeek(ctx, tx, typeof week === 'string' ? week : null))
  if (told === 'noWeek') throw new Fault(`没有“${String(week)}”这一周。`, { cure: CURE })
  if (told === 'notYet') throw new Fault(`${String(week)}还没有开始。`, { cure: CURE })
  const lines = options['json'] === true ? [JSON.stringify(told.figures)] : told.lines
  for (const line of lines) process.stdout.write(`${line}\n`)
}
