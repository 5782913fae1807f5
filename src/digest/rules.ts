import { isSettled } from '../attendance/service.ts'
import type { Code, MeetingFact, ReportFact, RollFact, Row, Week } from './types.ts'
import { quarterOf, weekAfter } from './weeks/rules.ts'
import { isAfter, isBefore, isWithin } from '../time/order.ts'

/** All that a row is counted from. */
export type Facts = {
  week: Week
  zone: string
  now: Temporal.Instant
  place: number
  name: string
  /** Whether it is a branch's row: the college itself owes no meeting of all members. */
  ofBranch: boolean
  /** The type of the quarterly meeting of all members; null where none is owed. */
  assembly: string | null
  meetings: readonly MeetingFact[]
  reports: readonly ReportFact[]
  heldBefore: number | null
  /** Open tasks at the moment of counting. */
  tasks: number
}

/** Counts one row. */
export function countRow(facts: Facts): Row {
  const counted = { ...meetingCounts(facts), ...reportCounts(facts) }
  return {
    place: facts.place,
    name: facts.name,
    uncounted: false,
    heldBefore: facts.heldBefore,
    tasks: facts.tasks,
    ...counted,
    attention: attentionOf(counted, facts),
  }
}

/** A row with what another count of it says of people; the rest stays as it was sent. */
export function withPeople(row: Row, { unrecorded, fresh, unconfirmed, present, base }: Row): Row {
  return { ...row, unrecorded, fresh, unconfirmed, present, base }
}

/** The row of a branch that could not be counted. */
export function uncountedRow({ place, name }: Pick<Facts, 'place' | 'name'>): Row {
  const none = { held: 0, unrecorded: 0, fresh: 0, unconfirmed: 0, present: 0, base: 0, tasks: 0 }
  const assembly = { assembly: false, assemblyUnrecorded: false }
  const reports = { due: 0, in: 0, late: 0, missing: 0, overdue: 0, returned: 0 }
  const next = { count: 0, first: null }
  return {
    place,
    name,
    uncounted: true,
    heldBefore: null,
    ...none,
    ...assembly,
    ...reports,
    next,
    attention: ['uncounted'],
  }
}

type MeetingCounts = Pick<
  Row,
  | 'held'
  | 'unrecorded'
  | 'fresh'
  | 'unconfirmed'
  | 'present'
  | 'base'
  | 'assembly'
  | 'assemblyUnrecorded'
  | 'next'
>
type ReportCounts = Pick<Row, 'due' | 'in' | 'late' | 'missing' | 'overdue' | 'returned'>

function meetingCounts({ week, zone, now, meetings, assembly }: Facts): MeetingCounts {
  const held = meetings.filter((one) => one.state === 'ended' && isWithin(one.endsAt, week))
  const recorded = held.flatMap(({ roll }) => (isRecorded(roll) ? [roll] : []))
  const rolls = recorded.filter((roll) => isSettled(roll, now))
  const assemblies = assembly === null ? [] : assembliesIn(meetings, assembly, quarterOf(week, zone))
  return {
    held: held.length,
    // What was written down afterwards without people has no list at all.
    unrecorded: held.length - recorded.length,
    fresh: recorded.length - rolls.length,
    unconfirmed: rolls.filter(({ unconfirmed }) => unconfirmed > 0).length,
    present: sum(rolls.map(({ present }) => present)),
    // Approved leave never lowers the rate. (domain §2.8)
    base: sum(rolls.map(({ expected, leave }) => expected - leave)),
    assembly: assemblies.length > 0,
    assemblyUnrecorded: assemblies.length > 0 && !assemblies.some(({ roll }) => isRecorded(roll)),
    next: nextOf(meetings, weekAfter(week, zone)),
  }
}

function isRecorded(roll: RollFact | null): roll is RollFact {
  return roll !== null && (roll.present + roll.absent > 0 || roll.unconfirmed === 0)
}

function assembliesIn(meetings: readonly MeetingFact[], type: string, quarter: Span): MeetingFact[] {
  return meetings.filter(
    (one) =>
      one.state === 'ended' && !one.ofGroup && one.types.includes(type) && isWithin(one.endsAt, quarter),
  )
}

