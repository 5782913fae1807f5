import type { Question } from '../../config/college/questions.ts'
import type { BranchId, CollectionId, MemberId } from '../ids.ts'
import type { Counts } from './board/types.ts'
import type { Target } from './recipients/types.ts'

/** What is asked, of whom, and until when, before it has begun. The words of this feature are in its README.md. */
export type Content = {
  title: string
  questions: Question[]
  target: Target
  /** The branch whose own it is; null: the college's. */
  branch: BranchId | null
}

/** A collection that runs, with how many have answered. */
export type Running = { collection: Collection; counts: Counts }

/** One asking of a collection 收集; of a weekly one there is one for each week. */
export type Collection = Content & {
  id: CollectionId
  by: MemberId
  /** The weekly collection that it belongs to; null: it is asked once. */
  weekly: CollectionId | null
  startedAt: Temporal.Instant
  dueAt: Temporal.Instant
  /** When it was closed 截止; null: it runs. */
  closedAt: Temporal.Instant | null
}
