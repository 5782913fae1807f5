import { sql } from 'kysely'
import type { Db, Tx } from '../../db/tables.ts'
import { type LetterId, MessageId } from '../../ids.ts'
import type { LetterKind } from '../types.ts'

/**
 * Says that these letters are taken back. One on its way is marked first, so that whoever ends it at this moment either
 * sees the mark or has a card here already. A recall does not wait for the wait between two updates.
 */
export async function withdraw(tx: Tx, refs: readonly string[], kinds: readonly LetterKind[]): Promise<void> {
  await tx
    .updateTable('letters_letters')
    .set({ withdrawn: true, changed: true })
    .where('ref', 'in', [...refs])
    .where('kind', 'in', [...kinds])
    .execute()
  await tx
    .updateTable('letters_cards')
    .set((eb) => ({
      recall: 'owed',
      attempts: 0,
      wanted: eb('wanted', '+', 1),
      look_at: sql<Temporal.Instant>`clock_timestamp()`,
      gathers_until: sql<Temporal.Instant>`'epoch'::timestamptz`,
    }))
    .where('ref', 'in', [...refs])
    .where('kind', 'in', [...kinds])
    .where('dead', '=', false)
    .where('recall', 'is', null)
    .execute()
}

/** The message that is still to be recalled. */
export async function stale(
  db: Db,
  letter: LetterId,
): Promise<{ messageId: MessageId; attempts: number } | undefined> {
  const row = await db
    .selectFrom('letters_cards')
    .select(['message_id', 'attempts'])
    .where('letter_id', '=', letter)
    .where('recall', '=', 'owed')
    .where('dead', '=', false)
    .executeTakeFirst()
  if (row === undefined || row.message_id === null) return undefined
  return { messageId: MessageId.parse(row.message_id), attempts: row.attempts }
}

/** Notes what became of it: what is gone is never updated again, what was refused is updated once more. */
export async function settle(db: Db, letter: LetterId, recall: 'done' | 'refused'): Promise<void> {
  await db
    .updateTable('letters_cards')
    .set({ recall, dead: recall === 'done', attempts: 0, look_at: sql<Temporal.Instant>`'epoch'` })
    .where('letter_id', '=', letter)
    .where('recall', '=', 'owed')
    .execute()
}
