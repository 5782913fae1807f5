import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import * as store from '../store.ts'
import { type Reckoning, weekBefore, weekNamed } from './rules.ts'

export { mondayOf, type Reckoning, weekAfter, weekBefore, weekNamed, weeksBefore } from './rules.ts'

/** Where and when the college's weeks are reckoned, and their digests are made. */
export function reckoningOf(ctx: Ctx): Reckoning {
  const { id, timezone, digest } = ctx.settings
  return { college: id, zone: timezone, calendar: ctx.calendar, dayOff: digest.dayOff, made: digest }
}

/** The key of a week's digest, by the week's name; null: there is no such week. */
export function keyOfWeek(ctx: Ctx, name: string): string | null {
  return weekNamed(name, reckoningOf(ctx))?.key ?? null
}

const TWO_WEEKS = Temporal.Duration.from({ hours: 14 * 24 })

/** The weeks just before and after this one, by name, as far as they have a digest. */
export async function weeksBeside(
  ctx: Ctx,
  tx: Tx,
  { from }: { from: string },
): Promise<{ before: string | null; after: string | null }> {
  const start = Temporal.Instant.from(from)
  const named = async (at: Temporal.Instant) => {
    const { key, week } = weekBefore(at, reckoningOf(ctx))
    return (await store.week(tx, key))?.ended === true ? week : null
  }
  return { before: await named(start), after: await named(start.add(TWO_WEEKS)) }
}
