import type { MeetingId, MemberId } from '../../ids.ts'

/** A press on the card 应到名单, or on the button that opens it. */
export type Pressed = {
  meeting: MeetingId
  who: MemberId
  madeAt: Temporal.Instant
  form: Record<string, unknown>
}

/** Why a press has no effect. */
export type Refusal =
  | 'mayNot'
  | 'mayNotObserve'
  | 'cancelled'
  | 'merged'
  | 'over'
  | 'nobody'
  | 'unknown'
  | 'ambiguous'
  | 'noChange'
  | 'noReason'
  | 'isOn'
  | 'isNotOn'
  | 'isExpected'
