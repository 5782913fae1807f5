import { typeNamed } from '../../../config/college.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'
import { dutiesIn } from '../../measures/service.ts'
import { openedAt } from '../../roster/service.ts'
import { dateOf, instantOf, today } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { verdictOf } from './rules.ts'
import * as store from './store.ts'
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
  const { timezone: zone, terms, attendance } = ctx.settings
  const day = today(ctx)
  const from = terms.find((one) => one.id === id)?.week1Monday ?? day
  const since = await knownSince(ctx, tx)
  const span = { branch, from: instantOf(from, zone), to: ctx.now() }
  const kept = await keptIn(ctx, tx, { branch, from, to: day, since })
  const duties = (types: readonly string[]): Figure => ({
    kind: 'duties',
    duties: kept.filter(({ type }) => types.includes(type)),
  })
  // A make-up may still come.
  const made = { ...span, to: instantOf(day.subtract({ days: attendance.makeup.days }), zone) }
  const names = [THEME_DAY, ...(typeNamed(ctx.settings.types, THEME_DAY)?.aliases ?? [])]
  const figures = {
    ...{ I1: duties(TYPES.I1), I2: duties(TYPES.I2), I3: duties(TYPES.I3), I4: duties(TYPES.I4) },
    I5: {
      kind: 'themed',
      windows: kept.find(({ type }) => type === THEME_DAY)?.windows ?? [],
      ...(await store.themes(tx, { ...span, types: names })),
    },
    I6: duties(TYPES.I6),
    I7: { kind: 'reports', ...(await store.reports(tx, span)) },
    I8: { kind: 'rolls', ...(await store.rolls(tx, span)) },
    I9: { kind: 'makeups', ...(await store.makeups(tx, made)) },
    I10: { kind: 'decisions', ...(await store.decisions(tx, { branch, from, to: day })) },
  } satisfies Record<keyof Counts, Figure>
  const isKnown = !isAfter(since, from)
  const judged = Object.entries(figures).map(([item, figure]) => [
    item,
    { figure, verdict: verdictOf(figure, isKnown) },
  ])
  // Each item of the figures, which are those of Counts.
  return Object.fromEntries(judged) as Counts
}

/** The day since which the bot knows what the college does. */
async function knownSince(ctx: Ctx, tx: Tx): Promise<Temporal.PlainDate> {
  const opened = await openedAt(tx)
  return opened === null ? today(ctx) : dateOf(opened, ctx.settings.timezone)
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
