import { z } from 'zod'

/**
 * What is put to the vote, and so how many must be there: a general matter, the admission of a member 接收 or the end of
 * probation 转正, an election 选举, or a matter of the branch's committee 支委会. (domain §2.3)
 */
export const QUORUM_KINDS = ['general', 'admission', 'election', 'committee'] as const
export type QuorumKind = (typeof QUORUM_KINDS)[number]

/** How 半数以上 is read: more than half, or at least half. (domain §2.3) */
export const HALVES = ['gt_half', 'gte_half'] as const
export type Half = (typeof HALVES)[number]

/** The part `quorum` of college.yaml. */
export const quorum = z.strictObject({
  general: z
    .enum(HALVES)
    .default('gt_half')
    .describe(
      '半数以上：gt_half 须超过半数，gte_half 恰好半数也可 / more than half, or at least half, of those who vote',
    ),
})

/** What a type of meeting votes on, in college.yaml. */
export const quorumKind = z
  .enum(['none', ...QUORUM_KINDS])
  .transform((kind) => (kind === 'none' ? null : kind))
  .describe(
    '表决的法定人数：general 一般事项，admission 接收和转正，election 选举，committee 支委会 / whose quorum it needs',
  )
