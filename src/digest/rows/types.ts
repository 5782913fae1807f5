import { z } from 'zod'
import type { BranchId } from '../../ids.ts'

/** A meeting, a record or a task with how much of it each number of a digest counts. */
export const CountedRow = z.object({
  kind: z.enum(['meeting', 'report', 'task']),
  id: z.string(),
  /** When it takes place, was due, or passed. */
  at: z.string().transform((text) => Temporal.Instant.from(text)),
  counts: z.record(z.string(), z.number()),
})
export type CountedRow = z.infer<typeof CountedRow>

/** Whose numbers of a digest: all branches', a branch's, or with `college` those of its own meetings. */
export type Of = BranchId | 'all' | 'college'

/** A number of a digest: a figure, what waits, a duty, a week before. Its rows may show more than one value. */
export type DigestNumber = { name: string; values: readonly Value[] }

/** A value with what the digest said it was. */
export type Value = { name: string; was: number }

/** A row as the digest counted it, and as it is counted now; null: not known, or not there. */
export type ComparedRow = Pick<CountedRow, 'kind' | 'id' | 'at'> & {
  part: string
  title: string | null
  was: readonly (number | null)[]
  now: readonly (number | null)[]
}
