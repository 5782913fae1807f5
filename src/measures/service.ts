import type { Ctx } from '../ctx.ts'
import { planEach } from '../db/plans.ts'
import type { Tx } from '../db/tables.ts'
import { pastSince } from '../meetings/service.ts'
import { openedAt } from '../roster/service.ts'
import { instantOf } from '../time/dates.ts'
import { earlier } from '../time/order.ts'
import { countPeopleOf, factsOf, factsOfMany, partsOf } from './facts/service.ts'
import { figuresOf, gapsOf, rowsOf } from './counting/rules.ts'
import { inspectionsOf } from './oversight/service.ts'
import type { MeetingId, MemberId } from '../ids.ts'
import type { DueReport, Facts, Figures, Measure, Owner, Part, Sitting, Subject, Window } from './types.ts'

export { dutyStatusBlock } from './cadence/card.ts'
export { dutyTable } from './cadence/page.ts'
export { assemblyOf } from './cadence/rules.ts'
export { dutiesIn, dutiesOfEach, dutiesToday, warnOfCadence } from './cadence/service.ts'
export { figuresOf, rowsOf, sumOf } from './counting/rules.ts'
export { heatNow } from './heat/service.ts'
export {
  branchesIn,
  comingIn,
  standingOf,
  titlesOf,
  waitingIn,
  waitingNow,
} from './waiting/service.ts'
export { definitions, gapWords, observedDefinition, rateDefinition } from './words.ts'

type Of = { subject: Subject; window: Window; type?: string }

/** The figures of a subject and a window, with the facts that they were counted from; `type`: of sittings of one type alone. */
export async function measure(ctx: Ctx, tx: Tx, { type, ...of }: Of): Promise<Measured> {
  const all = await factsOf(ctx, tx, of)
  const facts = type === undefined ? all : ofType(all, type)
  return measured(facts, await knownSince(ctx, tx))
}

type Measured = Measure & { facts: Facts }

/** The figures of each of these branches in each of several windows that lie close together, as `measure` counts each. */
export async function measureEach(
  ctx: Ctx,
  tx: Tx,
  of: { of: readonly Owner[]; windows: readonly Window[] },
): Promise<Measured[][]> {
  const since = await knownSince(ctx, tx)
  return (await factsOfMany(ctx, tx, of)).map((each) => each.map((facts) => measured(facts, since)))
}

/** So many branches are read at once: the loop is not held up, and the records are asked seldom. */
const AT_ONCE = 50

/** The figures of each of these branches, and with null of the college itself, as `measure` counts each; `type` as there. */
export async function measureMany(
  ctx: Ctx,
  tx: Tx,
  { of, window, type }: { of: readonly Owner[]; window: Window; type: string | null },
): Promise<Measured[]> {
  if (of.length > 1) await planEach(tx)
  const since = await knownSince(ctx, tx)
  const all: Measured[] = []
  for (let at = 0; at < of.length; at += AT_ONCE) {
    const some = await factsOfMany(ctx, tx, { of: of.slice(at, at + AT_ONCE), windows: [window] })
    all.push(...some.flat().map((facts) => measured(type === null ? facts : ofType(facts, type), since)))
  }
  return all
}

function measured(facts: Facts, since: Temporal.Instant): Measured {
  const figures = figuresOf(facts)
  const gaps = gapsOf(facts, figures, since)
  return { facts, figures, gaps, complete: gaps.length === 0 }
}

/** The facts of sittings of one type, by its name among the college's, and of the records of such. */
export function ofType({ window, sittings, reports }: Facts, type: string): Facts {
  return {
    ...noFacts(window),
    sittings: sittings.filter(({ types }) => types.includes(type)),
    reports: reports.filter(({ meeting }) => meeting?.types.includes(type)),
  }
}

function noFacts(window: Window): Facts {
  return { window, sittings: [], reports: [], inspections: [], decisions: [] }
}

/** What one sitting, or one record, of these facts adds to their figures. */
export function figuresOfOne({ window }: Facts, one: { sitting: Sitting } | { report: DueReport }): Figures {
  const facts = 'sitting' in one ? { sittings: [one.sitting] } : { reports: [one.report] }
  return figuresOf({ ...noFacts(window), ...facts })
}

/** The figures of each person within the sittings of these facts, and the parts that they are counted from. */
export async function measurePeople(
  tx: Tx,
  facts: Facts,
): Promise<{ member: MemberId; figures: Figures; parts: Part[] }[]> {
  return [...(await partsOf(tx, facts))].map(([member, parts]) => {
    return { member, parts, figures: figuresOf({ ...noFacts(facts.window), sittings: parts }) }
  })
}

/**
 * Who sat in 列席 at the college's own meetings of a type in a window, and at which; figures and gaps are those of these
 * meetings. What has expired by name tells of nobody.
 */
export async function measureObservers(
  ctx: Ctx,
  tx: Tx,
  { window, type }: { window: Window; type?: string },
): Promise<Measure & { at: ReadonlyMap<MemberId, ReadonlySet<MeetingId>> }> {
  const of = { subject: { kind: 'college' }, window } as const
  const { facts, ...whole } = await measure(ctx, tx, type === undefined ? of : { ...of, type })
  const parts = await partsOf(tx, facts)
  const at = [...parts].map(([member, sittings]) => {
    const rows = rowsOf('observers', { ...noFacts(window), sittings })
    return [member, new Set(rows.flatMap((row) => ('sitting' in row ? row.sitting.meeting : [])))] as const
  })
  return { ...whole, at: new Map(at.filter(([, meetings]) => meetings.size > 0)) }
}

/** The figures of a term's inspections by branch; what else there is to count is in none of them. */
export async function measureInspections(ctx: Ctx, tx: Tx, term: string): Promise<Map<Owner, Figures>> {
  const now = ctx.now()
  const none = noFacts({ from: now, to: now, asOf: now })
  const all = Map.groupBy(await inspectionsOf(ctx, tx, term), ({ owner }) => owner)
  return new Map([...all].map(([owner, inspections]) => [owner, figuresOf({ ...none, inspections })]))
}

/** How many people `measurePeople` would name in the sittings of these branches, and with null of the college itself. */
export async function countPeople(tx: Tx, of: { of: readonly Owner[]; window: Window }): Promise<number> {
  return countPeopleOf(tx, of)
}

/** The moment since which the bot knows what the college does: it moved in then, or the imported past begins. */
export async function knownSince(ctx: Ctx, tx: Tx): Promise<Temporal.Instant> {
  const opened = (await openedAt(tx)) ?? ctx.now()
  const past = await pastSince(tx)
  return past === null ? opened : earlier(opened, instantOf(past, ctx.settings.timezone))
}

/** The window of some days, of which the last is the day before `to`, as it is known now. */
export function windowOfDays(
  ctx: Ctx,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Window {
  const zone = ctx.settings.timezone
  const end = instantOf(to, zone)
  return { from: instantOf(from, zone), to: end, asOf: earlier(end, ctx.now()) }
}
