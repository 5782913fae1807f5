import type { BranchId, GroupId } from '../../src/ids.ts'
import type { College, Member } from './types.ts'

/** An active branch without secretary, or a group of one without leader. */
export type Vacancy = { branch: BranchId; group: GroupId | null }

/** What is vacant on that day: no fault, but nobody there is asked for reports or decides on leaves. */
export function vacanciesOf({ branches, groups, members }: College, on: Temporal.PlainDate): Vacancy[] {
  const holders = (office: string) =>
    members.filter((member) => member.offices.includes(office) && holdsOn(member, on))
  const led = new Set(holders('支部书记').map(({ branch }) => branch))
  const ledGroups = new Set(holders('党小组组长').map(({ group }) => group))
  const active = branches.filter((branch) => branch.active).map(({ id }) => id)
  return [
    ...active.filter((branch) => !led.has(branch)).map((branch) => ({ branch, group: null })),
    ...groups
      .filter(({ id, branch }) => active.includes(branch) && !ledGroups.has(id))
      .map(({ id, branch }) => ({ branch, group: id })),
  ]
}

function holdsOn({ officeFrom, officeTo }: Member, on: Temporal.PlainDate): boolean {
  const { compare } = Temporal.PlainDate
  return (
    (officeFrom === null || compare(officeFrom, on) <= 0) && (officeTo === null || compare(on, officeTo) <= 0)
  )
}
