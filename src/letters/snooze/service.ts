import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { earlier, isBefore } from '../../time/order.ts'
import { quietOf } from '../../time/silent.ts'
import * as delivery from '../delivery/store.ts'
import * as lookups from '../lookups/store.ts'
import { eveningOf } from '../deferral/rules.ts'
import type { Press } from '../types.ts'

const PREFIX = 'letters.snooze:'

/** Whether the letter of that key is a reminder that its reader wanted once more. */
export function isSnoozed(key: string): boolean {
  return key.startsWith(PREFIX)
}

export type Snoozed =
  | { ok: true; again: boolean; at: Temporal.ZonedDateTime }
  | { ok: false; refusal: 'notYours' | 'noEvening' }

/** When a reminder of today can come once more; null when the evening has come, or is silent. */
export function thisEvening(ctx: Ctx): Temporal.Instant | null {
  return eveningOf(ctx.now(), quietOf(ctx), ctx.settings.reminders.evening)
}

/** Brings a reminder once more this evening, if it still matters then; once, however often it is asked for. */
export async function snooze(ctx: Ctx, tx: Tx, press: Press): Promise<Snoozed> {
  const letter = press.letter === null ? undefined : await lookups.byId(tx, press.letter)
  if (letter === undefined || !('person' in letter.to) || letter.to.person !== press.who)
    return { ok: false, refusal: 'notYours' }
  const dueAt = eveningOf(press.madeAt, quietOf(ctx), ctx.settings.reminders.evening)
  const useless = letter.uselessAfter
  if (dueAt === null || (useless !== null && !isBefore(dueAt, useless)))
    return { ok: false, refusal: 'noEvening' }
  const at = dueAt.toZonedDateTimeISO(ctx.settings.timezone)
  const { kind, ref, to } = letter
  const key = `${PREFIX}${letter.id}:${at.toPlainDate()}`
  // It is about this evening: after downtime it is not caught up the next day.
  const midnight = at.startOfDay().add({ days: 1 }).toInstant()
  const uselessAfter = useless === null ? midnight : earlier(useless, midnight)
  const written = await delivery.insert(tx, [{ key, kind, ref, to, dueAt, uselessAfter }], ctx.now())
  return { ok: true, again: written === 0, at }
}
