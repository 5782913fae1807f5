import { branchNames, branchTitle } from '../../roster/service.ts'
import type { Branch, Group, Rights } from '../../roster/types.ts'
import type { Choice } from './types.ts'
import { said, words } from './words.ts'

type Roster = { branches: readonly Branch[]; groups: readonly Group[] }

/**
 * For whom a person may collect today: an administrator for the college and any branch, a secretary or deputy for the own
 * branch. (domain §5, rows 2 and 31)
 */
export function choicesFor(
  { admin, leads }: Pick<Rights, 'admin' | 'leads'>,
  { branches, groups }: Roster,
): Choice[] {
  const led = branches.filter(({ id }) => leads.includes(id))
  const own = led.flatMap((branch) => ownChoices(branch, groups))
  if (!admin) return own
  const others = branches.filter((branch) => !led.includes(branch))
  return [...collegeChoices(branches), ...own, ...others.map((branch) => membersChoice(branch, null))]
}

function collegeChoices(branches: readonly Branch[]): Choice[] {
  const everybody = branches.map(({ id }) => ({ kind: 'branch' as const, branch: id }))
  const people = (key: string, name: string, audience: PeopleOf): Choice => {
    return { key, name, branch: null, target: { kind: 'people', audience } }
  }
  return [
    { key: 'branches', name: words.branches, branch: null, target: { kind: 'branches' } },
    people('secretaries', words.secretaries, { kind: 'secretaries' }),
    people('members', words.members, { kind: 'list', parts: everybody }),
    people('committee', words.committee, { kind: 'committee' }),
    { key: 'list', name: words.list, branch: null, target: null },
  ]
}

type PeopleOf = Extract<NonNullable<Choice['target']>, { kind: 'people' }>['audience']

function ownChoices(branch: Branch, groups: readonly Group[]): Choice[] {
  const { id } = branch
  return [
    membersChoice(branch, id),
    ...groups
      .filter((group) => group.branch === id)
      .map(
        (group): Choice => ({
          ...{ key: `group:${group.id}`, name: words.groupOf(branchTitle(branch), group.name), branch: id },
          target: { kind: 'people', audience: { kind: 'group', group: group.id } },
        }),
      ),
    { key: `list:${id}`, name: words.listOf(branchTitle(branch)), branch: id, target: null },
  ]
}

function membersChoice(branch: Branch, own: Choice['branch']): Choice {
  return {
    key: `branch:${branch.id}`,
    name: words.membersOf(branchTitle(branch)),
    branch: own,
    target: { kind: 'people', audience: { kind: 'branch', branch: branch.id } },
  }
}

/** A choice that a text begins with, and what is left of the text. */
export type Meant = { key: string; rest: string }

/** For whom a text is that begins with a name of theirs; the longest name wins. Null: it does not say. */
export function meantIn(
  text: string,
  { choices, branches }: { choices: readonly Choice[]; branches: readonly Branch[] },
): Meant | null {
  const found = choices
    .flatMap((choice) => namesOf(choice, { choices, branches }).map((name) => ({ key: choice.key, name })))
    .filter(({ name }) => text.toLowerCase().startsWith(name.toLowerCase()))
    .toSorted((one, other) => other.name.length - one.name.length)
  const [first, second] = found
  if (first === undefined || (second?.name.length === first.name.length && second.key !== first.key))
    return null
  return { key: first.key, rest: text.slice(first.name.length) }
}

function namesOf(
  { key, name, branch }: Choice,
  { choices, branches }: { choices: readonly Choice[]; branches: readonly Branch[] },
): string[] {
  const isCollege = choices.some((one) => one.key === 'members')
  if (key.startsWith('branch:')) {
    const of = branches.find(({ id }) => key === `branch:${id}`)
    const named = (of === undefined ? [] : branchNames(of)).flatMap((one) => [`${one}全体党员`, one])
    const isOnly =
      branch !== null && choices.filter((one) => one.key.startsWith('branch:') && one.branch).length === 1
    return [...named, ...(isOnly ? said.own.filter((one) => !isCollege || !said.members.includes(one)) : [])]
  }
  if (key === 'branches' || key === 'secretaries' || key === 'members' || key === 'committee')
    return said[key]
  return key.startsWith('group:') ? [name] : []
}
