import type { Tx } from '../../db/tables.ts'
import { MemberId } from '../../ids.ts'

export async function insert(
  tx: Tx,
  session: { hash: string; who: MemberId; at: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<void> {
  const { hash, who, at, expiresAt } = session
  await tx
    .insertInto('pages_sessions')
    .values({ hash, member_id: who, started_at: at, expires_at: expiresAt })
    .execute()
}

/** Whose session it is that lasts beyond that moment. */
export async function holder(tx: Tx, hash: string, at: Temporal.Instant): Promise<MemberId | null> {
  const row = await tx
    .selectFrom('pages_sessions')
    .select('member_id')
    .where('hash', '=', hash)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return row === undefined ? null : MemberId.parse(row.member_id)
}

export async function end(tx: Tx, hash: string): Promise<void> {
  await tx.deleteFrom('pages_sessions').where('hash', '=', hash).execute()
}

/** Ends every session of a person. */
export async function endAll(tx: Tx, who: MemberId): Promise<void> {
  await tx.deleteFrom('pages_sessions').where('member_id', '=', who).execute()
}

/** Forgets sessions that ended before then. */
export async function deleteExpired(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.deleteFrom('pages_sessions').where('expires_at', '<', before).execute()
}
