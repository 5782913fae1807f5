import { isAfter, isBefore } from '../../time/order.ts'
import type { Period } from '../schedule/types.ts'
import type { Programme } from '../types.ts'
import { type Counts, type Coverage, type Line, type Mark, MARKS, type RoundCounts } from './types.ts'
import { words } from './words.ts'

/** The share of a period that is over on a day, in per cent, rounded down. */
export function timeGone({ from, until }: Period, today: Temporal.PlainDate): number {
  if (isBefore(today, from)) return 0
  if (isAfter(today, until)) return 100
  return Math.floor((100 * from.until(today).days) / (from.until(until).days + 1))
}

/** Whether a programme is held against the time: it says itself when it begins. */
export function isOverTime({ definition: { from } }: Pick<Programme, 'definition'>): boolean {
  return from !== undefined
}

/**
 * Whether less is done than the time would have it. Of a programme that runs over a time of its own, what need not wait for
 * another step is spread over that time; of any other, what is due by now. What comes again counts when its own day is over.
 */
export function isBehind(
  { first, over, again, againOver }: Counts,
  { time, overTime }: { time: number; overTime: boolean },
): boolean {
  const { cells, done } = overTime ? first : over
  return done + again.done < Math.floor((cells * time) / 100) + againOver
}

/** The share of a programme's cells that is done, in per cent, rounded down; what waits for another step does not count over time. */
export function shareOf({ all, first, again }: Counts, overTime: boolean): number {
  const counted = overTime ? { cells: first.cells + again.cells, done: first.done + again.done } : all
  return counted.cells === 0 ? 0 : Math.floor((100 * counted.done) / counted.cells)
}

/** The last mark that the time has passed; null: none. */
export function markAt(time: number): Mark | null {
  return MARKS.findLast((mark) => mark <= time) ?? null
}

/** The round that is on of the first step that comes again; null: none. */
export function roundOf(
  { definition: { steps } }: Pick<Programme, 'definition'>,
  rounds: readonly RoundCounts[],
): Coverage['round'] {
  const found = steps.flatMap(({ id, every }) =>
    every === undefined ? [] : rounds.filter(({ step }) => step === id).map((round) => ({ ...round, every })),
  )
  return found[0] ?? null
}

/** A programme in one line: the round that is on, else its rows; and the time, where it is held against that. */
export function lineOf(coverage: Coverage, programme: Pick<Programme, 'definition'>): Line {
  const { title, counts, round, far, time, behind } = coverage
  const isTimed = behind || (round === null && isOverTime(programme) && far < counts.rows)
  const how = round === null ? words.rows(far, counts.rows) : words.round(round)
  return {
    programme: coverage.programme,
    title,
    text: counts.rows === 0 ? words.none(title) : words.line(title, how, isTimed ? time : null),
    tone: behind ? 'behind' : 'fine',
    late: counts.late,
  }
}

/** So many lines of a digest are the ledger's. */
const MOST_LINES = 6

/** What a digest says: what is behind or late first, as each programme wants to be said; of what is over and done nothing. */
export function linesForDigest(all: readonly (Line & Saying)[]): string[] {
  const said = all.filter(({ digest, isOver, ...line }) => {
    if (digest === 'off' || isOver) return false
    return digest === 'line' || needsAttention(line)
  })
  const first = [...said.filter(needsAttention), ...said.filter((line) => !needsAttention(line))]
  const shown = first.length > MOST_LINES ? first.slice(0, MOST_LINES - 1) : first
  const further = first.length - shown.length
  return [...shown.map(words.said), ...(further > 0 ? [words.further(further)] : [])]
}

/** How a digest says it, and whether its time is over and everything is done. */
type Saying = { digest: Programme['definition']['digest']; isOver: boolean }

/** Whether something of it is behind or late. */
export function needsAttention({ tone, late }: Pick<Line, 'tone' | 'late'>): boolean {
  return tone === 'behind' || late > 0
}
