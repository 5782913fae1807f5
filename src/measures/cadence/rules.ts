import type { MeetingType } from '../../../config/college.ts'
import { earlier, isAfter, isBefore, isWithin, later } from '../../time/order.ts'
import type { Term } from '../../time/calendar.ts'
import type { Done, Duty, Facts, Sitting, DutyStatus, Progress, Window } from './types.ts'

/** The window of so many calendar months in which a day lies; windows are counted from January. */
export function windowOf(day: Temporal.PlainDate, months: number): Window {
  const first = Math.floor((day.month - 1) / months) * months + 1
  return windowFrom(Temporal.PlainDate.from({ year: day.year, month: first, day: 1 }), months)
}

/** The windows of so many calendar months that end in a stretch of days, and the one in which its last day lies. */
export function windowsIn(months: number, { from, to }: Pick<Window, 'from' | 'to'>): Window[] {
  const all: Window[] = []
  for (let window = windowOf(from, months); !isAfter(window.from, to); window = windowOf(window.to, months))
    all.push(window)
  return all
}

/** Reads a window's key; null when it is none. */
export function windowByKey(key: string): Window | null {
  const [, year, month, months] = /^(\d{4})-(\d\d)\+(\d{1,2})$/.exec(key) ?? []
  if (year === undefined) return null
  const from = Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: 1 })
  return windowFrom(from, Number(months))
}

function windowFrom(from: Temporal.PlainDate, months: number): Window {
  const to = from.add({ months })
  const { days } = from.until(to, { largestUnit: 'days' })
  const key = `${from.toPlainYearMonth()}+${months}`
  return { key, months, from, to, warnFrom: from.add({ days: Math.ceil((days * 2) / 3) }) }
}

/**
 * Whether most of a month lies between two terms. Outside the known terms nothing is taken for a vacation, since the next
 * term may not be written down yet. (domain §2.1)
 */
export function isVacation(month: Temporal.PlainYearMonth, terms: readonly Term[]): boolean {
  const from = month.toPlainDate({ day: 1 })
  const days = gapsBetween(terms).map((gap) => daysShared(gap, { from, to: from.add({ months: 1 }) }))
  return days.reduce((sum, count) => sum + count, 0) * 2 > month.daysInMonth
}

/** From `from` on, until the day before `to`. */
type Stretch = Pick<Window, 'from' | 'to'>

// Reckoned by stretches: day by day, the months of a year would stall the loop.
function gapsBetween(terms: readonly Term[]): Stretch[] {
  const { compare } = Temporal.PlainDate
  const sorted = terms.toSorted((one, other) => compare(one.week1Monday, other.week1Monday))
  return sorted.slice(1).map(({ week1Monday: to }, nth) => ({
    from: sorted
      .slice(0, nth + 1)
      .map(endOf)
      .reduce(later),
    to,
  }))
}

/** How many days both have in common. */
function daysShared(one: Stretch, other: Stretch): number {
  const from = later(one.from, other.from)
  const to = earlier(one.to, other.to)
  return Math.max(0, from.until(to).days)
}

function endOf({ week1Monday, weeks }: Term): Temporal.PlainDate {
  return week1Monday.add({ weeks })
}

/** How a duty stands on a day. Calendar windows, as inspectors count them. (domain §2.1) */
export function dutyStatusOf(duty: Duty, facts: Facts, terms: readonly Term[]): DutyStatus {
  const progress = (months: number) => progressIn(duty, windowOf(facts.on, months), { ...facts, terms })
  return {
    duty,
    own: progress(duty.months),
    month: duty.months <= 1 ? progress(1) : null,
    quarter: duty.months <= 3 ? progress(3) : null,
    year: progress(12),
  }
}

type Counted = Pick<Facts, 'sittings' | 'groups'> & { terms: readonly Term[] }

/** How a duty stands in a window that is as long as its own, or longer. */
export function progressIn(duty: Duty, window: Window, counted: Counted): Progress {
  const { meetings: _, ...progress } = countedIn(duty, window, counted)
  return progress
}

