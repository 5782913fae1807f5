import type { TableFormat } from '../documents/types.ts'
import type { BranchId, MemberId } from '../ids.ts'

/** The words of this feature are in its README.md. */

/** Whose figures: a branch with its groups, or all branches and the college's own meetings 全院. */
export type Of = BranchId | 'all'

/** From a day until just before another. */
export type Days = { from: Temporal.PlainDate; to: Temporal.PlainDate }

/** What somebody wants figures of. */
export type Asked = { of: Of; days: Days }

export const FORMATS = ['xlsx', 'csv'] as const satisfies readonly TableFormat[]

/** Whether a file holds numbers alone, or people by name as well. */
export const CONTENTS = ['counts', 'names'] as const
export type Content = (typeof CONTENTS)[number]

/** What came of an order; `mayNot`: whoever ordered it may not have it any more, `tooLarge`: the platform takes no such file. */
export const ENDS = ['done', 'failed', 'mayNot', 'tooLarge'] as const
export type End = (typeof ENDS)[number]

/** A file that is to be made, or was. */
export type Order = Asked & {
  id: string
  who: MemberId
  at: Temporal.Instant
  format: TableFormat
  content: Content
  attempts: number
  ended: End | null
}

/** Why a file is not ordered. */
export type Refusal = 'mayNot' | 'mayNotNames' | 'tooLong'
