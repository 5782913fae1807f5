import { sql } from 'kysely'
import type { Db, Tx } from '../../db/tables.ts'
import { LetterId } from '../../ids.ts'
import type { LetterKind } from '../types.ts'

/**
 * Remembers a sent card. `hash` is null when it is not known which rendering the platform shows; `stale` says that the
 * rendering may be older than the state.
 */
export async function remember(
  tx: Tx,
  card: {
    letter: LetterId
    kind: LetterKind
    ref: string
    messageId: string | null
    hash: string | null
    stale: boolean
    /** Whether the letter was taken back while it was on its way. */
    withdrawn: boolean
    at: Temporal.Instant
  },
): Promise<void> {
  await tx
    .insertInto('letters_cards')
    .values({
      letter_id: card.letter,
      kind: card.kind,
      ref: card.ref,
      message_id: card.messageId,
      sent_at: card.at,
      painted: card.hash,
      wanted: card.stale || card.hash === null ? 1 : 0,
      recall: card.withdrawn ? 'owed' : null,
    })
    .onConflict((conflict) => conflict.column('letter_id').doNothing())
    .execute()
}

const AT_ONCE = sql<Temporal.Instant>`'epoch'::timestamptz`

/** Takes cards that are stale and may be made now; `look_at` moves ahead so that nobody else updates them. */
export async function takeStale(db: Db, now: Temporal.Instant, most: number): Promise<LetterId[]> {
  const { rows } = await sql<{ letter_id: string }>`
    update letters_cards set look_at = clock_timestamp() + interval '30 seconds'
    where letter_id in (
      select letter_id from letters_cards
      where wanted > shown and not dead and message_id is not null and look_at <= clock_timestamp()
        and gathers_until <= ${now}
      order by look_at limit ${most} for update skip locked
    ) returning letter_id`.execute(db)
  return rows.map((row) => LetterId.parse(row.letter_id))
}

/** Lets a stale card wait; a failed one counts, and the card is dead when there is no next try. */
export async function rest(
  db: Db,
  letter: LetterId,
  how: { ms: number; failed: boolean; dead: boolean },
): Promise<void> {
  await db
    .updateTable('letters_cards')
    .set((eb) => ({
      attempts: how.failed ? eb('attempts', '+', 1) : eb.ref('attempts'),
      // What is dead stays so: its recall may have landed meanwhile.
      dead: how.dead ? true : eb.ref('dead'),
      look_at: notBefore(how.ms),
    }))
    .where('letter_id', '=', letter)
    .execute()
}

/** Feishu reverts a card that is patched before, or together with, the answer to a click on it. */
export function notBefore(ms: number) {
  return sql<Temporal.Instant>`greatest(
    clock_timestamp() + ${ms} * interval '1 millisecond', clicked_at + interval '1 second')`
}

/**
 * The answer to a click was handed over: the card shows it, unless it is stale again by now, or a PATCH may land
 * after it.
 */
export async function answered(
  db: Db,
  letter: LetterId,
  shown: { version: number; hash: string },
): Promise<void> {
  await db
    .updateTable('letters_cards')
    .set({
      shown: shown.version,
      painted: shown.hash,
      look_at: sql<Temporal.Instant>`clock_timestamp() + interval '1 second'`,
    })
    .where('letter_id', '=', letter)
    .where('shown', '<', shown.version)
    .where('patch_at', 'is', null)
    .where('unsure_until', '<=', sql<Temporal.Instant>`clock_timestamp()`)
    .execute()
}

/**
 * Marks stale whatever was pressed within so many milliseconds before this moment or, with `lastPress`, before the
 * last press of all: its answer may have been lost with the connection. Locked in one order, as whoever does the same.
 */
export async function doubt(tx: Tx, within: { ms: number; before: 'now' | 'lastPress' }): Promise<void> {
  const until =
    within.before === 'now' ? sql`clock_timestamp()` : sql`(select max(clicked_at) from letters_cards)`
  await sql`
    update letters_cards set wanted = wanted + 1, painted = null, gathers_until = ${AT_ONCE}
    where letter_id in (
      select letter_id from letters_cards
      where not dead and clicked_at > ${until} - ${within.ms} * interval '1 millisecond'
      order by letter_id for update
    )`.execute(tx)
}

/** Whether any card is stale, be it waiting for its turn or not. */
export async function anyStale(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('letters_cards')
    .select('letter_id')
    .whereRef('wanted', '>', 'shown')
    .where('dead', '=', false)
    .where('message_id', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
