import { z } from 'zod'
import type { MeetingId } from '../../ids.ts'
import type { Meeting } from '../types.ts'

/**
 * The part's glossary: one sitting 同一次会议 (the same people, at the same time, in the same place, for different types),
 * merging 合并 (the kept one takes the other in 并入), apart 分开召开.
 */
export type Merging = {
  id: MergingId
  /** In order of id. */
  one: MeetingId
  other: MeetingId
  state: 'open' | 'merged' | 'apart'
  /** The one that took the other in; null unless merged. */
  kept: MeetingId | null
}

/** A pair of meetings, by its row. */
export const MergingId = z.uuid().brand<'MergingId'>()
export type MergingId = z.infer<typeof MergingId>

/** Two meetings, in order of id. */
export type Pair = { one: Meeting; other: Meeting }

/** Which of the two stays, and which is held with it. */
export type Roles = { kept: Meeting; absorbed: Meeting }

/** How a pair stands at a moment: `past`: it was not decided, and is one sitting ahead no more. */
export type PairStatus = Merging['state'] | 'past'

/** A pair with its meetings, as they stand at a moment. */
export type PairNow = { merging: Merging; pair: Pair; pairStatus: PairStatus }
