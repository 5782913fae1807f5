import { sql } from 'kysely'
import type { Db, Tx } from '../../db/tables.ts'
import { LetterId, MessageId } from '../../ids.ts'
import { notBefore, rest } from '../cards/store.ts'

/** Longer than any request is on its way: what has no answer may land until then. */
const LANDS_WITHIN = sql`interval '1 minute'`
/** The platform drops an answer to a click that comes after three seconds. */
const ANSWER_LANDS_WITHIN = sql`interval '4 seconds'`

export type LiveCard = {
  messageId: MessageId
  sentAt: Temporal.Instant
  version: number
  hash: string | null
  attempts: number
  successor: LetterId | null
  /** Real milliseconds until it may be patched: Feishu reverts what comes with, or before, the answer to a click. */
  restMs: number
}

/**
 * The card if it is stale. Locked until the transaction ends: whoever changes what it shows waits with saying so, so
 * that what is rendered in between is one state, and a later one marks it stale anew.
 */
export async function lockStale(tx: Tx, letter: LetterId): Promise<LiveCard | undefined> {
  const row = await tx
    .selectFrom('letters_cards')
    .selectAll()
    .select(
      sql<number>`greatest(0, extract(epoch from clicked_at + interval '1 second' - clock_timestamp()) * 1000)`.as(
        'rest_ms',
      ),
    )
    .where('letter_id', '=', letter)
    .where('dead', '=', false)
    .whereRef('wanted', '>', 'shown')
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.message_id === null) return undefined
  return {
    messageId: MessageId.parse(row.message_id),
    sentAt: row.sent_at,
    version: row.wanted,
    hash: row.painted,
    attempts: row.attempts,
    successor: row.successor === null ? null : LetterId.parse(row.successor),
    restMs: Math.ceil(Number(row.rest_ms)),
  }
}

/** Notes that the platform shows this state already. */
export async function noteShown(tx: Tx, letter: LetterId, version: number): Promise<void> {
  await tx
    .updateTable('letters_cards')
    .set({ shown: version, attempts: 0, dead: LAST_IF_REFUSED })
    .where('letter_id', '=', letter)
    .execute()
}

// What could not be recalled has now been updated for the last time.
const LAST_IF_REFUSED = sql<boolean>`dead or recall is not distinct from 'refused'`

/**
 * Notes that a PATCH is about to be made; it is told apart by the number that comes back. Undefined when something was
 * changed since it was rendered. What is on its way from before may land after it: then this one is not the last.
 */
export async function beginPatch(db: Db, letter: LetterId, version: number): Promise<number | undefined> {
  const row = await db
    .updateTable('letters_cards')
    .set((eb) => ({
      patches: eb('patches', '+', 1),
      painted: null,
      patch_at: sql<Temporal.Instant>`clock_timestamp()`,
      unsure_until: sql<Temporal.Instant>`greatest(unsure_until, patch_at + ${LANDS_WITHIN},
        clicked_at + ${ANSWER_LANDS_WITHIN})`,
    }))
    .where('letter_id', '=', letter)
    .where('wanted', '=', version)
    .where('dead', '=', false)
    .returning('patches')
    .executeTakeFirst()
  return row?.patches
}

/**
 * Notes what the platform shows since a PATCH; the next one waits for `restMs`, or a second after the last click. Where
 * something else may have landed after it, nobody knows what is shown: the card stays stale, and is updated when all has landed.
 */
export async function noteUpdated(
  db: Db,
  letter: LetterId,
  update: { patch: number; version: number; hash: string; restMs: number },
): Promise<void> {
  const sure = sql<boolean>`(unsure_until <= clock_timestamp() and (clicked_at is null or clicked_at < patch_at))`
  await db
    .updateTable('letters_cards')
    .set((eb) => ({
      shown: eb.fn<number>('greatest', ['shown', eb.val(update.version)]),
      wanted: sql<number>`case when ${sure} then wanted else wanted + 1 end`,
      painted: sql<string | null>`case when ${sure} then ${update.hash} end`,
      dead: sql<boolean>`dead or (${sure} and (${LAST_IF_REFUSED}))`,
      attempts: 0,
      painted_at: sql<Temporal.Instant>`clock_timestamp()`,
      patch_at: null,
      look_at: sql<Temporal.Instant>`case when ${sure} then ${notBefore(update.restMs)}
        else greatest(unsure_until, clicked_at + interval '1 second') end`,
    }))
    .where('letter_id', '=', letter)
    .where('patches', '=', update.patch)
    .execute()
}

/** Notes a PATCH that failed; one without an answer may have landed, or still land. */
export async function patchFailed(
  db: Db,
  letter: LetterId,
  how: { patch: number; restMs: number; mayHaveHappened: boolean; dead: boolean },
): Promise<void> {
  const until = sql<Temporal.Instant>`greatest(unsure_until, clock_timestamp() + ${LANDS_WITHIN})`
  await rest(db, letter, { ms: how.restMs, failed: true, dead: how.dead })
  await db
    .updateTable('letters_cards')
    .set({ patch_at: null, ...(how.mayHaveHappened ? { unsure_until: until } : {}) })
    .where('letter_id', '=', letter)
    .where('patches', '=', how.patch)
    .execute()
}
