import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { instantOf, today } from '../../time/dates.ts'
import { isUseful } from '../../time/order.ts'
import type { Claim } from '../claims/store.ts'
import { defer, urgencyOf } from '../deferral/service.ts'
import { toldSince } from '../deferral/store.ts'
import * as delivery from '../delivery/store.ts'
import { passOn } from '../offices/service.ts'
import { isSnoozed } from '../snooze/service.ts'
import type { Correspondence, Letter } from '../types.ts'

/**
 * Whether a letter that was never attempted goes now, and what is noted of it; otherwise what became of it: obsolete or
 * deferred. In the transaction that would note the attempt.
 */
export async function mayGo(
  ctx: Ctx,
  tx: Tx,
  { letters, claim }: { letters: Correspondence; claim: Claim },
): Promise<delivery.Going | 'obsolete' | 'deferred'> {
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
  const tells = (await spec.tells?.(ctx, tx, letter)) ?? []
  if (urgencyOf(letters.kinds, letter) === 'reminder' && (await wasTold(ctx, tx, { claim, tells }))) {
    await delivery.end(tx, letter.id, { end: 'obsolete', at: ctx.now(), code: 'told' })
    return 'obsolete'
  }
  const deferral = await defer(ctx, tx, { letters, claim })
  return deferral.kind === 'go' ? { countedOn: deferral.countedOn, tells } : deferral.kind
}

/** Whether its reader was told all of it today. What was asked for again this evening comes again. */
async function wasTold(
  ctx: Ctx,
  tx: Tx,
  { claim: { letter, key }, tells }: { claim: Claim; tells: readonly string[] },
): Promise<boolean> {
  if (tells.length === 0 || isSnoozed(key)) return false
  const since = instantOf(today(ctx), ctx.settings.timezone)
  const told = await toldSince(tx, letter, since)
  return tells.every((one) => told.has(one))
}

/** False for a person who has left. One who was never found counts as here: `address` tells of that trouble. */
async function isReceiverHere(tx: Tx, letters: Correspondence, { to }: Letter): Promise<boolean> {
  if ('chat' in to) return true
  const openId = await letters.openIdOf(tx, to.person)
  return openId === null || (await letters.memberOf(tx, openId)) !== null
}
