import type { dutiesIn } from '../../measures/service.ts'
import type { OpenReport, OpenTask } from '../../reports/types.ts'
import type { Part } from '../types.ts'

/** What a branch digest 支部周报 shows: what was counted stays, what waits for the branch is as it is when it is shown. */
export type BranchWeek = {
  part: Part
  /** The first day of the week that was counted, and the day after its last. */
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  medians: Medians
  reports: readonly OpenReport[]
  tasks: readonly OpenTask[]
  /** Titles of the records that passed their review in the week. */
  passed: readonly string[]
  duties: readonly BranchDuty[]
}

/** What half of the branches do not exceed; null where too few of them are known for it to hide whose value it is. */
export type Medians = { held: number | null; rate: number | null; onTime: number | null }

type Owed = Awaited<ReturnType<typeof dutiesIn>>[number]

/** How a duty 应开展 stands in one of its windows. */
export type BranchDuty = { duty: Owed['duty'] } & Omit<Owed['windows'][number], 'meetings'>

/** Who gets it: whoever acts for the branch, or its deputy 副书记 besides. */
export const SEATS = ['lead', 'deputy'] as const
export type Seat = (typeof SEATS)[number]
