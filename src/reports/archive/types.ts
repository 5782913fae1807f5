import type { BranchId, MeetingId, RequestId } from '../../ids.ts'
import type { Request } from '../types.ts'

/** A record of a term, or what is missing of it. */
export type Item = Pick<Request, 'title' | 'state' | 'drawn' | 'about'> & {
  id: RequestId
  meeting: MeetingId | null
  on: Temporal.PlainDate
  types: readonly string[]
}

/** A branch of a batch, null for the college, and how far its files are. */
export type Progress = {
  branch: BranchId | null
  state: 'waiting' | 'done' | 'failed'
  filed: number
  missing: number
}

/** Why there is no archive. */
export type Refusal = 'mayNot' | 'noTerm'
