import { affected, type Expired } from '../db/affected.ts'
import { type Selectable, sql } from 'kysely'
import type { Db, Tables, Tx } from '../db/tables.ts'
import { ImageKey, MessageId, PictureId } from '../ids.ts'
import type { NewPicture, Picture } from './types.ts'

/** Writes a picture down; undefined when it is known: the same message again changes nothing. */
export async function insert(tx: Tx, { message, source, ref }: NewPicture): Promise<PictureId | undefined> {
  const row = await tx
    .insertInto('pictures_pictures')
    .values({ message_id: message, source_key: source, ref })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row && PictureId.parse(row.id)
}

export async function byIds(tx: Tx, ids: readonly PictureId[]): Promise<Picture[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('pictures_pictures')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(pictureOf)
}

export async function byMessage(tx: Tx, message: MessageId): Promise<Picture[]> {
  const query = tx.selectFrom('pictures_pictures').selectAll().where('message_id', '=', message)
  return (await query.orderBy('id').execute()).map(pictureOf)
}

/** Takes pictures that are still to be fetched, and moves their `look_at` ahead for as long as that may take. */
export async function takeDue(db: Db, lease: { most: number; seconds: number }): Promise<PictureId[]> {
  const { rows } = await sql<{ id: string }>`
    update pictures_pictures set look_at = clock_timestamp() + ${lease.seconds} * interval '1 second'
    where id in (
      select id from pictures_pictures where ended is null and look_at <= clock_timestamp()
      order by look_at limit ${lease.most} for update skip locked
    ) returning id`.execute(db)
  return rows.map((row) => PictureId.parse(row.id))
}

/** Looks at once at pictures that were taken and never failed. */
export async function makePending(db: Db): Promise<void> {
  await sql`
    update pictures_pictures set look_at = 'epoch'
    where ended is null and attempts = 0 and look_at > clock_timestamp()`.execute(db)
}

export type Pending = { id: PictureId; messageId: MessageId; source: ImageKey; ref: string; attempts: number }

/** The picture if it is still to be fetched. */
export async function pending(db: Db, id: PictureId): Promise<Pending | undefined> {
  const row = await db
    .selectFrom('pictures_pictures')
    .selectAll()
    .where('id', '=', id)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const [messageId, source] = [MessageId.parse(row.message_id), ImageKey.parse(row.source_key)]
  return { id, messageId, source, ref: row.ref, attempts: row.attempts }
}

/** Lets a picture rest after an attempt that failed. */
export async function rest(db: Db, id: PictureId, how: { ms: number; code: string }): Promise<void> {
  await db
    .updateTable('pictures_pictures')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      code: how.code,
      look_at: sql<Temporal.Instant>`clock_timestamp() + ${how.ms} * interval '1 millisecond'`,
    }))
    .where('id', '=', id)
    .where('ended', 'is', null)
    .execute()
}

export type PictureEnd = { ended: 'here'; key: ImageKey } | { ended: 'failed'; code: string }

/** Ends a picture. The first end stands. */
export async function end(tx: Tx, id: PictureId, how: PictureEnd & { at: Temporal.Instant }): Promise<void> {
  const [key, code] = how.ended === 'here' ? [how.key, null] : [null, how.code]
  await tx
    .updateTable('pictures_pictures')
    .set({ ended: how.ended, ended_at: how.at, image_key: key, code })
    .where('id', '=', id)
    .where('ended', 'is', null)
    .execute()
}

/** Nobody wants it any more, whatever became of it: it is not fetched, and its key is forgotten. */
export async function drop(tx: Tx, id: PictureId, at: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('pictures_pictures')
    .set({ ended: 'dropped', ended_at: at, image_key: null })
    .where('id', '=', id)
    .execute()
}

/** Whether a picture is still to be fetched. */
export async function anyPending(db: Db): Promise<boolean> {
  const query = db.selectFrom('pictures_pictures').select('id').where('ended', 'is', null)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** Pictures that could not be had, newest first. */
export async function failed(db: Db): Promise<{ ref: string; code: string | null }[]> {
  return db
    .selectFrom('pictures_pictures')
    .select(['ref', 'code'])
    .where('ended', '=', 'failed')
    .orderBy('ended_at', 'desc')
    .limit(100)
    .execute()
}

function pictureOf(row: Selectable<Tables['pictures_pictures']>): Picture {
  const picture = { id: PictureId.parse(row.id), ref: row.ref }
  switch (row.ended) {
    case 'here':
      return { ...picture, state: 'here', key: ImageKey.parse(row.image_key) }
    case 'failed':
      return { ...picture, state: 'failed', code: row.code ?? '' }
    case 'dropped':
      return { ...picture, state: 'dropped' }
    default:
      return { ...picture, state: 'waiting' }
  }
}

/** Deletes pictures that ended before, whatever became of them. */
export async function deletePictures(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from pictures_pictures where ctid = any(array(
      select ctid from pictures_pictures where ended_at < ${before} limit ${most}))`,
  )
}
