import { makeAlarmsPending } from '../src/alarms/service.ts'
import type { Ctx } from '../src/ctx.ts'
import { isAlone } from '../src/db/process.ts'
import { makeMessagesPending } from '../src/feishu/inbox.ts'
import { lookAtClicksAgain } from '../src/letters/clicks/service.ts'
import { endClaimsOfDead, makeLettersPending } from '../src/letters/service.ts'
import { makePicturesPending } from '../src/pictures/service.ts'

/**
 * At a start: ends the claims of processes that are proved dead. When no other process lives, what was taken by one
 * that died is looked at at once too; what rests after a failure goes on resting.
 */
export async function takeOver(ctx: Ctx, processId: number): Promise<void> {
  const claims = await endClaimsOfDead(ctx)
  const alone = await isAlone(ctx.db, processId)
  if (alone) {
    await makeLettersPending(ctx)
    await makeAlarmsPending(ctx)
    await makeMessagesPending(ctx)
    await lookAtClicksAgain(ctx)
    await makePicturesPending(ctx)
  }
  if (claims > 0) ctx.log.info({ claims }, 'claims of dead processes ended')
}
