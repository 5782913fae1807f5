import { type Selectable, sql } from 'kysely'
import type { Db, Tables, Tx } from '../db/tables.ts'
import type { Figures } from '../measures/types.ts'
import { CountedRow } from './rows/types.ts'
import { Part, type Receipt, Snapshot, Uncounted, type Week } from './types.ts'

// Without `look_at`, which is nobody’s business but the sweep’s.
const WEEK = ['key', 'week', 'from_at', 'to_at', 'due_at', 'ended_at', 'attempts'] as const

/** Writes a week; one that is there already stays as it is. */
export async function insertWeek(tx: Tx, { key, week, from, to, dueAt }: Week): Promise<void> {
  await tx
    .insertInto('digest_weeks')
    .values({ key, week, from_at: from, to_at: to, due_at: dueAt })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

/** Takes due weeks that have rested, and moves their `look_at` ahead. */
export async function takeDue(db: Db, now: Temporal.Instant): Promise<Pick<Week, 'key' | 'from' | 'to'>[]> {
  const { rows } = await sql<{ key: string; from: Temporal.Instant; to: Temporal.Instant }>`
    update digest_weeks set look_at = clock_timestamp() + interval '60 seconds', attempts = attempts + 1
    where key in (
      select key from digest_weeks
      where ended_at is null and due_at <= ${now} and look_at <= clock_timestamp()
      order by due_at for update skip locked
    ) returning key, from_at as "from", to_at as "to"`.execute(db)
  return rows
}

export async function firstDue(db: Db): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('digest_weeks')
    .select((eb) => eb.fn.min('due_at').as('due'))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.due ?? null
}

/** The week, kept from ending until this transaction does; alone if it is this one that ends it. */
export async function lockWeek(tx: Tx, key: string, how: 'share' | 'alone'): Promise<Week | undefined> {
  const query = tx.selectFrom('digest_weeks').select(WEEK).where('key', '=', key)
  const row = await (how === 'share' ? query.forShare() : query.forUpdate()).executeTakeFirst()
  return row && weekOf(row)
}

export async function week(tx: Tx, key: string): Promise<Week | undefined> {
  const row = await tx.selectFrom('digest_weeks').select(WEEK).where('key', '=', key).executeTakeFirst()
  return row && weekOf(row)
}

