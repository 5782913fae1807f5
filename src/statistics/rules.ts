import { z } from 'zod'
import { ref } from '../cards/ref.ts'
import { BranchId, GroupId, MemberId } from '../ids.ts'
import { figuresOf, rowsOf, sumOf } from '../measures/service.ts'
import type { Facts, FigureName, Figures } from '../measures/types.ts'
import type { Rights } from '../roster/types.ts'
import { isBefore } from '../time/order.ts'
import { teachingWeek, type Term } from '../time/calendar.ts'
import type { Asked, Line, Scope } from './types.ts'

const day = z.string().transform((text) => Temporal.PlainDate.from(text))
const branchScope = ref('branch:{branch}', { branch: BranchId })
const groupScope = ref('group:{branch}:{group}', { branch: BranchId, group: GroupId })
const personScope = ref('person:{member}', { member: MemberId })

/** What is asked for as a text: in a letter's ref, and on buttons. */
export const askedRef = ref('{scope}/{from}/{to}[/{type}]', {
  scope: z.string(),
  from: day,
  to: day,
  type: z.string(),
})

/** Writes down what is asked for. */
export function askedText({ scope, days, type }: Asked): string {
  return askedRef.text({ scope: scopeText(scope), ...days, type })
}

/** Reads what is asked for; throws `Unfit` when it is nothing of the kind. */
export function askedIn(text: string): Asked {
  const { scope, type, ...days } = askedRef.parse(text)
  return { scope: scopeIn(scope), days, type }
}

function scopeText(scope: Scope): string {
  switch (scope.kind) {
    case 'branch':
      return branchScope.text(scope)
    case 'group':
      return groupScope.text(scope)
    case 'person':
      return personScope.text(scope)
    case 'all':
    case 'branches':
    case 'college':
      return scope.kind
  }
}

function scopeIn(text: string): Scope {
  const branch = branchScope.find(text)
  const group = groupScope.find(text)
  if (branch !== null) return { kind: 'branch', ...branch }
  if (group !== null) return { kind: 'group', ...group }
  return wholeScope(text) ?? { kind: 'person', ...personScope.parse(text) }
}

/** The scope that is more than one branch, by its name; null: it is none. */
export function wholeScope(text: string): Scope | null {
  return text === 'all' || text === 'branches' || text === 'college' ? { kind: text } : null
}

/** Whether figures stand for several subjects, a line for each. */
export function isSeveral({ kind }: Scope): boolean {
  return kind === 'all' || kind === 'branches'
}

/**
 * Whose figures a person may read: counts only, and the rows behind them without names. The committee all, inspectors the
 * branches given to them, a branch's committee its own, a leader the own group, everybody their own. (domain §5, rows 12, 18, 29)
 */
export function mayRead(scope: Scope, who: MemberId, rights: Rights): boolean {
  const { committee, branchCommitteeOf, inspects, leaderOf } = rights
  if (scope.kind === 'person') return scope.member === who
  if (committee || !('branch' in scope)) return committee
  if ([...branchCommitteeOf, ...inspects].includes(scope.branch)) return true
  return scope.kind === 'group' && leaderOf.includes(scope.group)
}

/** Whether a person may open the meetings behind figures that are not the own: those of the offices held. */
export function mayOpenMeetings(
  scope: Scope,
  { admin, branchCommitteeOf, inspects, leaderOf }: Rights,
): boolean {
  if (scope.kind === 'person') return false
  if (admin || !('branch' in scope)) return admin
  if (branchCommitteeOf.includes(scope.branch)) return true
  return scope.kind === 'group' ? leaderOf.includes(scope.group) : inspects.includes(scope.branch)
}

/** Whose figures go without saying. */
export function usualScope(who: MemberId, { committee, branchCommitteeOf }: Rights): Scope {
  const [own] = branchCommitteeOf
  if (committee) return { kind: 'all' }
  return own === undefined ? { kind: 'person', member: who } : { kind: 'branch', branch: own }
}

/** Per cent as everywhere: 100 only when everybody came. */
export function percentOf(rate: number): number {
  return rate >= 1 ? 100 : Math.min(99, Math.round(rate * 100))
}

/** How many records of a hundred came on time, 100 only when all did; null when none was due. */
export function onTimePercent({ reportsDue: due, reportsOnTime }: Figures): number | null {
  return due === 0 ? null : Math.floor((reportsOnTime * 100) / due)
}

/**
 * Never a rate from incomplete figures: that of the lines which are complete, `whole` of `all`. In per cent; null where nobody
 * could come.
 */
export function rateIn(lines: readonly Line[]): { whole: number; all: number; percent: number | null } {
  const whole = lines.filter(({ complete }) => complete)
  const { rate } = sumOf(whole.map(({ figures }) => figures))
  return { whole: whole.length, all: lines.length, percent: rate === null ? null : percentOf(rate) }
}

const FEWEST_WEEKS = 4

/**
 * The weeks of a stretch, each with its figures by the sittings that were held in it and the records due in it; none when
 * there are fewer than four.
 */
export function weeksOf(facts: Facts, { days: { from, to } }: Asked, zone: string) {
  const monday = from.subtract({ days: from.dayOfWeek - 1 })
  const weeks = Math.ceil(monday.until(to, { largestUnit: 'days' }).days / 7)
  if (weeks < FEWEST_WEEKS) return []
  const weekOf = (at: Temporal.Instant) => {
    const day = at.toZonedDateTimeISO(zone).toPlainDate()
    return Math.floor(monday.until(day, { largestUnit: 'days' }).days / 7)
  }
  const sittings = Map.groupBy(facts.sittings, ({ startsAt }) => weekOf(startsAt))
  const reports = Map.groupBy(facts.reports, ({ dueAt }) => weekOf(dueAt))
  return Array.from({ length: weeks }, (_, n) => {
    const own = { sittings: sittings.get(n) ?? [], reports: reports.get(n) ?? [] }
    return { from: monday.add({ weeks: n }), figures: figuresOf({ ...facts, ...own }) }
  }).filter(({ from: first }) => isBefore(first, facts.window.asOf.toZonedDateTimeISO(zone).toPlainDate()))
}

/** How a week is called on a narrow axis: by its number in the term, else by its Monday. */
export function weekLabel(monday: Temporal.PlainDate, terms: readonly Term[]): string {
  const week = teachingWeek(terms, monday)
  return week === null ? `${monday.month}/${monday.day}` : `第${week}周`
}

/** How many were held of each type; a sitting of several counts for each. */
export function heldByType(facts: Facts): { label: string; value: number }[] {
  const rows = rowsOf('held', facts).flatMap((row) => ('sitting' in row ? row.sitting.types : []))
  return [...Map.groupBy(rows, (type) => type)].map(([label, { length: value }]) => ({ label, value }))
}

/** The figures that a card offers to open, in this order. */
export const OFFERED: readonly FigureName[] = [
  ...(['planned', 'held', 'moved', 'cancelled', 'adjourned', 'open', 'unrecorded', 'fresh'] as const),
  ...(['due', 'present', 'late', 'leave', 'absent', 'unconfirmed', 'observers'] as const),
  ...(['makeupsAsked', 'makeupsMade', 'hours'] as const),
  ...(['reportsDue', 'reportsOnTime', 'reportsLate', 'reportsMissing', 'reportsReturned'] as const),
  ...(['visitsPlanned', 'visitsMade', 'visitsConfirmed', 'remediesAsked', 'remediesClosed'] as const),
  ...(['decisionsDue', 'decisionsDone'] as const),
]
