import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { countWeek } from '../parts/service.ts'
import { snapshotBy } from '../snapshots/service.ts'
import type { Snapshot } from '../types.ts'
import { type Reckoning, weekNamed } from '../weeks/service.ts'
import { figureLines, figuresIn, type WeekFigures } from './rules.ts'
import { words } from './words.ts'

/** The figures of a week as a digest said them or, where there was none, as they are now. */
export type Told = { figures: WeekFigures; lines: string[] }

/** Reads the figures of a week by its name; without one, of the last whole week. */
export async function figuresOfWeek(
  ctx: Ctx,
  tx: Tx,
  { name, reckoning }: { name: string; reckoning: Reckoning },
): Promise<Told | 'noWeek' | 'notYet'> {
  const week = weekNamed(name, reckoning)
  if (week === null) return 'noWeek'
  if (Temporal.Instant.compare(week.from, ctx.now()) >= 0) return 'notYet'
  const kept = await snapshotBy(tx, week.key)
  const shown = kept ?? (await countWeek(ctx, tx, { week, reckoning }))
  const at = timeOf(shown, reckoning.zone)
  const said = kept === null ? words.now(at) : words.sent(at)
  return { figures: figuresIn(shown), lines: [`${week.week}  ${said}`, ...figureLines(shown)] }
}

function timeOf({ madeAt }: Snapshot, zone: string): string {
  const local = Temporal.Instant.from(madeAt).toZonedDateTimeISO(zone).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ')
}
