import type { MadeFile } from '../../files/types.ts'
import type { BranchId, MemberId, RequestId } from '../../ids.ts'
import type { About } from '../types.ts'

/** The records of a branch's term, null for the college's own, as a part of a batch. */
export type BatchPart = { batch: string; branch: BranchId | null; term: string }

/** A file that is still to be made: of one record, of all that was answered about one thing, or of a branch's term. */
export type Order = {
  id: string
  who: MemberId
  askedAt: Temporal.Instant
  attempts: number
  of: { request: RequestId } | { about: About } | BatchPart
}

/** What came of an order: files whose bytes are kept; of an archive how many records it holds, and how many are missing. */
export type Result = { files: readonly MadeFile[]; filed?: number; missing?: number }
