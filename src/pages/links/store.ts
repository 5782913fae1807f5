import type { Tx } from '../../db/tables.ts'
import { MemberId } from '../../ids.ts'
import { type Link, LinkId } from './types.ts'

type Row = { id: string; member_id: string; target: string; used_at: Temporal.Instant | null }

function linkOf({ id, member_id, target, used_at }: Row): Link {
  return { id: LinkId.parse(id), who: MemberId.parse(member_id), target, usedAt: used_at }
}

export async function insert(tx: Tx, { id, who, target }: Link, at: Temporal.Instant): Promise<void> {
  await tx
    .insertInto('pages_links')
    .values({ id, member_id: who, target, made_at: at, used_at: null })
    .execute()
}

export async function byId(tx: Tx, id: LinkId): Promise<Link | undefined> {
  const row = await tx.selectFrom('pages_links').selectAll().where('id', '=', id).executeTakeFirst()
  return row && linkOf(row)
}

/** Whether this person was sent a link to this page since then that nobody has used. */
export async function isFresh(
  tx: Tx,
  { who, target, since }: Pick<Link, 'who' | 'target'> & { since: Temporal.Instant },
): Promise<boolean> {
  const row = await tx
    .selectFrom('pages_links')
    .select('id')
    .where('member_id', '=', who)
    .where('target', '=', target)
    .where('made_at', '>', since)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertToken(
  tx: Tx,
  { hash, link, expiresAt }: { hash: string; link: LinkId; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx.insertInto('pages_tokens').values({ hash, link_id: link, expires_at: expiresAt }).execute()
}

/** When the last token of a link expires; null when none was ever shown. */
export async function lastExpiry(tx: Tx, link: LinkId): Promise<Temporal.Instant | null> {
  const row = await tx
    .selectFrom('pages_tokens')
    .select((eb) => eb.fn.max('expires_at').as('at'))
    .where('link_id', '=', link)
    .executeTakeFirst()
  return row?.at ?? null
}

/** The link that a token opens; locked, so that of two who use it at once the second sees that it was used. */
export async function lockByToken(
  tx: Tx,
  hash: string,
): Promise<{ link: Link; expiresAt: Temporal.Instant } | undefined> {
  const row = await tx
    .selectFrom('pages_links as l')
    .innerJoin('pages_tokens as t', 't.link_id', 'l.id')
    .select(['l.id', 'l.member_id', 'l.target', 'l.used_at', 't.expires_at'])
    .where('t.hash', '=', hash)
    .forUpdate('l')
    .executeTakeFirst()
  return row && { link: linkOf(row), expiresAt: row.expires_at }
}

export async function setUsed(tx: Tx, link: LinkId, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('pages_links').set({ used_at: at }).where('id', '=', link).execute()
}

/** Takes back every token of a link and lets it be used once more. */
export async function reopen(tx: Tx, link: LinkId, at: Temporal.Instant): Promise<void> {
  await tx.deleteFrom('pages_tokens').where('link_id', '=', link).execute()
  await tx.updateTable('pages_links').set({ used_at: null, made_at: at }).where('id', '=', link).execute()
}

/** Forgets tokens that expired before then. */
export async function deleteTokens(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.deleteFrom('pages_tokens').where('expires_at', '<', before).execute()
}

/** Forgets links that were made before then. */
export async function deleteLinks(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.deleteFrom('pages_links').where('made_at', '<', before).execute()
}
