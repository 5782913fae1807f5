import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { ChatId, LetterId, MemberId, MessageId } from '../ids.ts'
import * as cards from './cards/store.ts'
import * as claims from './claims/store.ts'
import * as delivery from './delivery/store.ts'
import * as lookups from './lookups/store.ts'
import * as deferral from './deferral/store.ts'
import * as stale from './stale/service.ts'
import type { Letter, LetterKind, NewLetter, Receiver } from './types.ts'
import * as withdrawal from './withdrawal/store.ts'

export { type HeldLetter, heldLetters, releaseHeld } from './deferral/service.ts'
export { type ForeseenLetter, dryRunLetter, resetLetterWaits } from './dry-run/service.ts'
export { snoozeButton } from './snooze/action.ts'
export { kindNames } from './words.ts'
export { thisEvening } from './snooze/service.ts'

const BATCH = 300

/** Ends the claims of processes that are dead and returns how many. */
export async function endClaimsOfDead({ db }: Ctx): Promise<number> {
  return claims.endClaimsOfDead(db)
}

/** Makes letters due at once that were taken and never claimed; the caller knows that nobody else is about to claim them. */
export async function makeLettersPending({ db }: Ctx): Promise<void> {
  await claims.makePending(db)
}

/** Writes letters in the transaction of the change that caused them; a key that exists is left as it is. */
export async function writeLetters(ctx: Ctx, tx: Tx, letters: NewLetter[]): Promise<void> {
  await delivery.insert(tx, letters, ctx.now())
}

/** How many letters of a kind were written to a receiver, or about something, since that moment. */
export async function countWritten(tx: Tx, of: lookups.Written): Promise<number> {
  return lookups.countWritten(tx, of)
}

/** Says that what these cards show has changed; each is updated once, with the state of that moment. */
export async function markStale(
  tx: Tx,
  refs: string | readonly string[],
  kinds: readonly LetterKind[],
): Promise<void> {
  stale.gather(tx, { refs: [refs].flat(), kinds })
}

/** Says that only counts have changed, which nobody waits for: updated at `by` at the latest, with all that came until then. */
export async function markStaleBy(tx: Tx, change: Required<stale.Change>): Promise<void> {
  stale.gather(tx, change)
}

/**
 * Takes letters back: their messages are recalled for everybody or, where the platform refuses, updated a last time.
 * The feature renders them as withdrawn, and one not sent yet must not matter any more.
 */
export async function withdrawLetters(
  tx: Tx,
  refs: readonly string[],
  kinds: readonly LetterKind[],
): Promise<void> {
  await withdrawal.withdraw(tx, refs, kinds)
}

/** The letter of that id, with the message that it became. */
export async function letterById(tx: Tx, id: LetterId): Promise<lookups.Found | undefined> {
  return lookups.byId(tx, id)
}

/** The id of the letter of that key. */
export async function letterIdOf(tx: Tx, key: string): Promise<LetterId | undefined> {
  return lookups.idOf(tx, key)
}

/** Which letter a message is, for instance one that somebody replied to. */
export async function letterOfMessage(tx: Tx, messageId: MessageId): Promise<Letter | undefined> {
  return lookups.byMessage(tx, messageId)
}

/** Whether a letter to one of these may have become a message that is not known yet: its answer has not come. */
export async function anyLetterOnItsWay(tx: Tx, receivers: readonly Receiver[]): Promise<boolean> {
  return lookups.anyOnItsWay(tx, receivers)
}

/**
 * Says something in a chat that has become the chat of its matter: letters of this kind that say it and that nobody has
 * tried to send go there; where there are none, and it was never sent there, it is written.
 */
export async function sendToChat(
  ctx: Ctx,
  tx: Tx,
  letter: NewLetter & { to: { chat: ChatId } },
): Promise<void> {
  if (await delivery.readdress(tx, letter)) return
  await writeLetters(ctx, tx, [{ ...letter, key: `${letter.key}:${letter.to.chat}` }])
}

/** Letters that ended only because these people had left, or had no account, take their turn after all: they are back. */
export async function reviveLetters(ctx: Ctx, tx: Tx, people: readonly MemberId[]): Promise<void> {
  await delivery.revive(tx, people, ctx.now())
}

/** Whether one of these letters may have reached somebody. */
export async function anyAttempted(tx: Tx, refs: readonly string[], kind: LetterKind): Promise<boolean> {
  return lookups.anyAttempted(tx, refs, kind)
}

/** Which of these letters were written, by ref, and whether each still waits in the post. */
export async function waitingByRef(
  tx: Tx,
  refs: readonly string[],
  kind: LetterKind,
): Promise<Map<string, boolean>> {
  return lookups.waitingByRef(tx, refs, kind)
}

/** When the newest of these letters may have reached somebody; null when none has. */
export async function reachedAt(
  tx: Tx,
  refs: readonly string[],
  kind: LetterKind,
): Promise<Temporal.Instant | null> {
  return lookups.lastAttempt(tx, refs, kind)
}

/** When the newest of these letters may have reached somebody, by ref; null for one that still waits. */
export async function reachedByRef(
  tx: Tx,
  refs: readonly string[],
  kinds: readonly LetterKind[],
): Promise<Map<string, Temporal.Instant | null>> {
  return lookups.lastAttempts(tx, refs, kinds)
}

/** Whether no newer letter says the same to the same receiver. */
export async function isNewest(tx: Tx, letter: Letter): Promise<boolean> {
  return lookups.isNewest(tx, letter)
}

/** The reminders that ended because this letter, a summary, carries what they say. */
export async function coveredBy(tx: Tx, summary: LetterId): Promise<Letter[]> {
  return deferral.coveredBy(tx, summary)
}

/** The sweep: letters that are due, one per receiver, `most` at a time. The caller enqueues one job for each. */
export async function takeDueLetters(ctx: Ctx, most = BATCH): Promise<LetterId[]> {
  return claims.takeDue(ctx.db, ctx.now(), most)
}

/** The sweep: cards that are stale. The caller enqueues one job for each. */
export async function takeStaleCards(ctx: Ctx): Promise<LetterId[]> {
  return cards.takeStale(ctx.db, ctx.now(), BATCH)
}

/** Wall time of the first open letter, or of the first after `after`; null when there is none. */
export async function nextLetter(
  ctx: Pick<Ctx, 'db'>,
  after: Temporal.Instant | null = null,
): Promise<Temporal.Instant | null> {
  return lookups.firstDue(ctx.db, after)
}

/** Whether any card is still stale, be it waiting for its turn or not. */
export async function anyCardStale(ctx: Ctx): Promise<boolean> {
  return cards.anyStale(ctx.db)
}

/** Letters that were refused or whose fate is unknown and that nobody has ticked off, newest first: for an administrator. */
export async function troubledLetters(ctx: Pick<Ctx, 'db'>) {
  return lookups.troubled(ctx.db)
}

/** Ticks off the letter of that key that came to nothing, or all; tells how many. */
export async function settleLetters(tx: Tx, key: string | 'all', at: Temporal.Instant): Promise<number> {
  return lookups.settle(tx, key, at)
}

export { expireLetters } from './retention/service.ts'

/** How many letters ended in which way. */
export async function lettersByEnd(ctx: Ctx) {
  return lookups.countByEnd(ctx.db)
}
