import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Claim } from '../claims/store.ts'
import * as delivery from '../delivery/store.ts'
import { textOf } from '../rules.ts'
import type { Letter, LetterKinds, Receiver } from '../types.ts'

type Of = { kinds: LetterKinds; letter: Letter }

/** Whose a letter is today: an office passes on, and what it brings with it. Null: nobody's any more. */
export async function receiverNow(ctx: Ctx, tx: Tx, { kinds, letter }: Of): Promise<Receiver | null> {
  const { holder } = kinds[letter.kind]
  if (holder === undefined || 'chat' in letter.to) return letter.to
  const person = await holder(ctx, tx, letter)
  return person === null ? null : { person }
}

/** Whether a letter is still for the person to whom it was written. */
export async function isReceivers(ctx: Ctx, tx: Tx, of: Of): Promise<boolean> {
  const now = await receiverNow(ctx, tx, of)
  return now !== null && textOf(now) === textOf(of.letter.to)
}

/**
 * Ends a letter that is no longer its receiver's; whoever has taken over the office gets one of their own. False when
 * it is still for the person to whom it was written. Asked before the first attempt.
 */
export async function passOn(
  ctx: Ctx,
  tx: Tx,
  { kinds, claim }: { kinds: LetterKinds; claim: Claim },
): Promise<boolean> {
  const { letter, key, dueAt, uselessAfter } = claim
  const to = await receiverNow(ctx, tx, { kinds, letter })
  if (to !== null && textOf(to) === textOf(letter.to)) return false
  await delivery.end(tx, letter.id, { end: 'obsolete', at: ctx.now(), code: 'office_passed_on' })
  if (to === null) return true
  const { kind, ref } = letter
  const until = uselessAfter === null ? {} : { uselessAfter }
  await delivery.insert(tx, [{ key: `${key}:${textOf(to)}`, kind, ref, to, dueAt, ...until }], ctx.now())
  return true
}