/** How it stands, with the meetings that are counted as done. */
export function countedIn(
  duty: Duty,
  window: Window,
  { sittings, groups, terms }: Counted,
): Progress & { meetings: Done[] } {
  const wanted = wantedIn(duty, window, terms)
  const inside = sittings.filter(({ day, types }) => types.includes(duty.type) && isWithin(day, window))
  const held = inside.filter(({ state }) => state !== 'planned')
  if (duty.of === 'branch')
    return { window, required: wanted, ...countsOf(inside), meetings: held.map(doneOf) }
  const ofEach = (all: readonly Sitting[]) => groups.map((group) => all.filter((one) => one.group === group))
  const each = ofEach(inside).map((own) => ofGroup(own, wanted))
  const sum = (of: (one: Counts) => number) => each.reduce((total, one) => total + of(one), 0)
  return {
    window,
    required: wanted * groups.length,
    done: sum(({ done }) => done),
    unrecorded: sum(({ unrecorded }) => unrecorded),
    planned: sum(({ planned }) => planned),
    meetings: ofEach(held).flatMap((own) => own.slice(0, wanted).map(doneOf)),
  }
}

function doneOf({ meeting, startsAt }: Sitting): Done {
  return { meeting, startsAt }
}

type Counts = Pick<Progress, 'done' | 'unrecorded' | 'planned'>

function countsOf(sittings: readonly Sitting[]): Counts {
  const of = (state: Sitting['state']) => sittings.filter((one) => one.state === state).length
  return { done: of('held') + of('unrecorded'), unrecorded: of('unrecorded'), planned: of('planned') }
}

/** One group's diligence does not stand in for another's; what is recorded counts first. */
function ofGroup(own: readonly Sitting[], wanted: number): Counts {
  const all = countsOf(own)
  const done = Math.min(all.done, wanted)
  const recorded = Math.min(all.done - all.unrecorded, wanted)
  return { done, unrecorded: done - recorded, planned: Math.min(all.planned, wanted - done) }
}

/** How many sittings a branch, or each of its groups, owes in a window. */
function wantedIn(
  { times, months, vacation }: Duty,
  { key, from, to }: Window,
  terms: readonly Term[],
): number {
  const known = wanted.getOrInsertComputed(terms, () => new Map())
  return known.getOrInsertComputed(`${times} ${months} ${vacation} ${key}`, () => {
    const all: Temporal.PlainDate[] = []
    for (let day = from; isBefore(day, to); day = day.add({ months })) all.push(day)
    return all.filter((day) => vacation === 'require' || !isFree(day, { months, terms })).length * times
  })
}

/** What is known of each list of terms: every branch asks for every window, for each of its duties. */
const wanted = new WeakMap<readonly Term[], Map<string, number>>()

/** Whether so many months from this day on are all in the vacation. */
function isFree(
  from: Temporal.PlainDate,
  { months, terms }: { months: number; terms: readonly Term[] },
): boolean {
  const all = Array.from({ length: months }, (_, add) => from.toPlainYearMonth().add({ months: add }))
  return all.every((month) => isVacation(month, terms))
}

/** Whether more has to be held than was held and is planned. */
export function isShort({ required, done, planned }: Progress): boolean {
  return done + planned < required
}

/** What is missing on a day on which two thirds of the window have passed. */
export function dutiesUnmet(dutyStatuses: readonly DutyStatus[], on: Temporal.PlainDate): DutyStatus[] {
  return dutyStatuses.filter(({ own }) => isShort(own) && !isAfter(own.window.warnFrom, on))
}

/** What a branch owes. Fewer than seven full members have no branch committee; no groups, no meetings of groups. (domain §2.1) */
export function dutiesOf(branch: { full: number; groups: number }, types: readonly MeetingType[]): Duty[] {
  return types.flatMap(({ name: type, level: of, due, every, vacation }) => {
    if (every === null || of === 'college') return []
    const isHeld = of === 'group' ? branch.groups > 0 : due === 'all' || branch.full >= COMMITTEE_FROM
    return isHeld ? [{ type, ...every, vacation, of }] : []
  })
}

/** What the college itself owes, such as 中心组学习 and 书记例会. */
export function dutiesOfCollege(types: readonly MeetingType[]): Duty[] {
  return types.flatMap(({ name: type, level, every, vacation }) =>
    every === null || level !== 'college' ? [] : [{ type, ...every, vacation, of: 'branch' as const }],
  )
}

const COMMITTEE_FROM = 7

/** The type by which a branch owes a meeting of all its members each quarter; null where the college asks for none. */
export function assemblyOf(types: readonly MeetingType[]): string | null {
  const isAssembly = ({ level, due, every }: MeetingType) =>
    level === 'branch' && due === 'all' && every?.months === QUARTER
  return types.find(isAssembly)?.name ?? null
}

/** The months of a calendar quarter. */
export const QUARTER = 3
