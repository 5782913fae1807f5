import { readTime } from '../../../src/time/read/reader.ts'
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

/** Where most texts are read from. */
export const monday = seenAt('2026-11-23T09:00')

/** 「2026-12-02T14:00」, with its length behind it, `past …` or `ask why`. */
export function read(text: string, seen = monday): string {
  const reading = readTime(text, seen)
  if (reading.kind === 'ask') return `ask ${reading.doubt}`
  const { kind, start, minutes } = reading
  const said = `${start.toString({ smallestUnit: 'minute' })}${minutes === null ? '' : ` ${minutes}`}`
  return kind === 'start' ? said : `past ${said}`
}
