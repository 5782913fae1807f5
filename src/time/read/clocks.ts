import type { ClockSaid, Period } from './types.ts'

/** A time of day; with `shift` 1 it belongs to the night of the day before, as 晚上12点 does. */
export type At = { time: Temporal.PlainTime; shift: 0 | 1 }

const NOON = 12
const MIDNIGHT = 24

/** The hours of the day that an hour may mean with each word beside it; 24 and more are the night after. */
const hours: Record<Period, (hour: number) => number[]> = {
  dawn: (hour) => (hour === NOON || hour === 0 ? [0, MIDNIGHT] : keep(hour, 1, 6)),
  morning: morningHours,
  noon: (hour) => (hour <= 2 && hour > 0 ? [hour + NOON] : keep(hour, 11, 14)),
  afternoon: afternoonHours,
  dusk: (hour) => (hour >= 4 && hour <= 8 ? [hour + NOON] : keep(hour, 16, 20)),
  evening: eveningHours,
}

// 上午2点 and 下午11点 are slips as often as not.
function morningHours(hour: number): number[] {
  if (hour === NOON) return [NOON, 0]
  return hour >= 1 && hour < 5 ? [hour, hour + NOON] : keep(hour, 5, 11)
}

function afternoonHours(hour: number): number[] {
  if (hour >= 9 && hour < NOON) return [hour, hour + NOON]
  return hour >= 1 && hour < NOON ? [hour + NOON] : keep(hour, NOON, 23)
}

// 晚上1点 is rather after midnight than at 13:00; nobody knows.
function eveningHours(hour: number): number[] {
  if (hour === NOON || hour === MIDNIGHT) return [MIDNIGHT]
  if (hour === 0) return [0, MIDNIGHT]
  if (hour < 5) return [hour + NOON, hour + MIDNIGHT]
  return hour < NOON ? [hour + NOON] : keep(hour, 17, 23)
}

function bareHours({ hour, how }: ClockSaid): number[] {
  if (how === 'exact' || hour > NOON || (how === 'padded' && hour >= 7)) return [hour]
  if (hour === 0) return [0, MIDNIGHT]
  if (hour === NOON) return [NOON]
  // 03:00 is written like the night and 3点 is said of the afternoon; 5点 and 6点 of both ends of the day.
  if (hour < 5) return how === 'padded' ? [hour, hour + NOON] : [hour + NOON]
  return [hour, hour + NOON]
}

function keep(hour: number, first: number, last: number): number[] {
  return hour >= first && hour <= last ? [hour] : []
}

/** The times of day that may be meant, in order; none when the word beside it contradicts the hour. (domain §4.4) */
export function timesMeant(said: ClockSaid, period: Period | null): At[] {
  const found = period === null ? bareHours(said) : hours[period](said.hour)
  return found.toSorted((one, other) => one - other).map((hour) => at(hour, said.minute))
}

function at(hour: number, minute: number): At {
  const shift = hour >= MIDNIGHT ? 1 : 0
  return { time: Temporal.PlainTime.from({ hour: hour - shift * MIDNIGHT, minute }), shift }
}

/** The longest that one sitting is taken to last when its end is said. */
const LONGEST = 12 * 60

/** How many minutes from a start until the end that is said; null when no end fits. */
export function minutesUntil(start: At, end: ClockSaid, period: Period | null): number | null {
  const ends = period === null ? anyHours(end) : timesMeant(end, period)
  const lengths = ends.map((one) => minuteOf(one) - minuteOf(start))
  return lengths.find((minutes) => minutes > 0 && minutes <= LONGEST) ?? null
}

function anyHours({ hour, minute }: ClockSaid): At[] {
  const found = hour <= NOON ? [hour, hour + NOON] : [hour]
  return found.map((one) => at(one, minute))
}

function minuteOf({ time, shift }: At): number {
  return (shift * MIDNIGHT + time.hour) * 60 + time.minute
}
