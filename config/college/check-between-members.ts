import { say } from './members-words.ts'
import type { MemberLine } from './members.ts'
import type { Blame } from './table.ts'
import { isBefore } from '../../src/time/order.ts'

/** Faults between the lines of a list of members. */
export function faultsBetweenMembers(lines: readonly MemberLine[], blame: Blame): void {
  const words = say()
  const seen = { ids: new Map<string, number>(), openIds: new Map<string, number>() }
  const secretaries: MemberLine[] = []
  for (const entry of lines) {
    const { member, line } = entry
    const sameId = firstLine(seen.ids, member.id, line)
    if (sameId !== line) blame(line, words.idTwice(sameId))
    const sameAccount = member.openId === null ? line : firstLine(seen.openIds, member.openId, line)
    if (sameAccount !== line) blame(line, words.accountTwice(sameAccount))
    if (!member.offices.includes('支部书记')) continue
    const first = secretaries.find((other) => overlaps(other, entry))
    if (first) blame(line, words.secretaryTwice(first.line))
    secretaries.push(entry)
  }
}
function overlaps(one: MemberLine, other: MemberLine): boolean {
  if (one.member.branch !== other.member.branch) return false
  return !endsBefore(one, other) && !endsBefore(other, one)
}

function endsBefore(one: MemberLine, other: MemberLine): boolean {
  const { officeTo } = one.member
  const { officeFrom } = other.member
  return officeTo !== null && officeFrom !== null && isBefore(officeTo, officeFrom)
}

/** The line on which the key was seen first, which may be this one. */
function firstLine(seen: Map<string, number>, key: string, line: number): number {
  const first = seen.get(key) ?? line
  seen.set(key, first)
  return first
}
