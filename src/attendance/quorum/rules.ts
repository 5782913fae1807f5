import { type Half, type MeetingType, type QuorumKind, typeNamed } from '../../../config/college.ts'
import type { Person } from '../../roster/types.ts'
import type { Mark } from '../types.ts'
import type { Quorum, Voters } from './types.ts'

/** What a sitting of these types votes on unless its host says so; null: nothing. */
export function usualKind(types: readonly string[], known: readonly MeetingType[]): QuorumKind | null {
  return types.map((type) => typeNamed(known, type)?.quorum ?? null).find((kind) => kind !== null) ?? null
}

/** Whether a person expected at the meeting counts: full members with voting right, and everybody in a committee. (domain §2.3) */
export function isVoter({ type, voting }: Pick<Person, 'type' | 'voting'>, kind: QuorumKind): boolean {
  return kind === 'committee' || (type === '正式' && voting)
}

/** Counts those who may vote, among the people expected. */
export function votersAmong(
  people: readonly (Pick<Person, 'type' | 'voting'> & { mark: Mark | null })[],
  kind: QuorumKind,
): Voters {
  const due = people.filter((one) => isVoter(one, kind))
  const present = due.filter(({ mark }) => mark === 'present' || mark === 'late')
  return { due: due.length, present: present.length }
}

/** Whether a vote would be valid; of nobody there is no quorum. `half` reads 半数以上, of which only admissions leave no doubt. (domain §2.3) */
export function quorumAt(kind: QuorumKind, { due, present }: Voters, half: Half): Quorum {
  const needed = Math.max(1, leastOf(kind, due, half))
  return { kind, due, present, needed, isMet: present >= needed }
}

function leastOf(kind: QuorumKind, due: number, half: Half): number {
  if (kind === 'election') return Math.ceil((due * 4) / 5)
  const isAtLeast = kind !== 'admission' && half === 'gte_half'
  return isAtLeast ? Math.ceil(due / 2) : Math.floor(due / 2) + 1
}
