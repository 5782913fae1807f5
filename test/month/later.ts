import { secondsBetween } from './chance.ts'
import type { Month } from './people.ts'

const WAKE = Temporal.PlainTime.from('07:00')
const SLEEP = Temporal.PlainTime.from('22:30')

/** Some minutes from now; at night people sleep. */
export function later(
  { ctx, chance }: Month,
  [least, most]: readonly [number, number],
  ...about: string[]
): Temporal.Instant {
  const seconds = secondsBetween(least, most, chance('after', ...about))
  const local = ctx.now().add({ seconds }).toZonedDateTimeISO(ctx.settings.timezone)
  const time = local.toPlainTime()
  if (Temporal.PlainTime.compare(time, WAKE) >= 0 && Temporal.PlainTime.compare(time, SLEEP) < 0)
    return local.toInstant()
  const morning = Temporal.PlainTime.compare(time, WAKE) < 0 ? local : local.add({ days: 1 })
  const awake = { hours: 7, seconds: Math.round(90 * 60 * chance('wakes', ...about)) }
  return morning.startOfDay().add(awake).toInstant()
}
