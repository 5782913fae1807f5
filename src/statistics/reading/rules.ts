import { type MeetingType, bareName } from '../../../config/college.ts'
import { branchesNamed, branchNames } from '../../roster/service.ts'
import { isTooLong, partsOf, periodAt, usualDays } from '../periods/service.ts'
import type { Asked, Days, Scope } from '../types.ts'
import type { Doubt, Knows, Reading } from './types.ts'

/** What a word means: one or more of a kind. */
type Meaning =
  | { kind: 'scope'; scopes: readonly Scope[] }
  | { kind: 'type'; types: readonly string[] }
  | { kind: 'days'; meant: readonly Days[] }

type Found = Meaning & { length: number }

const BETWEEN = /[\s,，、;；。的]+/u
const ME = ['我', '本人', '个人', '自己', 'me']
const ALL = ['全院', '全学院', '学院', '各支部', '全部支部', 'college', 'all']
const BRANCH = ['支部', '本支部', '我支部', '我们支部', 'branch']
const GROUP = ['小组', '本组', '党小组', '本党小组', '我们组', 'group']
/** A button for each: more of them nobody reads. */
const MOST_CHOICES = 8
const LONGEST_TEXT = 100
/** Part of a name is no shorter. */
const SHORTEST_PART = 2

/** Reads what is asked for, in any order, with or without spaces. What is not sure is asked, never guessed. */
export function readAsked(text: string, knows: Knows): Reading {
  const words = plain(text)
    .split(BETWEEN)
    .filter((one) => one !== '')
  const read = words.map((word) => readWord(word, knows))
  const left = words.filter((_, n) => read[n] === null)
  const found = read.flatMap((one) => one ?? [])
  const choices = combined(found, knows)
  const [only, another] = choices
  if (left.length > 0 || only === undefined) return inDoubt('unknown', left, choices)
  if (another !== undefined) return inDoubt('several', [], choices)
  const isSure = found.every((one) => one.kind !== 'days' || one.meant.length === 1)
  if (!isSure) return inDoubt('several', [], choices)
  if (isTooLong(only.days))
    return inDoubt(
      'tooLong',
      [],
      partsOf(only.days).map((days) => ({ ...only, days })),
    )
  return { ok: true, asked: only }
}

/** Stretches of time are written in many ways; spaces around what joins them say nothing. */
function plain(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=[\d月])\s*(\.\.+|—+|–|~|至|到)\s*(?=\d)/g, '..')
}

function inDoubt(doubt: Doubt, left: readonly string[], choices: readonly Asked[]): Reading {
  return { ok: false, doubt, left, choices: choices.slice(0, MOST_CHOICES) }
}

/** A word that is one name, several written together, or part of one; null when it is none. */
function readWord(word: string, knows: Knows): Meaning[] | null {
  return readTogether(word, knows) ?? readPart(word, knows)
}

function readTogether(word: string, knows: Knows): Meaning[] | null {
  const found: Meaning[] = []
  for (let at = 0; at < word.length; ) {
    const next = longestAt(word, at, knows)
    if (next === null) return null
    const { length, ...meaning } = next
    found.push(meaning)
    at += length
  }
  return found
}

function longestAt(word: string, at: number, knows: Knows): Found | null {
  const rest = word.slice(at)
  const period = periodAt(word, at, knows)
  const all: Found[] = [
    ...named(rest, knows),
    ...(period === null || period.meant.length === 0 ? [] : [{ kind: 'days' as const, ...period }]), // the kind, not any text
  ]
  return all.toSorted((a, b) => b.length - a.length)[0] ?? null
}

function named(rest: string, { types, branches, own, me }: Knows): Found[] {
  const starts = (names: readonly string[], meaning: Meaning): Found[] =>
    // Whoever has no group means none by it: that is asked.
    (meaning.kind === 'scope' && meaning.scopes.length === 0 ? [] : names)
      .map((name) => bareName(name).toLowerCase())
      .filter((name) => name !== '' && rest.startsWith(name))
      .map(({ length }) => ({ ...meaning, length }))
  return [
    ...starts(ME, { kind: 'scope', scopes: [me] }),
    ...starts(ALL, { kind: 'scope', scopes: [{ kind: 'all' }] }),
    ...starts(BRANCH, { kind: 'scope', scopes: own.branches }),
    ...starts(GROUP, { kind: 'scope', scopes: own.groups }),
    ...branches.flatMap((one) => starts(branchNames(one), ofBranches([one]))),
    ...types.flatMap((type) => starts(namesOf(type), { kind: 'type', types: [type.name] })),
  ]
}

function readPart(word: string, { types, branches }: Knows): Meaning[] | null {
  if (word.length < SHORTEST_PART || [...BRANCH, ...GROUP].includes(word)) return null
  const ofName = branchesNamed(word, branches)
  const ofType = types.filter((type) =>
    namesOf(type).some((name) => bareName(name).toLowerCase().includes(word)),
  )
  if (ofName.length > 0 && ofType.length === 0) return [ofBranches(ofName)]
  if (ofType.length > 0 && ofName.length === 0)
    return [{ kind: 'type', types: ofType.map(({ name }) => name) }]
  return null
}

function ofBranches(branches: Knows['branches']): Meaning {
  return { kind: 'scope', scopes: branches.map(({ id: branch }) => ({ kind: 'branch', branch })) }
}

function namesOf({ name, aliases }: MeetingType): string[] {
  return [name, ...aliases]
}

/** All that the words may mean together; what was not said goes without saying. */
function combined(found: readonly Meaning[], knows: Knows): Asked[] {
  const said = unique(found.flatMap((one) => (one.kind === 'scope' ? one.scopes : [])))
  const scopes = said.length > 0 ? said : [knows.usual]
  const types = unique(found.flatMap((one) => (one.kind === 'type' ? one.types : [])))
  const days = unique(found.flatMap((one) => (one.kind === 'days' ? one.meant : [])))
  return scopes.flatMap((scope) =>
    (days.length > 0 ? days : usualDays(scope, knows)).flatMap((of) =>
      (types.length > 0 ? types : [null]).map((type) => ({ scope, days: of, type })),
    ),
  )
}

function unique<T>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}
