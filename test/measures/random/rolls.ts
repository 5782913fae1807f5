import type { Dice } from './dice.ts'

type Row = Record<string, unknown>
type Tables = Record<'attendance_rolls' | 'attendance_counts', Row[]>

/** Who came to a meeting is closed or not, and some of its names have gone. */
export function addRoll(
  tables: Tables,
  { id, at }: { id: string; at: (hours: number) => string },
  dice: Dice,
): void {
  // Closed just 48 hours before the week is over, less than that, long ago, later, or not yet.
  const closed = dice.of([120, 120.01, 119.9, 50, 170, 60, 20, null])
  const times = ['starts_at', 'answer_by', 'opens_at', 'late_after', 'closes_at'].map((name) => [name, at(0)])
  const state = closed === null ? 'open' : 'closed'
  const closed_at = closed === null ? null : at(closed)
  tables.attendance_rolls.push({ meeting_id: id, ...Object.fromEntries(times), state, closed_at })
  if (!dice.once(8)) return
  const counts = { present: dice.between(0, 9), leave: dice.between(0, 3), absent: dice.between(0, 3) }
  const unconfirmed = dice.of([0, 0, 2])
  const due = counts.present + counts.leave + counts.absent + unconfirmed
  const rest = { late: dice.between(0, counts.present), unconfirmed, observers: dice.between(0, 2) }
  tables.attendance_counts.push({ meeting_id: id, due, ...counts, ...rest })
}
