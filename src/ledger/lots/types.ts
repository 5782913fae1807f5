import type { MemberId, ProgrammeId } from '../../ids.ts'

/** A draw 抽签 of a programme's rows: begun with a seed, and in force once it is confirmed. */
export type Draw = {
  programme: ProgrammeId
  /** Which draw of the programme it is, from 1. */
  n: number
  seed: number
  /** Why it was drawn again; null for the first. */
  reason: string | null
  confirmed: { by: MemberId; at: Temporal.Instant; rows: readonly string[] } | null
}

/** Why nothing is drawn. */
export type Refusal = 'mayNot' | 'closed' | 'fewRows' | 'noReason' | 'already' | 'changed'
