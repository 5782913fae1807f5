import { sql } from 'kysely'
import type { Db, Tx } from '../../db/tables.ts'
import { LetterId } from '../../ids.ts'
import { letterOf, textOf } from '../rules.ts'
import type { Letter, LetterKind, Receiver } from '../types.ts'

/** A letter with the message that it became, and whether that is to be taken back. */
export type Found = Letter & {
  messageId: string | null
  uselessAfter: Temporal.Instant | null
  withdrawn: boolean
  /** Whether it may have become a message. */
  attempted: boolean
  /** How often its card was marked stale; null without a card. */
  version: number | null
}

export async function byId(tx: Tx, id: LetterId): Promise<Found | undefined> {
  const row = await tx
    .selectFrom('letters_letters as l')
    .leftJoin('letters_cards as c', 'c.letter_id', 'l.id')
    .select(['l.id', 'l.kind', 'l.ref', 'l.receiver', 'l.message_id', 'l.useless_after', 'l.withdrawn'])
    .select(['l.attempts', 'c.wanted'])
    .where('l.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { message_id: messageId, useless_after: uselessAfter, withdrawn, wanted } = row
  return {
    ...letterOf(row),
    messageId,
    uselessAfter,
    withdrawn,
    attempted: row.attempts > 0,
    version: wanted,
  }
}

/** The id of the letter of that key. */
export async function idOf(tx: Tx, key: string): Promise<LetterId | undefined> {
  const row = await tx.selectFrom('letters_letters').select('id').where('key', '=', key).executeTakeFirst()
  return row && LetterId.parse(row.id)
}

/** The letter that became this message, if one of ours did. */
export async function byMessage(tx: Tx, messageId: string): Promise<Letter | undefined> {
  const row = await tx
    .selectFrom('letters_letters')
    .select(['id', 'kind', 'ref', 'receiver'])
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  return row && letterOf(row)
}

/** Whether a letter to one of these was attempted and has no answer yet: its message may be there, unknown to us. */
export async function anyOnItsWay(tx: Tx, receivers: readonly Receiver[]): Promise<boolean> {
  const row = await tx
    .selectFrom('letters_letters')
    .select('id')
    .where('receiver', 'in', receivers.map(textOf))
    .where('ended', 'is', null)
    .where('attempts', '>', 0)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether one of these letters was attempted. */
export async function anyAttempted(tx: Tx, refs: readonly string[], kind: LetterKind): Promise<boolean> {
  const row = await tx
    .selectFrom('letters_letters')
    .select('id')
    .where('ref', 'in', [...refs])
    .where('kind', '=', kind)
    .where('attempts', '>', 0)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export type Written = ({ to: Receiver } | { ref: string }) & { kind: LetterKind; since: Temporal.Instant }

/** How many letters of a kind were written to a receiver, or about something, since that moment. */
export async function countWritten(tx: Tx, { kind, since, ...of }: Written): Promise<number> {
  const [column, value] = 'to' in of ? (['receiver', textOf(of.to)] as const) : (['ref', of.ref] as const)
  const row = await tx
    .selectFrom('letters_letters')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(column, '=', value)
    .where('kind', '=', kind)
    .where('written_at', '>=', since)
    .executeTakeFirstOrThrow()
  return row.n
}

/** Which of these letters were written, by ref, and whether each still waits for its first attempt. */
export async function waitingByRef(
  tx: Tx,
  refs: readonly string[],
  kind: LetterKind,
): Promise<Map<string, boolean>> {
  if (refs.length === 0) return new Map()
  const rows = await tx
    .selectFrom('letters_letters')
    .select(['ref', 'attempts', 'ended'])
    .where('ref', 'in', [...refs])
    .where('kind', '=', kind)
    .execute()
  return new Map(rows.map(({ ref, attempts, ended }) => [ref, attempts === 0 && ended === null]))
}

/** When one of these letters was attempted first that was attempted last; null when none was. */
export async function lastAttempt(
  tx: Tx,
  refs: readonly string[],
  kind: LetterKind,
): Promise<Temporal.Instant | null> {
  if (refs.length === 0) return null
  const row = await tx
    .selectFrom('letters_letters')
    .select((eb) => eb.fn.max('first_attempt_at').as('at'))
    .where('ref', 'in', [...refs])
    .where('kind', '=', kind)
    .where('attempts', '>', 0)
    .executeTakeFirst()
  return row?.at ?? null
}

/** When the newest of these letters was attempted, by ref; null for one that still waits. */
export async function lastAttempts(
  tx: Tx,
  refs: readonly string[],
  kinds: readonly LetterKind[],
): Promise<Map<string, Temporal.Instant | null>> {
  if (refs.length === 0) return new Map()
  const rows = await tx
    .selectFrom('letters_letters')
    .select('ref')
    .select((eb) => [
      eb.fn.max('first_attempt_at').as('at'),
      eb.fn.agg<boolean>('bool_or', [eb('attempts', '=', 0)]).as('waits'),
    ])
    .where('ref', 'in', [...refs])
    .where('kind', 'in', [...kinds])
    .where((eb) => eb.or([eb('attempts', '>', 0), eb('ended', 'is', null)]))
    .groupBy('ref')
    .execute()
  return new Map(rows.map(({ ref, at, waits }) => [ref, waits ? null : at]))
}

/** Whether nothing newer of its kind says the same to the same receiver. */
export async function isNewest(tx: Tx, { id, kind, ref, to }: Letter): Promise<boolean> {
  const row = await tx
    .selectFrom('letters_letters')
    .select('id')
    .where('ref', '=', ref)
    .where('kind', '=', kind)
    .where('receiver', '=', textOf(to))
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined || row.id === id
}

/** Keeps what a click taught us: which message a letter became. */
export async function learnMessage(tx: Tx, id: LetterId, messageId: string): Promise<void> {
  await tx
    .updateTable('letters_letters')
    .set({ message_id: messageId })
    .where('id', '=', id)
    .where('message_id', 'is', null)
    .execute()
}

/** A letter's whole way, by its id or its key. */
export async function accountOf(tx: Tx, name: string) {
  const id = LetterId.safeParse(name).data
  const row = await tx
    .selectFrom('letters_letters')
    .selectAll()
    .where((eb) => eb.or([eb('key', '=', name), ...(id === undefined ? [] : [eb('id', '=', id)])]))
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    letter: letterOf(row),
    key: row.key,
    writtenAt: row.written_at,
    dueAt: row.due,
    uselessAfter: row.useless_after,
    attempts: row.attempts,
    firstAttemptAt: row.first_attempt_at,
    // Only `end` of the delivery writes the column, and it takes one of these.
    end: row.ended as 'sent' | 'obsolete' | 'failed' | 'unknown' | null,
    endedAt: row.ended_at,
    code: row.code,
    heldBy: row.held_by,
  }
}

/** When the first open letter that no pause holds is due, or the first after `after`. */
export async function firstDue(db: Db, after: Temporal.Instant | null): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('letters_letters')
    .select((eb) => eb.fn.min('due').as('due'))
    .where('ended', 'is', null)
    .where('held_by', 'is', null)
    .$if(after !== null, (query) => query.where('due', '>', after))
    .executeTakeFirst()
  return row?.due ?? null
}

/** Letters that came to nothing and that nobody has ticked off. */
const TROUBLED = sql<boolean>`ended in ('failed', 'unknown') and settled_at is null`

/** Letters that an administrator must look at, newest first. */
export async function troubled(db: Db) {
  const rows = await db
    .selectFrom('letters_letters')
    .select(['id', 'key', 'kind', 'receiver', 'ended', 'code'])
    .where(TROUBLED)
    .orderBy('ended_at', 'desc')
    .limit(100)
    .execute()
  // Only `insert` writes the column, and it takes a LetterKind.
  return rows.map((row) => ({ ...row, kind: row.kind as LetterKind }))
}

/** Ticks off the letter of that key that came to nothing, or all; tells how many. */
export async function settle(tx: Tx, key: string | 'all', at: Temporal.Instant): Promise<number> {
  const rows = await tx
    .updateTable('letters_letters')
    .set({ settled_at: at })
    .where(TROUBLED)
    .$if(key !== 'all', (query) => query.where('key', '=', key))
    .returning('id')
    .execute()
  return rows.length
}

export async function countByEnd(db: Db): Promise<{ end: string; n: number }[]> {
  return db
    .selectFrom('letters_letters')
    .select((eb) => [
      eb.fn.coalesce('ended', sql<string>`'open'`).as('end'),
      eb.fn.countAll<number>().as('n'),
    ])
    .groupBy('ended')
    .execute()
}
