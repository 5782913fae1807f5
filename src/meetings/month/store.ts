import type { Tx } from '../../db/tables.ts'
import { MeetingId } from '../../ids.ts'
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
