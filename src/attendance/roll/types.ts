import type { MemberId } from '../../ids.ts'
import type { Mark } from '../types.ts'

/** A person who was expected, on the roll 到会名单 of a meeting: `mark` is null for whoever is to be confirmed 待核实. */
export type RollEntry = {
  who: MemberId
  name: string
  mark: Mark | null
  /** Who noted it: a person, the check-in itself, or a record of the past. */
  by: string | null
  at: Temporal.Instant | null
}

/** A mark that was changed by hand, with names: who changed whose, when and why. */
export type MarkChange = {
  name: string
  was: Mark | null
  became: Mark | null
  by: string
  at: Temporal.Instant
  reason: string | null
}

/** Why a roll is not changed so. */
export type RollRefusal =
  | 'mayNot'
  | 'tooLate'
  | 'notClosed'
  | 'notListed'
  | 'already'
  | 'noReason'
  | 'nobodyLeft'
