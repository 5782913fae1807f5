import { z } from 'zod'
import type { BranchId, MemberId } from '../../ids.ts'

/** An exemption, by its row. */
export const ExemptionId = z.uuid().brand<'ExemptionId'>()
export type ExemptionId = z.infer<typeof ExemptionId>

export const STATES = ['proposed', 'approved', 'refused', 'lifted'] as const
export type State = (typeof STATES)[number]

/**
 * That somebody is not to count in 应到 of a branch's meetings; `until` null: until it is lifted. The class of the reason and
 * the approval are for the branch's secretary and the administrators alone. (domain §2.3)
 */
export type Proposal = {
  id: ExemptionId
  who: MemberId
  branch: BranchId
  class: string
  approval: string
  from: Temporal.PlainDate
  until: Temporal.PlainDate | null
  state: State
  by: MemberId
}

/** Why a press has no effect. */
export type Refusal =
  | 'mayNot'
  | 'mayNotDecide'
  | 'ownCase'
  | 'nobody'
  | 'unknown'
  | 'ambiguous'
  | 'noClass'
  | 'noApproval'
  | 'badPeriod'
  | 'exists'
  | 'alreadyDecided'
  | 'alreadyLifted'
