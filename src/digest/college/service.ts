import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { waitingNow } from '../../measures/service.ts'
import { countUnreached } from '../../roster/service.ts'
import { nudgedToday } from '../nudging/service.ts'
import type { Snapshot } from '../types.ts'
import type { Live } from './types.ts'

export { weekCharts } from './card.ts'

/** What is still to be done about what a digest says. */
export async function liveOf(
  ctx: Ctx,
  tx: Tx,
  { digest, snapshot }: { digest: string | null; snapshot: Snapshot },
): Promise<Live> {
  return {
    ...(await waitingNow(tx, Temporal.Instant.from(snapshot.to))),
    unreachable: await countUnreached(tx),
    nudged: digest === null ? null : await nudgedToday(ctx, tx, digest),
  }
}