/** The last week that was due at that moment; `ended` leaves those out that are still being made. */
export async function lastWeek(
  db: Db | Tx,
  at: Temporal.Instant,
  which: 'any' | 'ended',
): Promise<Week | undefined> {
  const row = await db
    .selectFrom('digest_weeks')
    .select(WEEK)
    .where('due_at', '<=', at)
    .$if(which === 'ended', (query) => query.where('ended_at', 'is not', null))
    .orderBy('from_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && weekOf(row)
}

export async function endWeek(tx: Tx, key: string, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('digest_weeks').set({ ended_at: at }).where('key', '=', key).execute()
}

/** Writes parts with the rows that their numbers count, always in one order; one that was counted before takes the new values. */
export async function saveParts(
  tx: Tx,
  key: string,
  all: readonly { part: Part; rows: readonly CountedRow[] }[],
): Promise<void> {
  await sql`
    insert into digest_rows (key, branch_id, row, counted)
    select ${key}, id, row, counted
    from unnest(${all.map(({ part }) => part.id)}::text[], ${all.map(({ part }) => JSON.stringify(part))}::jsonb[],
      ${all.map(({ rows }) => JSON.stringify(rows))}::jsonb[]) as made (id, row, counted)
    order by id
    on conflict (key, branch_id) do update set row = excluded.row, counted = excluded.counted`.execute(tx)
}

/** The rows that the numbers of a digest count, by the part's id; of a part that was made before these were kept, none. */
export async function countedRows(tx: Tx, key: string): Promise<Map<string, CountedRow[]>> {
  const found = await tx
    .selectFrom('digest_rows')
    .select(['branch_id', 'counted'])
    .where('key', '=', key)
    .where('counted', 'is not', null)
    .execute()
  return new Map(found.map(({ branch_id, counted }) => [branch_id, CountedRow.array().parse(counted)]))
}

/** The parts of a week by id. A row of an older version of the program is none. */
export async function parts(tx: Tx, key: string): Promise<Map<string, Part>> {
  const found = await tx
    .selectFrom('digest_rows')
    .select(['branch_id', 'row'])
    .where('key', '=', key)
    .execute()
  return new Map(
    found.flatMap(({ branch_id, row }) => {
      const part = Part.safeParse(row)
      return part.success ? [[branch_id, part.data]] : []
    }),
  )
}

/** The figures of each of these parts in several weeks, by its id and the week's key, as far as they were counted. */
export async function earlierParts(
  tx: Tx,
  ids: readonly string[],
  keys: readonly string[],
): Promise<Map<string, Map<string, Figures>>> {
  const found = await tx
    .selectFrom('digest_rows as r')
    .innerJoin('digest_weeks as w', 'w.key', 'r.key')
    .select(['r.key', 'r.branch_id', 'r.row'])
    .where('r.key', 'in', [...keys])
    .where('r.branch_id', '=', sql<string>`any(${[...ids]})`)
    .where('w.ended_at', 'is not', null)
    .execute()
  const figured = found.flatMap(({ key, branch_id, row }) => {
    const figures = Part.safeParse(row).data?.figures ?? null
    return figures === null ? [] : [{ key, id: branch_id, figures }]
  })
  const each = Map.groupBy(figured, ({ id }) => id)
  return new Map([...each].map(([id, all]) => [id, new Map(all.map(({ key, figures }) => [key, figures]))]))
}

/** Keeps a snapshot; the week's key is unique for ever. */
export async function insertSnapshot(
  tx: Tx,
  { key, snapshot, hash }: { key: string; snapshot: Snapshot; hash: string },
): Promise<void> {
  await tx
    .insertInto('digest_snapshots')
    .values({
      key,
      scope: 'college',
      body: JSON.stringify(snapshot),
      hash,
      made_at: Temporal.Instant.from(snapshot.madeAt),
    })
    .execute()
}

export async function snapshot(tx: Tx, key: string): Promise<Snapshot | undefined> {
  const row = await tx.selectFrom('digest_snapshots').select('body').where('key', '=', key).executeTakeFirst()
  return row && Snapshot.parse(row.body)
}

function weekOf(row: Pick<Selectable<Tables['digest_weeks']>, (typeof WEEK)[number]>): Week {
  return {
    key: row.key,
    week: row.week,
    from: row.from_at,
    to: row.to_at,
    dueAt: row.due_at,
    ended: row.ended_at !== null,
    attempts: row.attempts,
  }
}

/** Notes why a part could not be counted. */
export async function saveTrouble(
  tx: Tx,
  { key, id, reason, at }: { key: string; id: string; reason: Uncounted; at: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('digest_troubles')
    .values({ key, part_id: id, reason, at })
    .onConflict((conflict) => conflict.columns(['key', 'part_id']).doUpdateSet({ reason, at }))
    .execute()
}

/** Why parts of a week could not be counted, by their ids. */
export async function troubles(tx: Tx, key: string): Promise<Map<string, Uncounted>> {
  const rows = await tx
    .selectFrom('digest_troubles')
    .select(['part_id', 'reason'])
    .where('key', '=', key)
    .execute()
  return new Map(rows.map(({ part_id, reason }) => [part_id, Uncounted.parse(reason)]))
}

/** Notes that a digest was sent to the committee: once. */
export async function insertReceipt(
  tx: Tx,
  { key, letter, at }: { key: string; letter: string; at: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('digest_receipts')
    .columns(['key', 'scope', 'hash', 'letter_id', 'at'])
    .expression((eb) =>
      eb
        .selectFrom('digest_snapshots')
        .select(['key', 'scope', 'hash'])
        .select([eb.val(letter).as('letter_id'), eb.val(at).as('at')])
        .where('key', '=', key),
    )
    .execute()
}

/** That a digest was sent: the hash of what it said, by which letter, and when; undefined before that. */
export async function receipt(tx: Tx, key: string): Promise<Receipt | undefined> {
  const row = await tx
    .selectFrom('digest_receipts')
    .select(['hash', 'letter_id', 'at'])
    .where('key', '=', key)
    .where('scope', '=', 'college')
    .executeTakeFirst()
  return row && { hash: row.hash, letter: row.letter_id, at: row.at }
}

/** Lets the digest of a week be made at once, and without what cannot be counted at the first attempt. */
export async function hurry(tx: Tx, key: string, now: Temporal.Instant): Promise<void> {
  await sql`
    update digest_weeks set due_at = least(due_at, ${now}), look_at = 'epoch', attempts = greatest(attempts, 4)
    where key = ${key} and ended_at is null`.execute(tx)
}

/** Notes that the administrators hear that a digest did not go out. False when they have heard. */
export async function noteTold(tx: Tx, key: string, at: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('digest_weeks')
    .set({ told_at: at })
    .where('key', '=', key)
    .where('told_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
