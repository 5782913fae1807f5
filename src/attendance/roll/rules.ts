import { isAfter } from '../../time/order.ts'
import type { MemberId } from '../../ids.ts'
import type { Mark, Roll } from '../types.ts'
import type { RollEntry, RollRefusal } from './types.ts'

/** So long a secretary may correct a roll; afterwards the committee does. (domain §5, row 13) */
const CORRECTED_WITHIN = Temporal.Duration.from({ hours: 72 })
/** So long whoever entered a mark may take it back: it was likely a slip. */
const TAKEN_BACK_WITHIN = Temporal.Duration.from({ hours: 1 })

/** Whether a secretary may still correct the roll. */
export function isSoon({ closedAt }: Pick<Roll, 'closedAt'>, at: Temporal.Instant): boolean {
  return closedAt !== null && !isAfter(at, closedAt.add(CORRECTED_WITHIN))
}

/** What somebody may do with the roll: `confirm` settles who is to be confirmed, `correct` changes what is settled. */
export type RollRights = { confirm: boolean; correct: boolean }

type Change = {
  entry: RollEntry
  mark: Mark | null
  by: MemberId
  at: Temporal.Instant
  reason: string | null
}

/** Why a mark may not be changed so, or null. A settled one needs a reason, unless whoever entered it takes it back at once. */
export function refusalToMark(
  rights: RollRights,
  { entry, mark, by, at, reason }: Change,
): RollRefusal | null {
  if (!rights.confirm && !rights.correct) return 'mayNot'
  if (entry.mark === mark) return 'already'
  if (entry.mark === null) return null
  if (entry.by === by && entry.at !== null && !isAfter(at, entry.at.add(TAKEN_BACK_WITHIN))) return null
  if (!rights.correct) return 'tooLate'
  return reason === null ? 'noReason' : null
}
