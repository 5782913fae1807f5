import type { RollRefusal } from '../roll/types.ts'

/** What a member says is wrong about the own entry on a roll; `n` counts the requests for this meeting. */
export type CorrectionRequest = { n: number; said: string; state: 'open' | 'corrected' | 'kept' }

/** Why such a request is not taken or not settled so. */
export type CorrectionRefusal =
  | RollRefusal
  | 'noText'
  | 'alreadyAsked'
  | 'settled'
  | 'noCorrector'
  | 'ownRequest'
