import { isSettled } from '../../attendance/service.ts'
import { isAfter, isBefore } from '../../time/order.ts'
import type {
  Decision,
  DueReport,
  Facts,
  FigureName,
  Figures,
  Gap,
  Inspection,
  Roll,
  Sitting,
  Window,
} from '../types.ts'

/** How much of a sitting, of a record, of an inspection or of a decision a figure counts: 0 for what it does not count. */
type Rule =
  | { of: 'sittings'; count: (one: Sitting, window: Window) => number }
  | { of: 'reports'; count: (one: DueReport, window: Window) => number }
  | { of: 'inspections'; count: (one: Inspection) => number }
  | { of: 'decisions'; count: (one: Decision, window: Window) => number }

const sittings = (count: (one: Sitting, window: Window) => number): Rule => ({ of: 'sittings', count })
const reports = (is: (one: DueReport, window: Window) => boolean): Rule => ({
  of: 'reports',
  count: (one, window) => Number(is(one, window)),
})
const inspections = (count: (one: Inspection) => number): Rule => ({ of: 'inspections', count })
const decisions = (is: (one: Decision, window: Window) => boolean): Rule => ({
  of: 'decisions',
  count: (one, window) => Number(is(one, window)),
})
/** Of a roll that counts. */
const people = (of: (roll: Roll) => number): Rule =>
  sittings((one, window) => {
    const roll = countedRoll(one, window)
    return roll === null ? 0 : of(roll)
  })

/** Every figure, by what it counts. Sums of people are over sittings that were held. (domain §2.2, §2.8) */
export const RULES: Readonly<Record<FigureName, Rule>> = {
  planned: sittings(() => 1),
  held: sittings(({ outcome }) => Number(outcome === 'held')),
  moved: sittings(({ outcome }) => Number(outcome === 'moved')),
  cancelled: sittings(({ outcome }) => Number(outcome === 'cancelled')),
  adjourned: sittings(({ outcome }) => Number(outcome === 'adjourned')),
  open: sittings(({ outcome }) => Number(outcome === 'open')),
  due: people(({ expected }) => expected),
  present: people(({ present }) => present),
  late: people(({ late }) => late),
  leave: people(({ leave }) => leave),
  // Whoever is still to be confirmed after 48 hours counts with them, so that 应到 = 实到 + 请假 + 缺席.
  absent: people(({ expected, present, leave }) => expected - present - leave),
  unconfirmed: people(({ unconfirmed }) => unconfirmed),
  observers: people(({ observers }) => observers),
  unrecorded: sittings((one) => Number(one.outcome === 'held' && !hasRoll(one))),
  fresh: sittings((one, window) =>
    Number(one.outcome === 'held' && hasRoll(one) && countedRoll(one, window) === null),
  ),
  hours: sittings((one, window) => one.hours * ((countedRoll(one, window)?.present ?? 0) + one.makeups.made)),
  makeupsAsked: sittings(({ makeups }) => makeups.asked),
  makeupsMade: sittings(({ makeups }) => makeups.made),
  reportsDue: reports(() => true),
  reportsOnTime: reports(({ submittedAt, dueAt }) => submittedAt !== null && !isAfter(submittedAt, dueAt)),
  reportsLate: reports(
    ({ submittedAt, dueAt }, { asOf }) => isIn(submittedAt, asOf) && isAfter(submittedAt, dueAt),
  ),
  reportsMissing: reports(({ submittedAt }, { asOf }) => !isIn(submittedAt, asOf)),
  reportsReturned: reports(({ state }) => state === 'returned'),
  visitsPlanned: inspections(() => 1),
  visitsMade: inspections(({ isMade }) => Number(isMade)),
  visitsConfirmed: inspections(({ isConfirmed }) => Number(isConfirmed)),
  remediesAsked: inspections(({ remedies }) => remedies.asked),
  remediesClosed: inspections(({ remedies }) => remedies.closed),
  decisionsDue: decisions(() => true),
  decisionsDone: decisions(({ doneAt }, { asOf }) => isIn(doneAt, asOf)),
}

function isIn(at: Temporal.Instant | null, asOf: Temporal.Instant): at is Temporal.Instant {
  return at !== null && isBefore(at, asOf)
}

function hasRoll({ roll }: Sitting): boolean {
  return roll?.recorded === true
}

/** The roll of a sitting that was held, when it counts by then; null otherwise. */
function countedRoll(one: Sitting, { asOf }: Window): Roll | null {
  const { outcome, roll } = one
  if (outcome !== 'held' || roll === null || !roll.recorded) return null
  return isSettled({ ...roll, unconfirmed: Number(roll.waits) }, asOf) ? roll : null
}

const NAMES = Object.keys(RULES) as FigureName[] // the keys of a record are its names

/** Counts every figure. */
export function figuresOf(facts: Facts): Figures {
  const counts = NAMES.map((name) => [name, countOf(name, facts)])
  return withRate(Object.fromEntries(counts) as Counts) // made of every name
}

type Counts = Record<FigureName, number>

function countOf(name: FigureName, facts: Facts): number {
  return rowsOf(name, facts).reduce((sum, { count }) => sum + count, 0)
}

/** A row that a figure counts, and by how much. */
export type Row = (
  | { sitting: Sitting }
  | { report: DueReport }
  | { inspection: Inspection }
  | { decision: Decision }
) & { count: number }

/** The rows that a figure counts: they add up to it. */
export function rowsOf(name: FigureName, facts: Facts): Row[] {
  return allRows(RULES[name], facts).filter(({ count }) => count !== 0)
}

function allRows(rule: Rule, { window, ...facts }: Facts): Row[] {
  switch (rule.of) {
    case 'sittings':
      return facts.sittings.map((sitting) => ({ sitting, count: rule.count(sitting, window) }))
    case 'reports':
      return facts.reports.map((report) => ({ report, count: rule.count(report, window) }))
    case 'inspections':
      return facts.inspections.map((inspection) => ({ inspection, count: rule.count(inspection) }))
    case 'decisions':
      return facts.decisions.map((decision) => ({ decision, count: rule.count(decision, window) }))
  }
}

/** Adds figures up; their rate is that of the sums. */
export function sumOf(all: readonly Figures[]): Figures {
  const sums = NAMES.map((name) => [name, all.reduce((sum, one) => sum + one[name], 0)])
  return withRate(Object.fromEntries(sums) as Counts) // made of every name
}

function withRate(counts: Counts): Figures {
  return { ...counts, rate: rateOf(counts) }
}

/** Approved leave never lowers a rate. (domain §2.8) */
function rateOf({ due, present, leave }: Pick<Counts, 'due' | 'present' | 'leave'>): number | null {
  const base = due - leave
  return base === 0 ? null : Math.round((present / base) * 10_000) / 10_000
}

/** What is missing for figures to be whole; `since`: from when on the college's life is known. */
export function gapsOf({ window, sittings }: Facts, figures: Figures, since: Temporal.Instant): Gap[] {
  const found: Record<Gap, boolean> = {
    movedIn: isAfter(since, window.from),
    rolls: figures.unrecorded * 5 > figures.held,
    corrections: sittings.some(({ corrections }) => corrections > 0),
  }
  return (Object.keys(found) as Gap[]).filter((gap) => found[gap]) // the keys of a record are its names
}
