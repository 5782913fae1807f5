import type { Seen } from '../../../src/time/read/types.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

/** The two terms of the handbook. */
export const terms = [
  { id: '2026-2027-1', name: '第一学期', week1Monday: day('2026-09-07'), weeks: 19 },
  { id: '2026-2027-2', name: '第二学期', week1Monday: day('2027-02-22'), weeks: 19 },
]

/** From where a text is read. */
export function seenAt(now: string): Seen {
  return { now: Temporal.PlainDateTime.from(now), terms }
}
