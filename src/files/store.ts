import { type Selectable, sql } from 'kysely'
import { affected, type Expired } from '../db/affected.ts'
import type { Db, Tables, Tx } from '../db/tables.ts'
import { FileId, FileKey, ImageKey, MessageId, PictureId, Sha256 } from '../ids.ts'
import type { FileType, KeptFile, MadeFile, NewFile, NewPicture, Picture, SentFile } from './types.ts'

type Row = Selectable<Tables['files_files']>

/** Writes something down; undefined when it is known: the same message again changes nothing. */
export async function insert(tx: Tx, sent: NewPicture | NewFile): Promise<string | undefined> {
  const row = await tx
    .insertInto('files_files')
    .values({
      kind: 'name' in sent ? 'file' : 'picture',
      name: 'name' in sent ? sent.name : null,
      message_id: sent.message,
      source_key: sent.source,
      ref: sent.ref,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Writes down a file that the bot made. */
export async function insertMade(
  tx: Tx,
  { name, type, bytes, size, ref }: MadeFile,
  at: Temporal.Instant,
): Promise<string> {
  const here = { ended: 'here', ended_at: at, message_id: null, source_key: null }
  const row = await tx
    .insertInto('files_files')
    .values({ kind: 'made', name, type, sha256: bytes, size, ref, ...here })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function picturesById(tx: Tx, ids: readonly PictureId[]): Promise<Picture[]> {
  return (await byIds(tx, ids)).map(pictureOf)
}

export async function filesById(tx: Tx, ids: readonly FileId[]): Promise<SentFile[]> {
  return (await byIds(tx, ids)).map(fileOf)
}

/** Those whose bytes are here. */
export async function keptById(tx: Tx, ids: readonly string[]): Promise<KeptFile[]> {
  return (await byIds(tx, ids)).flatMap(({ id, name, sha256, size }) =>
    sha256 === null ? [] : [{ id, name, bytes: Sha256.parse(sha256), size: size ?? 0 }],
  )
}

async function byIds(tx: Tx, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('files_files')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
}

/** What came in a message. */
export async function ofMessage(
  tx: Tx,
  message: MessageId,
): Promise<{ pictures: Picture[]; files: SentFile[] }> {
  const query = tx.selectFrom('files_files').selectAll().where('message_id', '=', message)
  const rows = await query.orderBy('id').execute()
  return {
    pictures: rows.filter(({ kind }) => kind === 'picture').map(pictureOf),
    files: rows.filter(({ kind }) => kind === 'file').map(fileOf),
  }
}

/** Takes what is still to be fetched, and moves its `look_at` ahead for as long as that may take. */
export async function takeDue(db: Db, lease: { most: number; seconds: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update files_files set look_at = clock_timestamp() + ${lease.seconds} * interval '1 second'
    where id in (
      select id from files_files where ended is null and look_at <= clock_timestamp()
      order by look_at limit ${lease.most} for update skip locked
    ) returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Looks at once at what was taken and never failed. */
export async function makePending(db: Db): Promise<void> {
  await sql`
    update files_files set look_at = 'epoch'
    where ended is null and attempts = 0 and look_at > clock_timestamp()`.execute(db)
}

export type Pending = { id: string; messageId: MessageId; ref: string; attempts: number } & (
  | { source: ImageKey; name: null }
  | { source: FileKey; name: string }
)

/** Something that is still to be fetched; undefined when it is not. */
export async function pending(db: Db, id: string): Promise<Pending | undefined> {
  const row = await db
    .selectFrom('files_files')
    .selectAll()
    .where('id', '=', id)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { ref, attempts, name } = row
  const of = { id, messageId: MessageId.parse(row.message_id), ref, attempts }
  return name === null
    ? { ...of, source: ImageKey.parse(row.source_key), name }
    : { ...of, source: FileKey.parse(row.source_key), name }
}

/** Lets something rest after an attempt that failed. */
export async function rest(db: Db, id: string, how: { ms: number; code: string }): Promise<void> {
  await db
    .updateTable('files_files')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      code: how.code,
      look_at: sql<Temporal.Instant>`clock_timestamp() + ${how.ms} * interval '1 millisecond'`,
    }))
    .where('id', '=', id)
    .where('ended', 'is', null)
    .execute()
}

/** What was kept: a picture with its key on the platform and what it was made of, or a file by what it is. */
export type Kept = { bytes: Sha256; size: number } & (
  | { key: ImageKey; source: Sha256 }
  | { type: FileType; name: string }
)
export type End = { ended: 'here'; kept: Kept } | { ended: 'failed'; code: string }

/** Ends something. The first end stands. */
export async function end(tx: Tx, id: string, how: End & { at: Temporal.Instant }): Promise<void> {
  await tx
    .updateTable('files_files')
    .set({
      ended: how.ended,
      ended_at: how.at,
      ...(how.ended === 'here' ? columnsOf(how.kept) : { code: how.code }),
    })
    .where('id', '=', id)
    .where('ended', 'is', null)
    .execute()
}

function columnsOf(kept: Kept) {
  const { bytes: sha256, size } = kept
  if ('key' in kept)
    return { sha256, size, type: 'jpeg', image_key: kept.key, source_sha256: kept.source, code: null }
  return { sha256, size, type: kept.type, name: kept.name, code: null }
}

/** Nobody wants it any more, whatever became of it: it is not fetched, and where it is kept is forgotten. */
export async function drop(tx: Tx, ids: readonly string[], at: Temporal.Instant): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('files_files')
    .set({ ended: 'dropped', ended_at: at, image_key: null, sha256: null, source_sha256: null })
    .where('id', 'in', [...ids])
    .execute()
}

/** Whether something is still to be fetched. */
export async function anyPending(db: Db): Promise<boolean> {
  const query = db.selectFrom('files_files').select('id').where('ended', 'is', null)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** What could not be had, newest first. */
export async function failed(db: Db): Promise<{ ref: string; code: string | null }[]> {
  return db
    .selectFrom('files_files')
    .select(['ref', 'code'])
    .where('ended', '=', 'failed')
    .orderBy('ended_at', 'desc')
    .limit(100)
    .execute()
}

/** Those of these names under which bytes are kept for somebody. */
export async function named(db: Db, names: readonly Sha256[]): Promise<Set<string>> {
  if (names.length === 0) return new Set()
  const query = db
    .selectFrom('files_files')
    .select('sha256')
    .where('sha256', 'in', [...names])
  return new Set((await query.execute()).flatMap(({ sha256 }) => sha256 ?? []))
}

function pictureOf(row: Row): Picture {
  const picture = { id: PictureId.parse(row.id), ref: row.ref }
  if (row.ended !== 'here') return { ...picture, ...notHere(row) }
  const [bytes, source] = [Sha256.nullable().parse(row.sha256), Sha256.nullable().parse(row.source_sha256)]
  return { ...picture, state: 'here', key: ImageKey.parse(row.image_key), bytes, source }
}

function fileOf(row: Row): SentFile {
  const file = { id: FileId.parse(row.id), ref: row.ref, name: row.name ?? '' }
  if (row.ended !== 'here') return { ...file, ...notHere(row) }
  // Only `end` writes it, and it takes a FileType.
  const type = row.type as FileType
  return { ...file, state: 'here', type, bytes: Sha256.parse(row.sha256), size: row.size ?? 0 }
}

function notHere({ ended, code }: Row): { state: 'waiting' | 'dropped' } | { state: 'failed'; code: string } {
  if (ended === 'failed') return { state: 'failed', code: code ?? '' }
  return { state: ended === 'dropped' ? 'dropped' : 'waiting' }
}

/** Deletes files that the bot made before: each can be made again. */
export async function deleteMade(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from files_files where ctid = any(array(
      select ctid from files_files where kind = 'made' and ended_at < ${before} limit ${most}))`,
  )
}

/** Deletes what ended before, whatever became of it. */
export async function deleteFiles(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from files_files where ctid = any(array(
      select ctid from files_files where ended_at < ${before} limit ${most}))`,
  )
}
