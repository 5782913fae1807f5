import type { Ctx } from '../../ctx.ts'
import type { Reckoning } from './rules.ts'

export { mondayOf } from './rules.ts'

export { type Reckoning, weekAfter, weekBefore, weekNamed, weeksBefore } from './rules.ts'

/** Where and when the college's weeks are reckoned, and their digests are made. */
export function reckoningOf(ctx: Ctx): Reckoning {
  const { id, timezone, digest } = ctx.settings
  return { college: id, zone: timezone, calendar: ctx.calendar, dayOff: digest.dayOff, made: digest }
}
