import { sql } from 'kysely'
import { livingProcesses } from '../../db/process.ts'
import type { Db, Tx } from '../../db/tables.ts'
import { LetterId } from '../../ids.ts'
import { type LetterRow, letterOf } from '../rules.ts'
import type { Letter } from '../types.ts'

/**
 * Takes letters that are due and first in their receiver's queue, and moves their `look_at` ahead: first those that answer
 * somebody, who waits for it. `failed` and `unknown` have ended and hold nobody up.
 */
export async function takeDue(db: Db, now: Temporal.Instant, most: number): Promise<LetterId[]> {
  const { rows } = await sql<{ id: string }>`
    update letters_letters set look_at = clock_timestamp() + interval '30 seconds'
    where id in (
      select id from letters_letters l
      where ended is null and held_by is null and due <= ${now}
        and look_at <= clock_timestamp() and held_until <= clock_timestamp()
        and not exists (${earlierOpen(now)})
      order by rank desc, seq limit ${most} for update skip locked
    ) returning id`.execute(db)
  return rows.map((row) => LetterId.parse(row.id))
}

function earlierOpen(now: Temporal.Instant) {
  return sql`
    select 1 from letters_letters e
    where e.receiver = l.receiver and e.ended is null and e.held_by is null and e.id <> l.id
      and (((e.rank, e.seq) < (l.rank, l.seq) and e.due <= ${now})
        or (e.rank <= l.rank and e.held_until > clock_timestamp() and e.attempts > 0))`
}

/** Ends the rest and the claim of every open letter. */
export async function resetWaits(db: Db): Promise<void> {
  const past = sql<Temporal.Instant>`'epoch'`
  await db
    .updateTable('letters_letters')
    .set({ look_at: past, held_until: past })
    .where('ended', 'is', null)
    .execute()
}

/** A letter that has not ended, as far as it matters before it is claimed. */
export type OpenLetter = { letter: Letter; replyTo: string | null; firstAttemptAt: Temporal.Instant | null }

/** Undefined when the letter has ended. */
export async function openLetter(db: Db, id: LetterId): Promise<OpenLetter | undefined> {
  const row = await db
    .selectFrom('letters_letters')
    .select(['id', 'kind', 'ref', 'receiver', 'reply_to', 'first_attempt_at'])
    .where('id', '=', id)
    .where('ended', 'is', null)
    .executeTakeFirst()
  return row && { letter: letterOf(row), replyTo: row.reply_to, firstAttemptAt: row.first_attempt_at }
}

/** Lets an unclaimed letter rest for `restMs` of real time. */
export async function rest(db: Db, id: LetterId, restMs: number): Promise<void> {
  await db
    .updateTable('letters_letters')
    .set({ look_at: sql<Temporal.Instant>`clock_timestamp() + ${restMs} * interval '1 millisecond'` })
    .where('id', '=', id)
    .where('held_until', '<=', sql<Temporal.Instant>`clock_timestamp()`)
    .where('ended', 'is', null)
    .execute()
}

export type Claim = OpenLetter & {
  key: string
  uselessAfter: Temporal.Instant | null
  dueAt: Temporal.Instant
  attempts: number
  until: Temporal.Instant
}

/**
 * Claims a letter for `leaseSeconds`, unless it has ended, rests, or is not first in its receiver's queue. What changed
 * before the first attempt is in what is rendered for it.
 */
export async function claim(
  tx: Tx,
  id: LetterId,
  when: { now: Temporal.Instant; leaseSeconds: number },
): Promise<Claim | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(receiver, 0)) from letters_letters where id = ${id}`.execute(
    tx,
  )
  const { rows } = await sql<LetterRow & Progress>`
    update letters_letters l
    set held_until = clock_timestamp() + ${when.leaseSeconds} * interval '1 second',
        look_at = clock_timestamp() + ${when.leaseSeconds} * interval '1 second',
        claimed_by = nullif(current_setting('zhibu.process', true), '')::int,
        changed = attempts > 0 and changed
    where id = ${id} and ended is null and held_by is null and due <= ${when.now}
      and held_until <= clock_timestamp()
      and not exists (${earlierOpen(when.now)})
    returning id, key, kind, ref, receiver, reply_to, useless_after, due, attempts, first_attempt_at, held_until`.execute(
    tx,
  )
  const row = rows[0]
  return row && claimOf(row)
}

type Progress = {
  key: string
  reply_to: string | null
  useless_after: Temporal.Instant | null
  due: Temporal.Instant
  attempts: number
  first_attempt_at: Temporal.Instant | null
  held_until: Temporal.Instant
}

function claimOf(row: LetterRow & Progress): Claim {
  return {
    letter: letterOf(row),
    key: row.key,
    replyTo: row.reply_to,
    uselessAfter: row.useless_after,
    dueAt: row.due,
    attempts: row.attempts,
    firstAttemptAt: row.first_attempt_at,
    until: row.held_until,
  }
}

/**
 * Puts a claimed letter back for `restMs` of real time: nobody waits under a claim. `undo` takes back the attempt that
 * was noted, when the platform has said that nothing happened: then the letter may still become obsolete.
 */
export async function putBack(db: Db, claim: Claim, how: { restMs: number; undo: boolean }): Promise<void> {
  const rest = sql<Temporal.Instant>`clock_timestamp() + ${how.restMs} * interval '1 millisecond'`
  await db
    .updateTable('letters_letters')
    .set({ held_until: rest, look_at: rest, claimed_by: null })
    .set(how.undo ? beforeAttempt(claim) : {})
    .where('id', '=', claim.letter.id)
    .where('held_until', '=', claim.until)
    .where('ended', 'is', null)
    .execute()
}

/** How a letter stood before the attempt of this claim. */
export function beforeAttempt({ attempts, firstAttemptAt }: Claim) {
  return {
    attempts,
    first_attempt_at: firstAttemptAt,
    ...(attempts === 0 ? { counted_on: null, told: null } : {}),
  }
}

/** Ends the claims of processes that are dead and returns how many. */
export async function endClaimsOfDead(db: Db): Promise<number> {
  const { rows } = await sql`
    update letters_letters set held_until = 'epoch', look_at = 'epoch', claimed_by = null
    where ended is null and held_until > clock_timestamp() and claimed_by is not null
      and claimed_by not in (${livingProcesses})
    returning id`.execute(db)
  return rows.length
}

/** Looks at once at letters that were taken and never claimed. */
export async function makePending(db: Db): Promise<void> {
  await sql`
    update letters_letters set look_at = 'epoch'
    where ended is null and held_until <= clock_timestamp() and look_at > clock_timestamp()`.execute(db)
}
