import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Filter } from '../../html/filters.ts'
import type { Viewer } from '../../pages/types.ts'
import { branches, everyBranch, everyGroup } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { usualDays } from '../periods/service.ts'
import { mayRead, usualScope } from '../rules.ts'
import type { Days, Scope } from '../types.ts'
import { daysIn, OWN_DAYS, RANGES, rangeOf, scopeNamed, scopeText } from './rules.ts'
import type { Choice, Given } from './types.ts'
import { words as common } from '../words.ts'
import { words } from './words.ts'

export { rowsAddress, sheetAddress } from './rules.ts'
export { words as choosingWords } from './words.ts'

type Choosing = { viewer: Viewer; given: Given }

/** Whose figures an address names, or without a word those that go without saying; null: there is no such. */
export async function scopeGiven(tx: Tx, { viewer, given }: Choosing): Promise<Scope | null> {
  const { who, rights } = viewer
  if (given.of === '') return usualScope(who, rights)
  return scopeNamed(given.of, { branches: await everyBranch(tx), groups: await everyGroup(tx), me: who })
}

/** Whether whoever looks may read the figures that the address names; of what there is not, they read a word. */
export async function mayChoose(tx: Tx, choosing: Choosing): Promise<boolean> {
  const scope = await scopeGiven(tx, choosing)
  return scope === null || mayRead(scope, choosing.viewer.who, choosing.viewer.rights)
}

/** What an address asks for; `usual`: the days that go without saying, else as in the chat. */
export async function choiceOf(
  ctx: Ctx,
  tx: Tx,
  { viewer, given, usual }: Choosing & { usual?: Days | undefined },
): Promise<Choice> {
  const scope = await scopeGiven(tx, { viewer, given })
  if (scope === null) return { ok: false, fault: 'scope', said: given.of.slice(0, LONGEST), choices: [] }
  const { types, terms } = ctx.settings
  const type = given.type === '' ? null : given.type
  if (type !== null && !types.some(({ name }) => name === type))
    return { ok: false, fault: 'type', said: type.slice(0, LONGEST), choices: [] }
  const seen = { terms, today: today(ctx) }
  const [goesWithout] = usual === undefined ? usualDays(scope, seen) : [usual]
  if (goesWithout === undefined) throw new Error('no usual days')
  const read = daysIn(given, { ...seen, usual: goesWithout })
  if (read.ok) return { ok: true, asked: { scope, days: read.days, type } }
  const { fault, said, meant } = read
  return { ok: false, fault, said, choices: meant.map((days) => ({ scope, days, type })) }
}

const LONGEST = 40

/** What figures may be narrowed down by, with what is chosen. */
export async function filtersFor(
  ctx: Ctx,
  tx: Tx,
  { viewer, given, choice }: Choosing & { choice: Choice },
): Promise<{ scope: Filter; others: Filter[] }> {
  const chosen = choice.ok ? choice.asked : null
  const { terms, types } = ctx.settings
  const ranges = [...RANGES, OWN_DAYS].map((value) => ({
    value,
    text: value === OWN_DAYS ? words.ownDays : value,
  }))
  const day = (text: string, of: Temporal.PlainDate | undefined) => of?.toString() ?? text
  return {
    scope: {
      ...{ name: 'of', label: words.scope },
      options: await scopesFor(tx, viewer),
      chosen: chosen === null ? given.of : scopeText(chosen.scope),
    },
    others: [
      {
        ...{ name: 'type', label: words.type },
        options: [
          { value: '', text: words.allTypes },
          ...types.map(({ name }) => ({ value: name, text: name })),
        ],
        chosen: chosen?.type ?? '',
      },
      {
        ...{ name: 'range', label: words.range, options: ranges },
        chosen: chosen === null ? OWN_DAYS : rangeOf(chosen.days, { terms, today: today(ctx) }),
      },
      {
        ...{ name: 'from', label: words.from, chosen: day(given.from, chosen?.days.from) },
        onlyWith: OWN_DAYS,
      },
      {
        ...{ name: 'until', label: words.until },
        chosen: day(given.until, chosen?.days.to.subtract({ days: 1 })),
        onlyWith: OWN_DAYS,
      },
    ],
  }
}

/** All that a person may read, the widest first. */
async function scopesFor(tx: Tx, { who, rights }: Viewer): Promise<{ value: string; text: string }[]> {
  const named = new Map((await branches(tx)).map(({ id, short }) => [id, short]))
  // To the committee the groups of all branches would be too long a list.
  const groups = rights.committee ? [] : await everyGroup(tx)
  const all: { scope: Scope; text: string }[] = [
    { scope: { kind: 'all' }, text: common.all },
    { scope: { kind: 'branches' }, text: common.branches },
    { scope: { kind: 'college' }, text: common.ofCollege },
    ...[...named].map(([branch, text]) => ({ scope: { kind: 'branch' as const, branch }, text })),
    ...groups.map(({ id: group, branch, name }) => ({
      scope: { kind: 'group' as const, branch, group },
      text: `${named.get(branch) ?? branch}${name}`,
    })),
    { scope: { kind: 'person', member: who }, text: common.me },
  ]
  return all
    .filter(({ scope }) => mayRead(scope, who, rights))
    .map(({ scope, text }) => ({ value: scopeText(scope), text }))
}
