import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../db/tables.ts'
import type { Toast } from '../../cards/card.ts'

/** The toast in the platform's words. Rows of before hold the card of that moment, too; nobody shows that any more. */
const Kept = z
  .object({ toast: z.object({ type: z.enum(['info', 'success', 'warning', 'error']), content: z.string() }) })
  .transform(({ toast }): Toast => ({ tone: toast.type, text: toast.content }))

/** What is kept of a press: by whom, on which message. */
export type Pressed = { eventId: string; pressed: string; at: Temporal.Instant }

/**
 * Takes the key of a click. The toast that was kept is returned when the click is a redelivery; two deliveries at the
 * same time wait for each other here. Another press under the same key gets `foreign`: what was answered is not for it.
 */
export async function keepClick(tx: Tx, click: Pressed): Promise<Toast | 'first' | 'foreign'> {
  const first = await tx
    .insertInto('feishu_clicks')
    .values({ event_id: click.eventId, answer: '{}', at: click.at, pressed: click.pressed })
    .onConflict((conflict) => conflict.column('event_id').doNothing())
    .returning('event_id')
    .executeTakeFirst()
  if (first !== undefined) return 'first'
  const kept = await tx
    .selectFrom('feishu_clicks')
    .select(['answer', 'pressed'])
    .where('event_id', '=', click.eventId)
    .executeTakeFirstOrThrow()
  return (kept.pressed ?? click.pressed) === click.pressed ? Kept.parse(kept.answer) : 'foreign'
}

/** Whether this press had its effect, or the same person has pressed on the same message after it. */
export async function wasSettled(tx: Tx, click: Pressed): Promise<boolean> {
  const { rows } = await sql`
    select 1 from feishu_clicks
    where event_id = ${click.eventId} or (pressed = ${click.pressed} and at > ${click.at}) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

export async function keepToast(tx: Tx, eventId: string, { tone, text }: Toast): Promise<void> {
  await tx
    .updateTable('feishu_clicks')
    .set({ answer: JSON.stringify({ toast: { type: tone, content: text } }) })
    .where('event_id', '=', eventId)
    .execute()
}

/** Forgets toasts that no redelivery can ask for any more. */
export async function forgetClicks(db: Db, before: Temporal.Instant): Promise<void> {
  await db.deleteFrom('feishu_clicks').where('at', '<', before).execute()
}
