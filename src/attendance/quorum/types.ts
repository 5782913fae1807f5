import type { QuorumKind } from '../../../config/college.ts'

/** Who may vote: `due` 有表决权应到 of the list, without whoever is exempt; `present` 有表决权实到 by the roll. (domain §2.3) */
export type Voters = { due: number; present: number }

/** Whether enough have come for a vote: `needed` is the least number of those present. */
export type Quorum = Voters & { kind: QuorumKind; needed: number; isMet: boolean }
