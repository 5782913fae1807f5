import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import type { LetterId } from '../../ids.ts'
import type { Claim } from '../claims/store.ts'
import { letterOf, textOf } from '../rules.ts'
import type { Letter, Receiver } from '../types.ts'

const NOW = sql<Temporal.Instant>`clock_timestamp()`

/** Locks a receiver until the transaction ends: only one decision on a reminder is made at a time. */
export async function lockReceiver(tx: Tx, to: Receiver): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${textOf(to)}, 0))`.execute(tx)
}

/** Reminders that were attempted on that day; one that the platform refused reached nobody. */
export async function countSent(tx: Tx, to: Receiver, day: Temporal.PlainDate): Promise<number> {
  const row = await tx
    .selectFrom('letters_letters')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('receiver', '=', textOf(to))
    .where('counted_on', '=', day.toString())
    .where((eb) => eb.or([eb('ended', 'is', null), eb('ended', '<>', 'failed')]))
    .executeTakeFirstOrThrow()
  return row.n
}

/** The letter of this one's kind that its receiver was sent on that day, if there is one; the newest. */
export async function sentOfKind(
  tx: Tx,
  { to, kind }: Letter,
  day: Temporal.PlainDate,
): Promise<{ id: LetterId; at: Temporal.Instant } | undefined> {
  const row = await tx
    .selectFrom('letters_letters')
    .select(['id', 'kind', 'ref', 'receiver', 'first_attempt_at'])
    .where('receiver', '=', textOf(to))
    .where('kind', '=', kind)
    .where('counted_on', '=', day.toString())
    .where((eb) => eb.or([eb('ended', 'is', null), eb('ended', '<>', 'failed')]))
    .orderBy('first_attempt_at', 'desc')
    .executeTakeFirst()
  if (row === undefined || row.first_attempt_at === null) return undefined
  return { id: letterOf(row).id, at: row.first_attempt_at }
}

/** Puts a claimed letter off until `due`. */
export async function putOff(tx: Tx, claim: Claim, dueAt: Temporal.Instant): Promise<void> {
  await mine(tx, claim).set({ due: dueAt, held_until: NOW, look_at: NOW }).execute()
}

/** Lays a claimed letter aside until the pause ends. */
export async function hold(tx: Tx, claim: Claim, pause: string): Promise<void> {
  await mine(tx, claim).set({ held_by: pause, held_until: NOW, look_at: NOW }).execute()
}

function mine(tx: Tx, claim: Claim) {
  return tx
    .updateTable('letters_letters')
    .where('id', '=', claim.letter.id)
    .where('held_until', '=', claim.until)
    .where('ended', 'is', null)
}

type Waiting = { letter: Letter; uselessAfter: Temporal.Instant | null }

/** Letters to a receiver that are due, that no pause holds and that nobody has tried to send, in order of writing. */
export async function waitingFor(tx: Tx, to: Receiver, now: Temporal.Instant): Promise<Waiting[]> {
  const rows = await untried(tx)
    .where('receiver', '=', textOf(to))
    .where('due', '<=', now)
    .where('held_by', 'is', null)
    .execute()
  return rows.map(waitingOf)
}

/** Every letter that nobody has tried to send, held or not, due or not, in order of writing. */
export async function allWaiting(tx: Tx): Promise<Waiting[]> {
  return (await untried(tx).execute()).map(waitingOf)
}

function untried(tx: Tx) {
  return tx
    .selectFrom('letters_letters')
    .select(['id', 'kind', 'ref', 'receiver', 'useless_after'])
    .where('ended', 'is', null)
    .where('attempts', '=', 0)
    .orderBy('seq')
}

function waitingOf(
  row: Parameters<typeof letterOf>[0] & { useless_after: Temporal.Instant | null },
): Waiting {
  return { letter: letterOf(row), uselessAfter: row.useless_after }
}

/** The letter of that key. */
export async function idOf(tx: Tx, key: string): Promise<LetterId> {
  const row = await tx
    .selectFrom('letters_letters')
    .select(['id', 'kind', 'ref', 'receiver'])
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return letterOf(row).id
}

/** The letters that ended because this one carries what they say, in order of writing. */
export async function coveredBy(tx: Tx, id: LetterId): Promise<Letter[]> {
  const rows = await tx
    .selectFrom('letters_letters')
    .select(['id', 'kind', 'ref', 'receiver'])
    .where('ended', '=', 'obsolete')
    .where('code', '=', coverCode(id))
    .orderBy('seq')
    .execute()
  return rows.map(letterOf)
}

/** How a letter ends whose matter another one carries. */
export function coverCode(by: LetterId): string {
  return `covered:${by}`
}

/** Gives back what a pause held; returns the letters, in order of writing. */
export async function release(tx: Tx, pause: string): Promise<Waiting[]> {
  const rows = await tx
    .updateTable('letters_letters')
    .set({ held_by: null, look_at: NOW })
    .where('held_by', '=', pause)
    .where('ended', 'is', null)
    .returning(['id', 'kind', 'ref', 'receiver', 'useless_after', 'seq'])
    .execute()
  return rows.toSorted((a, b) => a.seq - b.seq).map(waitingOf)
}

/** What letters of other kinds that have arrived told its receiver since that moment. */
export async function toldSince(
  tx: Tx,
  { to, kind }: Letter,
  since: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('letters_letters')
    .select('told')
    .where('receiver', '=', textOf(to))
    .where('kind', '<>', kind)
    .where('told', 'is not', null)
    .where('ended', '=', 'sent')
    .where('first_attempt_at', '>=', since)
    .execute()
  return new Set(rows.flatMap(({ told }) => told ?? []))
}
