import type { Tx } from '../../db/tables.ts'
import { ChatId, MeetingId } from '../../ids.ts'
import type { Listed, MonthOf } from './types.ts'

/** Begins the card of a month, once for each chat; false when it was begun before. */
export async function begin(tx: Tx, { chat, month }: MonthOf, at: Temporal.Instant): Promise<boolean> {
  const row = await tx
    .insertInto('meetings_months')
    .values({ chat, month: month.toString(), at })
    .onConflict((conflict) => conflict.columns(['chat', 'month']).doNothing())
    .returning('chat')
    .executeTakeFirst()
  return row !== undefined
}

export async function list(tx: Tx, { chat, month }: MonthOf, rows: readonly Listed[]): Promise<void> {
  await tx
    .insertInto('meetings_month_rows')
    .values(
      rows.map(({ meeting: meeting_id, version }) => ({ meeting_id, version, chat, month: `${month}` })),
    )
    .execute()
}

/** When the card was written, and what it listed. Throws when there is none. */
export async function card(
  tx: Tx,
  { chat, month }: MonthOf,
): Promise<{ at: Temporal.Instant; rows: Listed[] }> {
  const { at } = await tx
    .selectFrom('meetings_months')
    .select('at')
    .where('chat', '=', chat)
    .where('month', '=', month.toString())
    .executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('meetings_month_rows')
    .select(['meeting_id', 'version'])
    .where('chat', '=', chat)
    .where('month', '=', month.toString())
    .execute()
  return { at, rows: rows.map((row) => ({ meeting: MeetingId.parse(row.meeting_id), version: row.version })) }
}

type Listing = MonthOf & { version: number }

/** The cards that listed a meeting: a card lists once, when it is begun, so that a transaction asks once. */
const listings = new WeakMap<Tx, Map<MeetingId, Listing[]>>()

/** The cards that listed the meeting, or this revision of it. */
export async function cardsWith(
  tx: Tx,
  { meeting, version }: { meeting: MeetingId; version?: number },
): Promise<MonthOf[]> {
  const known = listings.get(tx) ?? new Map<MeetingId, Listing[]>()
  listings.set(tx, known)
  const all = known.get(meeting) ?? (await listingsOf(tx, meeting))
  known.set(meeting, all)
  return all.filter((one) => version === undefined || one.version === version)
}

async function listingsOf(tx: Tx, meeting: MeetingId): Promise<Listing[]> {
  const rows = await tx
    .selectFrom('meetings_month_rows')
    .select(['chat', 'month', 'version'])
    .where('meeting_id', '=', meeting)
    .execute()
  return rows.map(({ chat, month, version }) => ({
    chat: ChatId.parse(chat),
    month: Temporal.PlainYearMonth.from(month),
    version,
  }))
}
