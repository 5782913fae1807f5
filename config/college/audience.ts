import { BranchId, GroupId, MemberId } from '../../src/ids.ts'
import { OFFICES } from './offices.ts'
import type { Audience, AudiencePart, College, Member } from './types.ts'

/** The names that an audience may use. */
export type Names = {
  branches: ReadonlySet<string>
  groups: ReadonlySet<string>
  members: ReadonlySet<string>
  offices: ReadonlySet<string>
}

/** Reads one name of `for:`, or null when nobody is called so. */
export function readPart(name: string, names: Names): AudiencePart | null {
  if (name === 'secretaries' || name === 'committee') return { kind: name }
  if (names.branches.has(name)) return { kind: 'branch', branch: BranchId.parse(name) }
  if (names.groups.has(name)) return { kind: 'group', group: GroupId.parse(name) }
  if (names.members.has(name)) return { kind: 'member', member: MemberId.parse(name) }
  if (names.offices.has(name)) return { kind: 'office', office: name }
  return null
}

/** Reads the whole of `for:`; the names must have been checked. `each-branch` becomes one audience each. */
export function readAudiences(
  written: string | string[],
  names: Names,
  active: readonly BranchId[],
): Audience[] {
  if (written === 'each-branch') return active.map((branch) => ({ kind: 'branch', branch }))
  const parts = [written]
    .flat()
    .map((name) => readPart(name, names))
    .filter((part) => part !== null)
  const [only] = parts
  return [only && parts.length === 1 ? only : { kind: 'list', parts }]
}

/** Every name that an audience in this college may use. */
export function namesIn(college: College): Names {
  return namesOf(college, college.members)
}

/** Every name of an audience in a college whose files are still being read. */
export function namesOf(
  file: {
    branches: readonly { id: string }[]
    groups: readonly { id: string }[]
    offices?: readonly string[]
  },
  members: readonly Member[],
): Names {
  return {
    branches: new Set(file.branches.map(({ id }) => id)),
    groups: new Set(file.groups.map(({ id }) => id)),
    members: new Set(members.map(({ id }) => id)),
    offices: new Set([...OFFICES, ...(file.offices ?? []), ...members.flatMap(({ offices }) => offices)]),
  }
}
