import type { MemberId, RequestId } from '../../ids.ts'

export const OUTCOMES = ['replied', 'extended', 'waived'] as const
/** What became of an explanation: a reply alone, another deadline, or 免交. */
export type ExplanationOutcome = (typeof OUTCOMES)[number]

/** The `n`th explanation 说明情况 of something overdue, and its answer; read by its sender and by whoever answers. */
export type Explanation = {
  request: RequestId
  n: number
  by: MemberId
  at: Temporal.Instant
  /** '' once it has expired. */
  said: string
  /** Null: it waits for an answer. */
  outcome: ExplanationOutcome | null
  answeredBy: MemberId | null
  answer: string
}

/** Why nothing is explained or answered. */
export type ExplainingRefusal =
  | 'mayNot'
  | 'mayNotAnswer'
  | 'settled'
  | 'early'
  | 'waits'
  | 'tooMany'
  | 'nobody'
  | 'noWords'
  | 'noReply'
  | 'noReason'
  | 'extended'
  | 'notOffered'
