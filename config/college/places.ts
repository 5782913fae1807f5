import { bareName } from './bare-name.ts'
import { BranchId, GroupId } from '../../src/ids.ts'
import { say } from './members-words.ts'
import { nearest } from './nearest.ts'
import type { Row } from './table.ts'

/** The branches and groups that a list of members may name, by id or as they are called. */
export type Places = {
  branches: readonly { id: string; names: readonly string[] }[]
  groups: readonly { id: string; branch: string; names: readonly string[] }[]
}

/** The branch and the group of a line; a branch that nobody is called is kept as written, for lines are still compared. */
export function readPlace(row: Row, places: Places): { branch: BranchId | null; group: GroupId | null } {
  const written = row.cell('branch')
  const branch = named(written, places.branches)
  if (branch === null && written !== '')
    row.wrong('branch', () => say().branch(near(written, places.branches)))
  const group = row.cell('group') === '' ? null : readGroup(row, places, branch)
  return {
    branch: BranchId.safeParse(branch ?? written).data ?? null,
    group: group === null ? null : GroupId.parse(group),
  }
}

function readGroup(row: Row, places: Places, branch: string | null): string | null {
  const written = row.cell('group')
  const own = places.groups.filter((group) => group.branch === branch)
  const found = named(written, own)
  if (found !== null) return found
  if (named(written, places.groups) !== null) {
    if (branch !== null) row.wrong('group', say().otherBranch)
    return null
  }
  row.wrong('group', () => say().group(near(written, branch === null ? places.groups : own)))
  return null
}

type Named = readonly { id: string; names: readonly string[] }[]

/** An id, else a name that only one goes by. */
function named(written: string, known: Named): string | null {
  const word = bareName(written)
  const byId = known.find(({ id }) => id === written)
  const byName = known.filter(({ names }) => names.some((name) => bareName(name) === word))
  return byId?.id ?? (byName.length === 1 ? (byName[0]?.id ?? null) : null)
}

function near(written: string, known: Named): string {
  const words = known.flatMap(({ id, names }) => [id, ...names])
  const found = nearest(written, words)
  if (found !== null) return say().didYouMean(found)
  return say().known(known.map(({ id }) => id).join('、'))
}
