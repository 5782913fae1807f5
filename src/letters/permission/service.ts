import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { isUseful } from '../../time/order.ts'
import type { Claim } from '../claims/store.ts'
import { defer } from '../deferral/service.ts'
import * as delivery from '../delivery/store.ts'
import { passOn } from '../offices/service.ts'
import type { Correspondence, Letter } from '../types.ts'

/**
 * Whether a letter that was never attempted goes now, and the day on which it counts as a reminder; otherwise what became
 * of it: obsolete or deferred. In the transaction that would note the attempt.
 */
export async function mayGo(
  ctx: Ctx,
  tx: Tx,
  { letters, claim }: { letters: Correspondence; claim: Claim },
): Promise<{ countedOn: Temporal.PlainDate | null } | 'obsolete' | 'deferred'> {
  const { letter } = claim
  const spec = letters.kinds[letter.kind]
  const isHere = await isReceiverHere(tx, letters, letter)
  const isRelevant = isUseful(ctx.now(), claim) && (await spec.isRelevant(ctx, tx, letter))
  // What was for an office goes to its holder today, also when the one before has left.
  if (isRelevant && (await passOn(ctx, tx, { kinds: letters.kinds, claim }))) return 'obsolete'
  if (!isRelevant || !isHere) {
    const why = isHere ? {} : { code: delivery.RECEIVER_LEFT }
    await delivery.end(tx, letter.id, { end: 'obsolete', at: ctx.now(), ...why })
    return 'obsolete'
  }
  const deferral = await defer(ctx, tx, { letters, claim })
  return deferral.kind === 'go' ? { countedOn: deferral.countedOn } : deferral.kind
}

/** False for a person who has left. One who was never found counts as here: `address` tells of that trouble. */
async function isReceiverHere(tx: Tx, letters: Correspondence, { to }: Letter): Promise<boolean> {
  if ('chat' in to) return true
  const openId = await letters.openIdOf(tx, to.person)
  return openId === null || (await letters.memberOf(tx, openId)) !== null
}
