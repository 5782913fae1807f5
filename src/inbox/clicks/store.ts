import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../db/tables.ts'
import type { ClickAnswer } from '../../feishu/in/click.ts'

const Answer: z.ZodType<ClickAnswer> = z.object({
  toast: z.object({ type: z.enum(['info', 'success', 'warning', 'error']), content: z.string() }).optional(),
  card: z.record(z.string(), z.unknown()).optional(),
})

/** What is kept of a press: by whom, on which message. */
export type Pressed = { eventId: string; pressed: string; at: Temporal.Instant }

/**
 * Takes the key of a click. The answer that was kept is returned when the click is a redelivery; two deliveries at the
 * same time wait for each other here. Another press under the same key gets `foreign`: what was answered is not for it.
 */
export async function keepClick(tx: Tx, click: Pressed): Promise<ClickAnswer | 'foreign' | undefined> {
  const first = await tx
    .insertInto('feishu_clicks')
    .values({ event_id: click.eventId, answer: '{}', at: click.at, pressed: click.pressed })
    .onConflict((conflict) => conflict.column('event_id').doNothing())
    .returning('event_id')
    .executeTakeFirst()
  if (first !== undefined) return undefined
  const kept = await tx
    .selectFrom('feishu_clicks')
    .select(['answer', 'pressed'])
    .where('event_id', '=', click.eventId)
    .executeTakeFirstOrThrow()
  return (kept.pressed ?? click.pressed) === click.pressed ? Answer.parse(kept.answer) : 'foreign'
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

export async function keepAnswer(tx: Tx, eventId: string, answer: ClickAnswer): Promise<void> {
  await tx
    .updateTable('feishu_clicks')
    .set({ answer: JSON.stringify(answer) })
    .where('event_id', '=', eventId)
    .execute()
}

/** Forgets answers that no redelivery can ask for any more. */
export async function forgetClicks(db: Db, before: Temporal.Instant): Promise<void> {
  await db.deleteFrom('feishu_clicks').where('at', '<', before).execute()
}
