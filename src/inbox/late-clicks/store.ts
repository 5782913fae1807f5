import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../db/tables.ts'
import type { Click } from '../../feishu/in/click.ts'
import { ChatId, MessageId, OpenId } from '../../ids.ts'

/** Longer than a press takes at worst; doing it twice at a time would only make one wait for the other. */
const LEASE = sql`interval '60 seconds'`

const Fields = z.record(z.string(), z.unknown())
const Stored: z.ZodType<Click> = z.object({
  eventId: z.string(),
  madeAt: z.string().transform((text) => Temporal.Instant.from(text)),
  openId: OpenId,
  messageId: MessageId,
  chatId: ChatId,
  value: Fields,
  form: Fields,
})

/** A press, and when it came. */
export type Late = { click: Click; at: Temporal.Instant }

/** Keeps a press that is under way, for the case that its process does not live to end it. */
export async function keepLate(db: Db, { click, at }: Late): Promise<void> {
  await sql`
    insert into letters_late_clicks (event_id, click, at, look_at)
    values (${click.eventId}, ${JSON.stringify(click)}, ${at}, clock_timestamp() + ${LEASE})
    on conflict (event_id) do nothing`.execute(db)
}

/** Forgets a press that has come to an end; false when somebody else has done so. */
export async function endLate(tx: Tx, eventId: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('letters_late_clicks')
    .where('event_id', '=', eventId)
    .returning('event_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Takes presses whose process has not ended them, in the order in which they came. */
export async function takeLate(db: Db): Promise<Late[]> {
  const { rows } = await sql<{ click: string; at: Temporal.Instant }>`
    update letters_late_clicks set look_at = clock_timestamp() + ${LEASE}
    where event_id in (
      select event_id from letters_late_clicks where look_at <= clock_timestamp() for update skip locked
    ) returning click, at`.execute(db)
  return rows
    .map(({ click, at }) => ({ click: Stored.parse(JSON.parse(click)), at }))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

/** Takes none of them for alive any more: for whoever knows that no other process is. */
export async function releaseLate(db: Db): Promise<void> {
  await sql`update letters_late_clicks set look_at = 'epoch'`.execute(db)
}
