import type { BranchId, RequestId } from '../../ids.ts'

/** What is to be put right 整改, and how it stands; `isClosed`: the inspector let it pass 回头看, or nobody asks any more. */
export type Asked = {
  request: RequestId
  branch: BranchId | null
  dueAt: Temporal.Instant
  stands: 'open' | 'handedIn' | 'returned' | 'closed'
}
