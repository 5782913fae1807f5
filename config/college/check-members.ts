import type { MemberLine } from './members.ts'
import { didYouMean } from './nearest.ts'
import type { FileFault } from './sheet.ts'

/** What the lines of members.csv are compared with. */
export type Places = { branches: ReadonlySet<string>; groups: ReadonlyMap<string, string> }

/** Faults between the lines of members.csv, and between them and the branches. */
export function memberFaults(file: string, lines: readonly MemberLine[], places: Places): FileFault[] {
  const faults: FileFault[] = []
  const seen = { ids: new Map<string, number>(), openIds: new Map<string, number>() }
  const secretaries: MemberLine[] = []
  for (const entry of lines) {
    const { member, line } = entry
    const wrong = (what: string, cure: string) => faults.push({ file, line, what, cure })
    const sameId = firstLine(seen.ids, member.id, line)
    if (sameId !== line) wrong(`id ${member.id} is already on line ${sameId}`, 'give each person one line')
    const sameAccount = member.openId === null ? line : firstLine(seen.openIds, member.openId, line)
    if (sameAccount !== line) {
      const cure = 'two people cannot share one account: correct one of them'
      wrong(`this open_id is already on line ${sameAccount}`, cure)
    }
    placeFaults(entry, places, wrong)
    if (!member.offices.includes('支部书记')) continue
    const first = secretaries.find((other) => overlaps(other, entry))
    if (first)
      wrong(
        `${member.branch} has a second 支部书记; the first is on line ${first.line}`,
        'keep one, or end the first with office_to',
      )
    secretaries.push(entry)
  }
  return faults
}

function placeFaults({ member }: MemberLine, places: Places, wrong: (what: string, cure: string) => void) {
  if (!places.branches.has(member.branch)) {
    wrong(`branch “${member.branch}” is unknown`, didYouMean(member.branch, [...places.branches]))
  }
  if (member.group === null) return
  const owner = places.groups.get(member.group)
  if (owner === undefined)
    wrong(`group “${member.group}” is unknown`, didYouMean(member.group, [...places.groups.keys()]))
  else if (owner !== member.branch)
    wrong(`group ${member.group} belongs to ${owner}`, 'correct the group or the branch')
}

function overlaps(one: MemberLine, other: MemberLine): boolean {
  if (one.member.branch !== other.member.branch) return false
  return !endsBefore(one, other) && !endsBefore(other, one)
}

function endsBefore(one: MemberLine, other: MemberLine): boolean {
  const { officeTo } = one.member
  const { officeFrom } = other.member
  return officeTo !== null && officeFrom !== null && Temporal.PlainDate.compare(officeTo, officeFrom) < 0
}

/** The line on which the key was seen first, which may be this one. */
function firstLine(seen: Map<string, number>, key: string, line: number): number {
  const first = seen.get(key) ?? line
  seen.set(key, first)
  return first
}
