import { z } from 'zod'

/** A week 统计周 and its digest 周报. The words of this feature are in its README.md. */
export type Week = {
  /** Unique for ever, such as `digest-COL1-2026-W47`. */
  key: string
  /** The week of the ISO calendar, such as `2026-W47`. */
  week: string
  from: Temporal.Instant
  to: Temporal.Instant
  /** When it is made and sent. */
  dueAt: Temporal.Instant
  ended: boolean
  /** How often it was begun. */
  attempts: number
}

/**
 * What the committee should look at: a row that could not be counted, reports past their due, reports that came back, a roll without entries, no
 * meeting of all members late in the quarter, nothing last week and nothing this week.
 */
export const Code = z.enum(['uncounted', 'overdue', 'returned', 'unrecorded', 'assembly', 'quiet'])
export type Code = z.infer<typeof Code>

const count = z.int().min(0)

/** One line of a digest as it was counted: a branch's, or that of the college's own meetings. */
export const Row = z.object({
  /** Place in the college's order. */
  place: count,
  name: z.string(),
  /** It could not be counted: its figures say nothing, and the others do not wait for it. */
  uncounted: z.boolean().default(false),
  held: count,
  /** Held in the week before, as its digest said; null without one. */
  heldBefore: count.nullable(),
  /** Held, but nobody noted who came. */
  unrecorded: count,
  /** Held, but not counted yet: people of it are to be confirmed 待核实, and it was closed less than 48 hours ago. */
  fresh: count.default(0),
  /** Counted although people of it are still to be confirmed. */
  unconfirmed: count.default(0),
  present: count,
  /** Number of people who could have come: expected 应到 without approved leave. */
  base: count,
  due: count,
  in: count,
  late: count,
  /** Due in the week and still not in. */
  missing: count,
  /** Not in although due, from whatever week. */
  overdue: count,
  /** Came back and waits to be completed, from whatever week. */
  returned: count,
  /** Whether the quarter's meeting of all members has been held. */
  assembly: z.boolean(),
  /** Whether nobody noted who came to it. */
  assemblyUnrecorded: z.boolean().default(false),
  /** Decisions of the secretaries' meeting that the branch still has to carry out. */
  tasks: count.default(0),
  next: z.object({ count, first: z.object({ title: z.string(), at: z.string() }).nullable() }),
  attention: z.array(Code),
})
export type Row = z.infer<typeof Row>

/** The row of the college's own meetings; it stands beside those of the branches. */
export const COLLEGE_ROW = 'college'

/** A meeting as it is counted; `roll` is null while nobody was expected. */
export type MeetingFact = {
  types: readonly string[]
  title: string
  ofGroup: boolean
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  state: string
  roll: RollFact | null
}

/** A roll as it is counted: `closedAt` is null until it is closed. */
export type RollFact = {
  expected: number
  present: number
  leave: number
  absent: number
  unconfirmed: number
  closedAt: Temporal.Instant | null
}

/** A requested report as it is counted; `submitted` says that a version came in. */
export type ReportFact = { dueAt: Temporal.Instant; state: string; late: boolean; submitted: boolean }

/** Why somebody who asks for the digest gets none. */
export const Refusal = z.enum(['mayNot', 'noneYet'])
export type Refusal = z.infer<typeof Refusal>
