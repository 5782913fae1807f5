import { dryRun } from '../../jobs/dry-run.ts'
import { daysIn, foresee, planText } from '../desk/service.ts'
import { Fault } from '../errors.ts'
import type { Args } from './args.ts'
import { registry } from '../router.ts'
import { openCommandCore } from './command-core.ts'
import { bookHistory } from './demo/controlled-bot-command.ts'
import { DEMO_HISTORY } from './demo/facts.ts'

/** The user waits for the answer; a large college takes minutes. */
const PATIENCE_MS = 600_000

/** `plan [--days 14]`: what will be sent to whom and when, if nothing changes. People are counted, never named. */
export async function planCommand({ options }: Args): Promise<void> {
  const days = daysIn(String(options['days'] ?? ''))
  if (days === null) throw new Fault('天数不对。', { cure: '请写1到31之间的天数，例如 --days 7。' })
  await using opening = new AsyncDisposableStack()
  const { ctx, files } = await openCommandCore({ options }, opening)
  if (options['demo'] === true) await bookHistory({ ctx, files }, DEMO_HISTORY)
  const plan = await foresee(ctx, (until) => dryRun(ctx, registry, { until, patienceMs: PATIENCE_MS }), days)
  for (const line of planText(plan, ctx.settings.timezone)) process.stdout.write(`${line}\n`)
  if (options['json'] === true) process.stdout.write(`${JSON.stringify(plan)}\n`)
}
