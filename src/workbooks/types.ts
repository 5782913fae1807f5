import type { TableFormat } from '../documents/types.ts'
import type { BranchId, FileId, MemberId } from '../ids.ts'

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

/**
 * What came of an order; `mayNot`: whoever ordered it may not have it any more, `tooLarge`: the platform takes no such file,
 * `divided`: smaller parts stand in the place of this one.
 */
export const ENDS = ['done', 'failed', 'mayNot', 'tooLarge', 'divided'] as const
export type End = (typeof ENDS)[number]

/** Whose figures a file holds; `college`: the college's own meetings, without its branches, as a part of all. */
export type Held = Of | 'college'

/** Which figures a part of a file that was too large holds, and its place among the parts. */
export type Piece = { of: Held; days: Days; place: number }

/** A file that is to be made, or was; `whole`: the order of which it is a part, null: it is none. */
export type Order = Piece & {
  id: string
  whole: string | null
  /** What a part has become. */
  file: FileId | null
  who: MemberId
  at: Temporal.Instant
  format: TableFormat
  content: Content
  attempts: number
  ended: End | null
}

/** Why a file is not ordered. */
export type Refusal = 'mayNot' | 'mayNotNames' | 'tooLong'
