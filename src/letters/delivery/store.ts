import { sql } from 'kysely'
import type { Db, Tx } from '../../db/tables.ts'
import { LetterId, type MemberId } from '../../ids.ts'
import { type LetterRow, letterOf, rankOf, textOf } from '../rules.ts'
import type { Letter, NewLetter } from '../types.ts'

/** Writes letters and returns how many; those whose key exists are left as they are. */
export async function insert(tx: Tx, letters: NewLetter[], now: Temporal.Instant): Promise<number> {
  if (letters.length === 0) return 0
  const written = await tx
    .insertInto('letters_letters')
    .values(
      letters.map((letter) => ({
        key: letter.key,
        kind: letter.kind,
        rank: rankOf(letter),
        ref: letter.ref,
        receiver: textOf(letter.to),
        reply_to: letter.replyTo ?? null,
        written_at: now,
        due: letter.dueAt ?? now,
        useless_after: letter.uselessAfter ?? null,
      })),
    )
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .execute()
  return written.length
}

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
  due: Temporal.Instant
  attempts: number
  until: Temporal.Instant
}

/** Claims a letter for `leaseSeconds`, unless it has ended, rests, or is not first in its receiver's queue. */
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
        claimed_by = nullif(current_setting('zhibu.process', true), '')::int
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
    due: row.due,
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
    .set(how.undo ? before(claim) : {})
    .where('id', '=', claim.letter.id)
    .where('held_until', '=', claim.until)
    .where('ended', 'is', null)
    .execute()
}

/**
 * Notes the attempt before it is made, and the day on which it counts as a reminder. False when the claim has passed to
 * somebody else, or the letter was addressed anew.
 */
export async function noteAttempt(
  tx: Tx,
  claim: Claim,
  when: { now: Temporal.Instant; countedOn: Temporal.PlainDate | null },
): Promise<boolean> {
  const row = await tx
    .updateTable('letters_letters')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      first_attempt_at: eb.fn.coalesce('first_attempt_at', eb.val(when.now)),
      ...(when.countedOn === null ? {} : { counted_on: when.countedOn.toString() }),
    }))
    .where('id', '=', claim.letter.id)
    .where('held_until', '=', claim.until)
    .where('receiver', '=', textOf(claim.letter.to))
    .where('ended', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export type LetterEnd = {
  end: 'sent' | 'obsolete' | 'failed' | 'unknown'
  at: Temporal.Instant
  code?: string
  messageId?: string
  /** The attempt that was noted is taken back: the platform has said that nothing happened. */
  undo?: Claim
}

/** Ends a letter; tells whether what it shows has changed meanwhile, or it was taken back. The first end stands: then undefined. */
export async function end(
  tx: Tx,
  id: LetterId,
  how: LetterEnd,
): Promise<{ changed: boolean; withdrawn: boolean } | undefined> {
  return tx
    .updateTable('letters_letters')
    .set({ ended: how.end, ended_at: how.at, code: how.code ?? null, message_id: how.messageId ?? null })
    .set(how.undo === undefined ? {} : before(how.undo))
    .where('id', '=', id)
    .where('ended', 'is', null)
    .returning(['changed', 'withdrawn'])
    .executeTakeFirst()
}

/** Why a letter ended whose receiver was not there, or had no account. */
export const RECEIVER_LEFT = 'left'
export const NO_ACCOUNT = 'no_open_id'

/** What was to be read so long ago is not read any more. */
const REVIVED_WITHIN = Temporal.Duration.from({ hours: 7 * 24 })

/** Opens such letters to these people again, as far as they are of use; whether they still matter is asked as always. */
export async function revive(tx: Tx, people: readonly MemberId[], now: Temporal.Instant): Promise<void> {
  if (people.length === 0) return
  const past = sql<Temporal.Instant>`'epoch'`
  await tx
    .updateTable('letters_letters')
    .set({ ended: null, ended_at: null, code: null, settled_at: null, look_at: past, held_until: past })
    .where(
      'receiver',
      'in',
      people.map((person) => textOf({ person })),
    )
    .where('code', 'in', [RECEIVER_LEFT, NO_ACCOUNT])
    .where('ended', 'in', ['obsolete', 'failed'])
    .where('attempts', '=', 0)
    .where('ended_at', '>', now.subtract(REVIVED_WITHIN))
    .where((eb) => eb.or([eb('useless_after', 'is', null), eb('useless_after', '>', now)]))
    .execute()
}

/**
 * Sends what nobody has tried to send to another receiver; tells whether such a letter waits for that receiver now, or was
 * sent to it.
 */
export async function readdress(
  tx: Tx,
  { kind, ref, to }: Pick<NewLetter, 'kind' | 'ref' | 'to'>,
): Promise<boolean> {
  const receiver = textOf(to)
  await tx
    .updateTable('letters_letters')
    .set({ receiver, look_at: sql<Temporal.Instant>`'epoch'` })
    .where('kind', '=', kind)
    .where('ref', '=', ref)
    .where('receiver', '<>', receiver)
    .where('ended', 'is', null)
    .where('attempts', '=', 0)
    .execute()
  const there = await tx
    .selectFrom('letters_letters')
    .select('id')
    .where('kind', '=', kind)
    .where('ref', '=', ref)
    .where('receiver', '=', receiver)
    .where((eb) => eb.or([eb('ended', 'is', null), eb('ended', 'in', ['sent', 'unknown'])]))
    .limit(1)
    .executeTakeFirst()
  return there !== undefined
}

/** How a letter stood before the attempt of this claim. */
function before({ attempts, firstAttemptAt }: Claim) {
  return { attempts, first_attempt_at: firstAttemptAt, ...(attempts === 0 ? { counted_on: null } : {}) }
}
