import type { QuorumKind } from '../../../config/college.ts'
import type { Quorum } from './types.ts'

/** What is put to the vote. */
export const kinds = {
  general: '一般事项',
  admission: '接收、转正',
  election: '选举',
  committee: '支委会议事',
} satisfies Record<QuorumKind, string>

const voters = (kind: QuorumKind) => (kind === 'committee' ? '支委' : '有表决权党员')
const verb = (kind: QuorumKind) => (kind === 'election' ? '选举' : '表决')

/** How many of those who may vote have come, and whether that is enough; if not, how many are missing and what may be done. (domain §7.26) */
export function quorumLines({ kind, due, present, needed, isMet }: Quorum): string[] {
  const who = voters(kind)
  const counted = `${kinds[kind]}：${who}应到${due}人，实到${present}人`
  if (isMet) return [`${counted}，已超过${needed - 1}人，可以${verb(kind)}。`]
  return [
    `${counted}。`,
    `目前到会${who}${present}人，需超过${needed - 1}人方可${verb(kind)}，还差${needed - present}人。可稍候、改期，或先进行其他议题。`,
  ]
}
