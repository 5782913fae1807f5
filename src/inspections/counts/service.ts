import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'
import { dutiesIn, figuresOf, knownSince, measure, ofType, rowsOf } from '../../measures/service.ts'
import type { Facts, Figures } from '../../measures/types.ts'
import { dateOf, instantOf, today } from '../../time/dates.ts'
import { isAfter, isBefore } from '../../time/order.ts'
import { verdictOf } from './rules.ts'
import type { Counts, Figure, Stretch } from './types.ts'

export { figureText } from './words.ts'

/** The types of which items I1–I6 speak, as the handbook has them. (domain §2.7) */
const TYPES = {
  I1: ['支部党员大会'],
  I2: ['支部委员会'],
  I3: ['党小组会'],
  I4: ['党课'],
  I6: ['组织生活会', '民主评议党员'],
} as const
const THEME_DAY = '主题党日'

/** What the bot can count of a branch's organisational life from the first day of a term until now. */
export async function countsOf(
  ctx: Ctx,
  tx: Tx,
  { branch, term: id }: { branch: BranchId; term: string },
): Promise<Counts> {
  const { timezone: zone, terms } = ctx.settings
  const day = today(ctx)
  const from = terms.find((one) => one.id === id)?.week1Monday ?? day
  const since = dateOf(await knownSince(ctx, tx), zone)
  const now = ctx.now()
  const window = { from: instantOf(from, zone), to: now, asOf: now }
  const { facts, figures: counted } = await measure(ctx, tx, { subject: { kind: 'branch', branch }, window })
  const kept = await keptIn(ctx, tx, { branch, from, to: day, since })
  const duties = (types: readonly string[]): Figure => ({
    kind: 'duties',
    duties: kept.filter(({ type }) => types.includes(type)),
  })
  const figures = {
    ...{ I1: duties(TYPES.I1), I2: duties(TYPES.I2), I3: duties(TYPES.I3), I4: duties(TYPES.I4) },
    I5: {
      kind: 'themed',
      windows: kept.find(({ type }) => type === THEME_DAY)?.windows ?? [],
      ...themesIn(facts),
    },
    I6: duties(TYPES.I6),
    I7: {
      kind: 'reports',
      ...{ asked: counted.reportsDue, late: counted.reportsLate, missing: counted.reportsMissing },
    },
    I8: { kind: 'rolls', ...rollsIn(counted) },
    I9: { kind: 'makeups', ...makeupsIn(ctx, facts) },
    I10: { kind: 'decisions', due: counted.decisionsDue, done: counted.decisionsDone },
  } satisfies Record<keyof Counts, Figure>
  const isKnown = !isAfter(since, from)
  const judged = Object.entries(figures).map(([item, figure]) => [
    item,
    { figure, verdict: verdictOf(figure, isKnown) },
  ])
  // Each item of the figures, which are those of Counts.
  return Object.fromEntries(judged) as Counts
}

/** How many theme days were held, and how many of them had an agenda before. */
function themesIn(facts: Facts): { held: number; themed: number } {
  const held = rowsOf('held', ofType(facts, THEME_DAY))
  return { held: held.length, themed: held.filter((row) => 'sitting' in row && row.sitting.themed).length }
}

/** A roll that waits for somebody to be confirmed is not written down yet. */
function rollsIn({ held, unrecorded, fresh, leave }: Figures) {
  return { held, recorded: held - unrecorded - fresh, leave }
}

/** Of the sittings of which nobody may make up any more: how many were missed, and how many were made up. */
function makeupsIn(ctx: Ctx, facts: Facts): { missed: number; made: number } {
  const { timezone: zone, attendance } = ctx.settings
  const until = instantOf(today(ctx).subtract({ days: attendance.makeup.days }), zone)
  const past = facts.sittings.filter(
    ({ outcome, startsAt }) => outcome === 'held' && isBefore(startsAt, until),
  )
  const { leave, absent, makeupsMade } = figuresOf({ ...facts, sittings: past })
  return { missed: leave + absent, made: makeupsMade }
}

type Days = { branch: BranchId; from: Temporal.PlainDate; to: Temporal.PlainDate; since: Temporal.PlainDate }

async function keptIn(
  ctx: Ctx,
  tx: Tx,
  { since, ...days }: Days,
): Promise<{ type: string; windows: Stretch[] }[]> {
  return (await dutiesIn(ctx, tx, days)).map(({ duty, windows }) => ({
    type: duty.type,
    windows: windows.map(({ window, required, done }) => ({
      from: window.from,
      months: window.months,
      ...{ required, done },
      isOver: !isAfter(window.to, days.to),
      isKnown: !isAfter(since, window.from),
    })),
  }))
}
