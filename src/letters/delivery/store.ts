import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import type { LetterId, MemberId } from '../../ids.ts'
import { beforeAttempt, type Claim } from '../claims/store.ts'
import { rankOf, textOf } from '../rules.ts'
import type { NewLetter } from '../types.ts'

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

/** What is noted of a letter that goes: the day on which it counts as a reminder, and what it tells. */
export type Going = { countedOn: Temporal.PlainDate | null; tells: readonly string[] }

/**
 * Notes the attempt before it is made. False when the claim has passed to
 * somebody else, or the letter was addressed anew.
 */
export async function noteAttempt(
  tx: Tx,
  claim: Claim,
  when: { now: Temporal.Instant } & Going,
): Promise<boolean> {
  const row = await tx
    .updateTable('letters_letters')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      first_attempt_at: eb.fn.coalesce('first_attempt_at', eb.val(when.now)),
      ...(when.countedOn === null ? {} : { counted_on: when.countedOn.toString() }),
      ...(when.tells.length === 0 ? {} : { told: [...when.tells] }),
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
    .set(how.undo === undefined ? {} : beforeAttempt(how.undo))
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
