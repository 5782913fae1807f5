import type { Gap } from './gaps.ts'
import type { Verdict } from './ledger.ts'

/** What a drill found out. */
export type Outcome = Verdict & {
  kills: number
  /** In how many deaths at least one letter died in this gap, and how many letters did. */
  gaps: Record<Gap, { kills: number; letters: number }>
  deaths: Record<string, number>
  expected: number
  sent: number
  /** Repeats that the platform recognised by their uuid. */
  recognised: number
  clicks: number
  faults: string[]
  /** Letters that were put back, and letters that somebody kept in hand, while Redis was away. */
  putBack: number
  waitedUnderClaim: number
  recoverySeconds: number[]
}

/** Nothing has happened yet. */
export function emptyOutcome(): Outcome {
  const none = () => ({ kills: 0, letters: 0 })
  return {
    lost: [],
    repeated: [],
    unasked: [],
    kills: 0,
    gaps: {
      'claim–attempt': none(),
      'attempt–request': none(),
      'request–effect': none(),
      'effect–answer': none(),
      'answer–mark': none(),
    },
    deaths: {},
    expected: 0,
    sent: 0,
    recognised: 0,
    clicks: 0,
    faults: [],
    putBack: 0,
    waitedUnderClaim: 0,
    recoverySeconds: [],
  }
}
