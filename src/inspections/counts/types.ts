import type { CountedItem, Verdict } from '../types.ts'

/** A window of a duty as far as it is judged; `isKnown`: the bot was there from its first day on. */
export type Stretch = {
  from: Temporal.PlainDate
  months: number
  required: number
  done: number
  isOver: boolean
  isKnown: boolean
}

/** What was counted for an item. `themed`: of the sittings held, how many had an agenda before. */
export type Figure =
  | { kind: 'duties'; duties: readonly { type: string; windows: readonly Stretch[] }[] }
  | { kind: 'themed'; windows: readonly Stretch[]; held: number; themed: number }
  | { kind: 'reports'; asked: number; late: number; missing: number }
  | { kind: 'rolls'; held: number; recorded: number; leave: number }
  | { kind: 'makeups'; missed: number; made: number }
  | { kind: 'decisions'; due: number; done: number }

/** The figure of an item, and what follows from it; null: 数据不足, and nothing does. */
export type Count = { figure: Figure; verdict: Verdict | null }
export type Counts = Record<CountedItem, Count>
