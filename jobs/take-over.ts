import type { Ctx } from '../src/ctx.ts'
import { isAlone } from '../src/db/process.ts'
import { makeClicksPending } from '../src/inbox/service.ts'
import { endClaimsOfDead } from '../src/letters/service.ts'
import { sources } from './sources.ts'

/**
 * At a start: ends the claims of processes that are proved dead. When no other process lives, what was taken by one
 * that died is due at once too; what rests after a failure goes on resting.
 */
export async function takeOver(ctx: Ctx, processId: number): Promise<void> {
  const claims = await endClaimsOfDead(ctx)
  if (await isAlone(ctx.db, processId)) {
    for (const { makePending } of sources) await makePending?.(ctx)
    await makeClicksPending(ctx)
  }
  if (claims > 0) ctx.log.info({ claims }, 'claims of dead processes ended')
}
