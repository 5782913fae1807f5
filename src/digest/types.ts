import { z } from 'zod'
import type { Button } from '../cards/card.ts'
import type { BranchId } from '../ids.ts'
import type { Figures } from '../measures/types.ts'

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

const count = z.int().min(0)
const later = count.default(0)
const instant = z.string()

/** The figures of measures, as a snapshot keeps them. */
const FiguresShape: z.ZodType<Figures> = z.object({
  ...{ planned: count, held: count, moved: count, cancelled: count, adjourned: count, open: count },
  ...{ due: count, present: count, late: count, leave: count, absent: count, unconfirmed: count },
  ...{ unrecorded: count, fresh: count, observers: count, hours: z.number() },
  ...{ makeupsAsked: count, makeupsMade: count },
  ...{ reportsDue: count, reportsOnTime: count, reportsLate: count, reportsMissing: count },
  reportsReturned: count,
  // Digests of before know nothing of them.
  ...{ visitsPlanned: later, visitsMade: later, visitsConfirmed: later },
  ...{ remediesAsked: later, remediesClosed: later, decisionsDue: later, decisionsDone: later },
  rate: z.number().nullable(),
})

/**
 * Why a branch could not be counted: what the records hold of it cannot be read, the records gave no answer, something else
 * went wrong, or nobody came to count it.
 */
export const Uncounted = z.enum(['unreadable', 'database', 'failed', 'unmade'])
export type Uncounted = z.infer<typeof Uncounted>

/**
 * How a duty 应开展 stood in one of its windows, by what was known at the making. `window`: its key, such as `2026-10+3`;
 * `isOver`: it ended within the week; `isNear`: two thirds of it have passed.
 */
const DutyLine = z.object({
  type: z.string(),
  of: z.enum(['branch', 'group']),
  months: count,
  window: z.string(),
  isOver: z.boolean(),
  isNear: z.boolean(),
  required: count,
  done: count,
  planned: count,
  unrecorded: count,
})
export type DutyLine = z.infer<typeof DutyLine>

const Sitting = z.object({ meeting: z.string(), title: z.string(), at: instant })

/** A week before, as its own digest counted it or, where there was none, as it is counted now. */
const Earlier = z.object({
  week: z.string(),
  held: count,
  rate: z.number().nullable(),
  /** What the rate is made of: 实到, and 应到－请假. */
  present: count,
  able: count,
  reportsDue: count,
  reportsOnTime: count,
})
export type Earlier = z.infer<typeof Earlier>

/**
 * What a digest knows of one branch with its groups, or of the college's own meetings. Figures, duties and what is overdue are
 * as of Sunday 24:00; what waits for somebody (returned, toReview, remedies, tasks) is as it was at the making.
 */
export const Part = z.object({
  /** The branch's id; `college` for the college's own meetings. */
  id: z.string(),
  name: z.string(),
  /** Place in the college's order. */
  place: count,
  /** The branch was closed by the time of the making: it shows what it did, and nobody is asked for anything. */
  closed: z.boolean(),
  /** Null: it was counted. */
  uncounted: Uncounted.nullable(),
  /** Null when it could not be counted. */
  figures: FiguresShape.nullable(),
  /** Why its figures are 数据不足. */
  gaps: z.array(z.enum(['movedIn', 'rolls', 'corrections'])),
  duties: z.array(DutyLine),
  /** Records of any week that were due by Sunday 24:00 and not in by then. */
  overdue: count,
  /** Came back and wait to be completed, of any week. */
  returned: count,
  /** Wait for a reader. */
  toReview: count,
  /** What an inspection asked to be put right 整改 and is not handed in. */
  remedies: count,
  /** Decisions of the secretaries' meeting that are still to be carried out. */
  tasks: count,
  /** Records that passed their review in the week. */
  passed: count,
  /** What starts in the week that follows: how many, and the first few. */
  next: z.object({ count, first: z.array(Sitting) }),
  /** Sittings of the week that were adjourned for want of a quorum. */
  adjourned: z.array(Sitting),
  /** Of what was overdue, what came in between Sunday 24:00 and the making: nobody in it is to be reminded. */
  late: z.object({ reports: count }),
  /** The weeks before, the latest last; without those before the bot knew the college. */
  earlier: z.array(Earlier),
})
export type Part = z.infer<typeof Part>

/** What a digest says, made once and never changed: every card, page and answer about the week reads it. */
export const Snapshot = z.object({
  version: z.literal(1),
  /** Such as `2026-W47`. */
  week: z.string(),
  from: instant,
  to: instant,
  /** As of when it is counted: the end of the week. */
  asOf: instant,
  madeAt: instant,
  /** In the college's order. */
  branches: z.array(Part),
  college: Part,
  /** What the ledger 台账 says of its programmes at the making; digests of before know nothing of it. */
  programmes: z.array(z.string()).exactOptional(),
})
export type Snapshot = z.infer<typeof Snapshot>

/** The id of the part of the college's own meetings; it stands beside those of the branches. */
export const COLLEGE_PART = 'college'

/** That a digest was sent: the hash of what it said, by which letter, and when. */
export type Receipt = { hash: string; letter: string; at: Temporal.Instant }

/** Why somebody who asks for the digest gets none. */
export const Refusal = z.enum(['mayNot', 'noneYet', 'notAdmin', 'sentBefore', 'noReason'])
export type Refusal = z.infer<typeof Refusal>

/** Whose number of a digest it is: one branch's, that of all branches together, or that of the college's own meetings. */
export type Of = { kind: 'branches' } | { kind: 'college' } | { kind: 'branch'; branch: BranchId }

/** From a day until just before another. */
export type Days = { from: Temporal.PlainDate; to: Temporal.PlainDate }

/** The buttons that features beside this one offer for a week: handed down by whoever assembles them. */
export type Offers = {
  file?: (days: Days) => readonly Button[]
}
