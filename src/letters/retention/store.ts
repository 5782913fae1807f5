import { sql } from 'kysely'
import { affected, type Expired } from '../../db/affected.ts'
import type { Tx } from '../../db/tables.ts'

/** Letters that ended before, earliest first; what an administrator still has to look at stays. */
export async function endedBefore(tx: Tx, { before, most }: Expired): Promise<string[]> {
  const rows = await tx
    .selectFrom('letters_letters')
    .select('id')
    .where('ended', 'is not', null)
    .where('ended_at', '<', before)
    .where((eb) => eb.or([eb('ended', 'not in', ['failed', 'unknown']), eb('settled_at', 'is not', null)]))
    .orderBy('ended_at')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** Deletes letters with their cards; that their keys were used stays. One that still follows another's card waits. */
export async function deleteLetters(tx: Tx, ids: readonly string[]): Promise<number> {
  await tx
    .deleteFrom('letters_cards')
    .where('letter_id', 'in', [...ids])
    .execute()
  return affected(
    tx,
    sql`
    with gone as (
      delete from letters_letters l where l.id = any(${[...ids]}::uuid[])
        and not exists (select from letters_cards c where c.successor = l.id)
      returning l.key
    )
    insert into letters_past_keys (key_hash) select sha256(convert_to(key, 'UTF8')) from gone
    on conflict do nothing`,
  )
}
