/**
 * What is put to the vote, and so how many must be there: a general matter, the admission of a member 接收 or the end of
 * probation 转正, an election 选举, or a matter of the branch's committee 支委会. (domain §2.3)
 */
export const QUORUM_KINDS = ['general', 'admission', 'election', 'committee'] as const
export type QuorumKind = (typeof QUORUM_KINDS)[number]

/** How 半数以上 is read: more than half, or at least half. (domain §2.3) */
export const HALVES = ['gt_half', 'gte_half'] as const
export type Half = (typeof HALVES)[number]
