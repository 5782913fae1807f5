import { kind } from '../cards/ref.ts'
import { z } from 'zod'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { MemberId } from '../ids.ts'
import type { Said } from '../inbox/types.ts'
import { writeLetters } from '../letters/service.ts'
import { knownSince, measure, measureMany, windowOfDays } from '../measures/service.ts'
import { branch, branches, everyGroup, group, person, rightsOf } from '../roster/service.ts'
import type { Rights } from '../roster/types.ts'
import { dateOf, today } from '../time/dates.ts'
import { isHeatAsked, sendHeat } from './heat/service.ts'
import { readAsked } from './reading/rules.ts'
import type { Knows, Reading } from './reading/types.ts'
import { askedIn, askedText, mayRead, usualScope } from './rules.ts'
import type { Asked, Line, Scope, Sheet } from './types.ts'
import { words } from './words.ts'

const by = { by: z.string(), shows: z.string() }
const askedLetter = kind('statistics.asked', { key: '{by}', ref: '{shows}' }, by)
const sheetLetter = kind('statistics.sheet', { key: '{by}:{shows}', ref: '{shows}' }, by)

/** One line of help, with what else the word asks for. */
export function statisticsHelp(further: string): string {
  return `${words.help} · ${further}`
}

/** 统计: figures, in the direct chat; what is not sure is asked there. */
export async function sendStatistics(ctx: Ctx, tx: Tx, { who, text, messageId: id }: Said): Promise<void> {
  if (isHeatAsked(text)) return sendHeat(ctx, tx, { who, messageId: id })
  const reading = await readBy(ctx, tx, { who, text })
  if (reading.ok) return sendSheet(ctx, tx, { who, asked: reading.asked, by: id })
  const names = askedLetter.names({
    by: id,
    shows: encodeURIComponent(text.slice(0, LONGEST_TEXT).toWellFormed()),
  })
  await writeLetters(ctx, tx, [{ ...names, to: { person: who } }])
}

const LONGEST_TEXT = 100

/** Sends the figures; a second press within a minute sends none. */
export async function sendSheet(
  ctx: Ctx,
  tx: Tx,
  { who, asked, by: id }: { who: MemberId; asked: Asked; by: string },
): Promise<void> {
  const names = sheetLetter.names({ by: id, shows: askedText(asked) })
  await writeLetters(ctx, tx, [{ ...names, to: { person: who } }])
}

/** What words mean to a person today. What they may not read is no choice of theirs. */
export async function readBy(
  ctx: Ctx,
  tx: Tx,
  { who, text }: { who: MemberId; text: string },
): Promise<Reading> {
  const rights = await rightsOf(ctx, tx, who)
  const reading = readAsked(text, await knownTo(ctx, tx, { who, rights }))
  if (reading.ok) return reading
  return { ...reading, choices: reading.choices.filter(({ scope }) => mayRead(scope, who, rights)) }
}

type Asker = { who: MemberId; rights: Rights }

async function knownTo(ctx: Ctx, tx: Tx, { who, rights }: Asker): Promise<Knows> {
  const { types, terms } = ctx.settings
  const { branch: home, group: ownGroup } = await person(tx, who)
  const leads = rights.branchCommitteeOf.length > 0 ? rights.branchCommitteeOf : rights.inspects
  const groups = await everyGroup(tx)
  const own = groups.filter(({ id }) =>
    rights.leaderOf.length > 0 ? rights.leaderOf.includes(id) : id === ownGroup,
  )
  return {
    ...{ types, terms, today: today(ctx) },
    branches: await branches(tx),
    own: {
      branches: (leads.length > 0 ? leads : [home]).map((id) => ({ kind: 'branch', branch: id })),
      groups: own.map(({ id, branch: of }) => ({ kind: 'group', branch: of, group: id })),
    },
    usual: usualScope(who, rights),
    me: { kind: 'person', member: who },
  }
}

/** What a letter shows, for whoever may read it today; else what there is for them instead. */
export async function sheetFor(
  ctx: Ctx,
  tx: Tx,
  { who, shows }: { who: MemberId; shows: string },
): Promise<{ ok: true; sheet: Sheet } | { ok: false; instead: Asked[] }> {
  const asked = askedIn(shows)
  const rights = await rightsOf(ctx, tx, who)
  if (mayRead(asked.scope, who, rights)) return { ok: true, sheet: await sheetOf(ctx, tx, asked) }
  const { days, type } = asked
  const scopes = await scopesOf(tx, { who, rights })
  return { ok: false, instead: scopes.map((scope) => ({ scope, days, type })) }
}

const MOST_INSTEAD = 8

/** Whose figures a person may read, the widest first. */
async function scopesOf(tx: Tx, { who, rights }: Asker): Promise<Scope[]> {
  const groups = (await everyGroup(tx)).filter(({ id }) => rights.leaderOf.includes(id))
  const ofBranches = [...new Set([...rights.branchCommitteeOf, ...rights.inspects])]
  const all: Scope[] = [
    ...(rights.committee ? [{ kind: 'all' as const }] : []), // the kind, not any text
    ...ofBranches.map((id): Scope => ({ kind: 'branch', branch: id })),
    ...groups.map(({ id, branch: of }): Scope => ({ kind: 'group', branch: of, group: id })),
  ]
  return [...all.slice(0, MOST_INSTEAD - 1), { kind: 'person', member: who }]
}

/** Counts what is asked for. */
export async function sheetOf(ctx: Ctx, tx: Tx, asked: Asked): Promise<Sheet> {
  const since = dateOf(await knownSince(ctx, tx), ctx.settings.timezone)
  return { asked, lines: await linesOf(ctx, tx, asked), today: today(ctx), since }
}

async function linesOf(ctx: Ctx, tx: Tx, asked: Asked): Promise<Line[]> {
  const { scope, days, type } = asked
  if (scope.kind === 'all' || scope.kind === 'branches') return everyLine(ctx, tx, asked)
  const window = windowOfDays(ctx, days)
  const measured = await measure(ctx, tx, { subject: scope, window, ...(type === null ? {} : { type }) })
  const own = 'branch' in scope ? scope.branch : null
  return [{ ...measured, scope, name: await nameOf(tx, scope), branch: own }]
}

/** All branches in the college's order, and where all is asked for the college's own meetings behind them. */
async function everyLine(ctx: Ctx, tx: Tx, { scope, days, type }: Asked): Promise<Line[]> {
  const all = await branches(tx)
  const owners = [...all.map(({ id }) => id), ...(scope.kind === 'all' ? [null] : [])]
  const window = windowOfDays(ctx, days)
  return (await measureMany(ctx, tx, { of: owners, window, type })).map((measured, n): Line => {
    const one = all[n]
    if (one === undefined)
      return { ...measured, scope: { kind: 'college' }, name: words.ofCollege, branch: null }
    return { ...measured, scope: { kind: 'branch', branch: one.id }, name: one.short, branch: one.id }
  })
}

/** What a scope is called on cards and buttons. */
export async function nameOf(tx: Tx, scope: Scope): Promise<string> {
  switch (scope.kind) {
    case 'all':
      return words.all
    case 'branches':
      return words.branches
    case 'college':
      return words.ofCollege
    case 'person':
      return words.me
    case 'branch':
      return (await branch(tx, scope.branch)).short
    case 'group':
      return `${(await branch(tx, scope.branch)).short}${(await group(tx, scope.group)).name}`
  }
}
