import type { OwnRecord } from '../../attendance/service.ts'

/** How often a person was expected, and what of it. */
export type OwnCounts = {
  held: number
  present: number
  late: number
  leave: number
  absent: number
  open: number
  made: number
  observed: number
}

/** Counts the own records. */
export function countsOf(records: readonly OwnRecord[]): OwnCounts {
  const due = records.filter(({ role }) => role === 'due')
  const of = (...marks: OwnRecord['mark'][]) => due.filter(({ mark }) => marks.includes(mark)).length
  return {
    held: due.length,
    present: of('present', 'late'),
    late: of('late'),
    leave: of('leave'),
    absent: of('absent'),
    open: of(null),
    made: due.filter(({ madeUp }) => madeUp).length,
    observed: records.filter(({ role, mark }) => role === 'observer' && mark !== null).length,
  }
}
