export type Verdict = 'merged' | 'apart'

/** Why a press changes nothing. */
export type Refusal = 'mayNot' | 'already' | 'outdated'
