import { affected, type Expired } from '../../db/affected.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/tables.ts'
import { MessageId } from '../../ids.ts'

/** Stores a message before it is acknowledged; false when it is known: the same message again changes nothing. */
export async function keepMessage(
  db: Db,
  message: { id: MessageId; payload: unknown; at: Temporal.Instant },
): Promise<boolean> {
  const first = await db
    .insertInto('feishu_messages')
    .values({ message_id: message.id, payload: JSON.stringify(message.payload), at: message.at })
    .onConflict((conflict) => conflict.column('message_id').doNothing())
    .returning('message_id')
    .executeTakeFirst()
  return first !== undefined
}

/** Notes an edit: the message is opened with its new words, whatever had become of it, unless it was taken back. */
export async function editMessage(
  db: Db,
  edit: { id: MessageId; payload: unknown; at: Temporal.Instant; editedAt: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into feishu_messages as m (message_id, payload, at, edited_at)
    values (${edit.id}, ${JSON.stringify(edit.payload)}, ${edit.at}, ${edit.editedAt})
    on conflict (message_id) do update set payload = excluded.payload, edited_at = excluded.edited_at,
      attempts = 0, look_at = 'epoch', ended = null
    where not m.recalled and (m.edited_at is null or m.edited_at < excluded.edited_at)`.execute(db)
}

/**
 * Notes a recall. A message that is open, or not known yet, ends here; one that had its effect is opened again, for the
 * effect to be taken back. Whoever gives it its effect holds the row, so that one of both comes first.
 */
export async function recallMessage(db: Db, recall: { id: MessageId; at: Temporal.Instant }): Promise<void> {
  await sql`
    insert into feishu_messages as m (message_id, at, ended, recalled)
    values (${recall.id}, ${recall.at}, 'done', true)
    on conflict (message_id) do update set recalled = true, payload = null, attempts = 0, look_at = 'epoch',
      ended = case when m.heard then null else 'done' end
    where not m.recalled`.execute(db)
}

/**
 * Takes stored messages whose effect is still to come, and moves their `look_at` ahead. No person and no chat has more than
 * `each` under way: whoever sends hundreds waits for themselves, and nobody waits for them.
 */
export async function takeOpenMessages(db: Db, { most, each }: Turns): Promise<MessageId[]> {
  const { rows } = await sql<{ message_id: string }>`
    update feishu_messages set look_at = clock_timestamp() + interval '30 seconds', taken = true
    where message_id in (
      select message_id from feishu_messages
      where ended is null and look_at <= clock_timestamp() and message_id in (
        select message_id from (
          select message_id,
            row_number() over (${turn('openId')}) as of_person, row_number() over (${turn('chatId')}) as of_chat
          from feishu_messages where ended is null and (taken or look_at <= clock_timestamp())
        ) as waiting where of_person <= ${each} and of_chat <= ${each}
      )
      order by at limit ${most} for update skip locked
    ) returning message_id`.execute(db)
  return rows.map((row) => MessageId.parse(row.message_id))
}

type Turns = { most: number; each: number }

// What is under way comes first; what was taken back says no more whose it was.
function turn(key: 'openId' | 'chatId') {
  return sql`partition by coalesce(payload->>${sql.lit(key)}, message_id)
    order by look_at > clock_timestamp() desc, at, message_id`
}

/** Looks at once at messages that were taken and never failed. */
export async function makePending(db: Db): Promise<void> {
  await sql`
    update feishu_messages set look_at = 'epoch', taken = false
    where ended is null and attempts = 0 and look_at > clock_timestamp()`.execute(db)
}

/** The message if its effect is still to come, locked until the transaction ends. */
export async function lockMessage(
  tx: Tx,
  id: MessageId,
): Promise<{ payload: unknown; attempts: number; recalled: boolean; heard: boolean } | undefined> {
  return tx
    .selectFrom('feishu_messages')
    .select(['payload', 'attempts', 'recalled', 'heard'])
    .where('message_id', '=', id)
    .where('ended', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** Ends a message; what it said is kept no longer than that. */
export async function endMessage(tx: Tx, id: MessageId, end: 'done' | 'failed'): Promise<void> {
  await tx
    .updateTable('feishu_messages')
    .set({ ended: end, ...(end === 'done' ? { payload: null, heard: true } : {}) })
    .where('message_id', '=', id)
    .execute()
}

/** Looks at a message again after a rest that counts as no failure. */
export async function restMessage(db: Db, id: MessageId, restSeconds: number): Promise<void> {
  await db
    .updateTable('feishu_messages')
    .set({
      look_at: sql<Temporal.Instant>`clock_timestamp() + ${restSeconds} * interval '1 second'`,
      taken: false,
    })
    .where('message_id', '=', id)
    .where('ended', 'is', null)
    .execute()
}

export async function countMessageFailure(tx: Tx, id: MessageId, restSeconds: number): Promise<void> {
  await tx
    .updateTable('feishu_messages')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      taken: false,
      look_at: sql<Temporal.Instant>`clock_timestamp() + ${restSeconds} * interval '1 second'`,
    }))
    .where('message_id', '=', id)
    .execute()
}

/** Whether a message still waits for its effect. */
export async function anyOpenMessage(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('feishu_messages')
    .select('message_id')
    .where('ended', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Deletes messages that have ended, and came before. */
export async function deleteMessages(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from feishu_messages where ctid = any(array(
      select ctid from feishu_messages where ended is not null and at < ${before} limit ${most}))`,
  )
}