function nextOf(meetings: readonly MeetingFact[], week: Span): Row['next'] {
  const coming = meetings
    .filter((one) => (one.state === 'scheduled' || one.state === 'ended') && isWithin(one.startsAt, week))
    .sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
  const first = coming[0]
  return {
    count: coming.length,
    first: first === undefined ? null : { title: first.title, at: first.startsAt.toString() },
  }
}

function reportCounts({ week, now, reports }: Facts): ReportCounts {
  const due = reports.filter((one) => one.state !== 'waived' && isWithin(one.dueAt, week))
  const isOpen = (one: ReportFact) => one.state === 'open' && !isAfter(one.dueAt, now)
  return {
    due: due.length,
    in: due.filter((one) => one.submitted).length,
    late: due.filter((one) => one.submitted && one.late).length,
    missing: due.filter((one) => !one.submitted).length,
    overdue: reports.filter(isOpen).length,
    returned: reports.filter((one) => one.state === 'returned').length,
  }
}

function attentionOf(
  counted: MeetingCounts & ReportCounts,
  { week, zone, ofBranch, assembly }: Facts,
): Code[] {
  const late = !isBefore(week.to, quarterOf(week, zone).warnFrom)
  const codes: [Code, boolean][] = [
    ['overdue', counted.overdue > 0],
    ['returned', counted.returned > 0],
    ['unrecorded', counted.unrecorded > 0],
    ['assembly', ofBranch && assembly !== null && late && !counted.assembly],
    ['quiet', ofBranch && counted.held === 0 && counted.next.count === 0],
  ]
  return codes.filter(([, holds]) => holds).map(([code]) => code)
}

/** What all branches did together. */
export type Totals = Pick<
  Row,
  | 'held'
  | 'heldBefore'
  | 'unrecorded'
  | 'fresh'
  | 'unconfirmed'
  | 'present'
  | 'base'
  | 'due'
  | 'in'
  | 'late'
  | 'missing'
  | 'tasks'
> & {
  branches: number
  /** Branches in which something was held. */
  active: number
  assemblies: number
  assembliesUnrecorded: number
}

/** Sums the branches' rows that were counted; a comparison needs the week before of every branch. */
export function totalsOf(all: readonly Row[]): Totals {
  const rows = all.filter(({ uncounted }) => !uncounted)
  const of = (read: (row: Row) => number) => sum(rows.map(read))
  const comparable = rows.length > 0 && rows.every(({ heldBefore }) => heldBefore !== null)
  return {
    branches: rows.length,
    active: rows.filter(({ held }) => held > 0).length,
    held: of((row) => row.held),
    heldBefore: comparable ? of((row) => row.heldBefore ?? 0) : null,
    unrecorded: of((row) => row.unrecorded),
    fresh: of((row) => row.fresh),
    unconfirmed: of((row) => row.unconfirmed),
    present: of((row) => row.present),
    base: of((row) => row.base),
    due: of((row) => row.due),
    in: of((row) => row.in),
    late: of((row) => row.late),
    missing: of((row) => row.missing),
    tasks: of((row) => row.tasks),
    assemblies: rows.filter(({ assembly }) => assembly).length,
    assembliesUnrecorded: rows.filter(({ assemblyUnrecorded }) => assemblyUnrecorded).length,
  }
}

/** What needs attention, by code, with the rows it concerns. A week in which every branch rests is a holiday. */
export function attention(branches: readonly Row[], college: Row): { code: Code; rows: Row[] }[] {
  const allQuiet = branches.every((row) => row.uncounted || row.attention.includes('quiet'))
  const rows = [...branches, college]
  return (['uncounted', 'overdue', 'returned', 'unrecorded', 'assembly', 'quiet'] as const)
    .filter((code) => code !== 'quiet' || !allQuiet)
    .map((code) => ({ code, rows: rows.filter((row) => row.attention.includes(code)) }))
    .filter(({ rows: concerned }) => concerned.length > 0)
}

/** The rate in whole per cent; 100 only when everybody came, null when nobody could. */
export function percent({ present, base }: Pick<Row, 'present' | 'base'>): number | null {
  if (base <= 0) return null
  return present >= base ? 100 : Math.min(99, Math.round((present / base) * 100))
}

/** Whether fewer than half of those who could have come are noted as present: then the roll is to be checked, not the people. */
export function isDoubtful({ present, base }: Pick<Row, 'present' | 'base'>): boolean {
  return present * 2 < base
}

type Span = { from: Temporal.Instant; to: Temporal.Instant }

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
