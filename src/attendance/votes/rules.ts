import { bareName, type QuorumKind } from '../../../config/college.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { visible } from '../../cards/visible.ts'
import type { Quorum } from '../quorum/types.ts'
import type { Ballots, Fault, Filled, Matter, Vote } from './types.ts'

/** What an admission is about: 接收 of a probationary member, or the end of probation 转正. (domain §2.3) */
export const ADMISSIONS = ['接收预备党员', '预备党员转正'] as const

/** How long what is put to the vote may be. */
export const MOST_TOPIC = 60

/** What is counted, in the order of the form. */
export const COUNTED = ['written', 'yes', 'no', 'abstain'] as const satisfies (keyof Ballots)[]

/** Whether people vote on candidates, one by one. */
export function isOfCandidates(kind: QuorumKind): boolean {
  return kind === 'admission' || kind === 'election'
}

/** Whether opinions in writing count in such a vote. */
export function takesWritten(kind: QuorumKind): boolean {
  return kind === 'admission'
}

/** What the next vote of that kind is about: its candidate follows the last one by number. */
export function nextMatter(
  votes: readonly Pick<Vote, 'kind' | 'candidate'>[],
  { kind, topic }: Omit<Matter, 'candidate'>,
): Matter {
  const numbers = votes.filter((one) => one.kind === kind).map(({ candidate }) => candidate ?? 0)
  return { kind, topic, candidate: isOfCandidates(kind) ? Math.max(0, ...numbers) + 1 : null }
}

/**
 * Whether it was passed: ayes of more than half of those who were to vote. Null where the handbook leaves it to the rules of
 * the election, or to the committee. (domain §2.3)
 */
export function isPassed({ kind, due, yes }: Pick<Vote, 'kind' | 'due' | 'yes'>): boolean | null {
  return kind === 'election' || kind === 'committee' ? null : 2 * yes > due
}

type Read = { ok: true; ballots: Ballots } | { ok: false; fault: Fault }

/** The counts that were typed; what the form did not ask for is none. */
export function readBallots(filled: Filled, kind: QuorumKind): Read {
  const asked = COUNTED.filter((name) => name !== 'written' || takesWritten(kind))
  const found = asked.map((name) => [name, numberIn(filled[name] ?? '0')] as const)
  const { written = 0, yes, no, abstain } = Object.fromEntries(found)
  if (written == null || yes == null || no == null || abstain == null)
    return { ok: false, fault: { kind: 'notNumbers' } }
  return { ok: true, ballots: { written, yes, no, abstain } }
}

function numberIn(typed: string): number | null {
  const bare = typed.normalize('NFKC').trim()
  return /^\d{1,4}$/.test(bare) ? Number(bare) : null
}

/** Why these counts cannot be, or null. (domain §2.3) */
export function faultIn({ written, ...said }: Ballots, { isMet, due, present }: Quorum): Fault | null {
  const ballots = said.yes + said.no + said.abstain
  if (!isMet) return { kind: 'noQuorum' }
  if (written + present > due) return { kind: 'tooManyWritten', written, present, due }
  if (ballots > present + written) return { kind: 'tooManyBallots', ballots, present, written }
  if (ballots < written) return { kind: 'fewerThanWritten', ballots, written }
  return ballots === 0 ? { kind: 'noBallots' } : null
}

/** What was typed as the matter, or why it is not taken: nobody's name stands in it. */
export function readTopic(
  kind: QuorumKind,
  filled: Filled,
  names: readonly string[],
): { ok: true; topic: string } | { ok: false; fault: Fault } {
  const topic = visible(typedUpTo(MOST_TOPIC).parse(filled['topic']))
  if (kind === 'admission' && !ADMISSIONS.some((one) => one === topic))
    return { ok: false, fault: { kind: 'noTopic' } }
  if (topic === '') return { ok: false, fault: { kind: 'noTopic' } }
  const bare = bareName(topic)
  if (names.some((name) => bare.includes(bareName(name)))) return { ok: false, fault: { kind: 'named' } }
  return { ok: true, topic }
}

/** Whether both are the same counts. */
export function isSame(one: Ballots, other: Ballots): boolean {
  return COUNTED.every((name) => one[name] === other[name])
}
