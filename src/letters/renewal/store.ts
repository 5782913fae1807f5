import { type Expression, sql } from 'kysely'
import type { Db, Tx } from '../../db/tables.ts'
import { LetterId } from '../../ids.ts'

const AT_ONCE = sql<Temporal.Instant>`'epoch'::timestamptz`

/** Live cards old enough to be followed by a fresh one, that none follows yet. */
export async function ageing(
  db: Db,
  sentBefore: Temporal.Instant,
  most: number,
): Promise<{ letter: LetterId; ref: string }[]> {
  const rows = await db
    .selectFrom('letters_cards')
    .select(['letter_id', 'ref'])
    .where('sent_at', '<=', sentBefore)
    .where('successor', 'is', null)
    .where('dead', '=', false)
    .orderBy('sent_at')
    .limit(most)
    .execute()
  return rows.map((row) => ({ letter: LetterId.parse(row.letter_id), ref: row.ref }))
}

/** When the first live card was sent after `after` that no other follows yet. */
export async function firstSent(db: Db, after: Temporal.Instant): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('letters_cards')
    .select((eb) => eb.fn.min('sent_at').as('sent'))
    .where('sent_at', '>', after)
    .where('successor', 'is', null)
    .where('dead', '=', false)
    .executeTakeFirst()
  return row?.sent ?? null
}

/** A card that needs no successor is not looked at again, once what it gathered is shown. */
export async function retire(tx: Tx, letter: LetterId): Promise<void> {
  await tx
    .updateTable('letters_cards')
    .set({ dead: sql<boolean>`wanted <= shown or message_id is null`, gathers_until: AT_ONCE })
    .where('letter_id', '=', letter)
    .execute()
}

/** The fresh card that carries on; the old one is updated to say so. */
export async function followedBy(tx: Tx, letter: LetterId, successorKey: string): Promise<void> {
  const fresh = tx.selectFrom('letters_letters').select('id').where('key', '=', successorKey)
  await follow(tx, letter, fresh.$asScalar())
}

/** Nothing follows the card: it is its own successor, and shows a closing text. */
export async function close(tx: Tx, letter: LetterId): Promise<void> {
  await follow(tx, letter, letter)
}

async function follow(tx: Tx, letter: LetterId, successor: LetterId | Expression<string>): Promise<void> {
  await tx
    .updateTable('letters_cards')
    .set((eb) => ({ successor, wanted: eb('wanted', '+', 1), gathers_until: AT_ONCE }))
    .where('letter_id', '=', letter)
    .execute()
}
