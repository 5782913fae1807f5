import type { Db } from '../../../src/db/tables.ts'

/** A stretch of time in milliseconds, and the moment as of which is judged. */
export type Span = { from: number; to: number; asOf: number }

/** Whose figures: exactly as many keys as are needed; a branch of null is the college itself. */
export type Whose = { branch: string | null } | { group: string } | { person: string }

export type Raw = Awaited<ReturnType<typeof readRaw>>

/** Every row from which figures may be counted, as the tables hold it. */
export async function readRaw(db: Db) {
  const meetings = await db.selectFrom('meetings_meetings').selectAll().execute()
  return {
    meetings,
    groups: new Map(meetings.map(({ id, group_id }) => [id, group_id])),
    starts: byMeeting(await db.selectFrom('meetings_starts').selectAll().orderBy('n').execute()),
    due: byMeeting(await db.selectFrom('attendance_due').selectAll().execute()),
    marks: byMeeting(await db.selectFrom('attendance_marks').selectAll().execute()),
    rolls: byMeeting(await db.selectFrom('attendance_rolls').selectAll().execute()),
    counts: byMeeting(await db.selectFrom('attendance_counts').selectAll().execute()),
    makeups: byMeeting(await db.selectFrom('attendance_makeups').selectAll().execute()),
    visits: byBranch(await db.selectFrom('inspections_visits').selectAll().execute()),
    tasks: byBranch(await db.selectFrom('reports_tasks').selectAll().execute()),
    remedies: byBranch(
      await db.selectFrom('reports_requests').selectAll().where('about_kind', '=', 'remedy').execute(),
    ),
    requests: await db.selectFrom('reports_requests').selectAll().execute(),
    versions: Map.groupBy(
      await db.selectFrom('reports_versions').selectAll().execute(),
      (one) => one.request_id,
    ),
  }
}

function byBranch<T extends { branch_id: string | null }>(rows: readonly T[]): Map<string | null, T[]> {
  return Map.groupBy(rows, ({ branch_id }) => branch_id)
}

function byMeeting<T extends { meeting_id: string }>(rows: readonly T[]): Map<string, T[]> {
  return Map.groupBy(rows, ({ meeting_id }) => meeting_id)
}

type Sums = ReturnType<typeof nothing>

function nothing() {
  return {
    ...{ planned: 0, held: 0, moved: 0, cancelled: 0, adjourned: 0, open: 0 },
    ...{ due: 0, present: 0, late: 0, leave: 0, absent: 0, unconfirmed: 0 },
    ...{ unrecorded: 0, fresh: 0, observers: 0, hours: 0, makeupsAsked: 0, makeupsMade: 0 },
    ...{ reportsDue: 0, reportsOnTime: 0, reportsLate: 0, reportsMissing: 0, reportsReturned: 0 },
    ...{ visitsPlanned: 0, visitsMade: 0, visitsConfirmed: 0, remediesAsked: 0, remediesClosed: 0 },
    ...{ decisionsDue: 0, decisionsDone: 0 },
  }
}

/** Counts again, row by row, what `measure` says: written from the words of each figure and sharing nothing with it. */
export function recount(raw: Raw, whose: Whose, span: Span) {
  const sums = nothing()
  for (const meeting of raw.meetings) {
    if (meeting.merged_into !== null || !isTheirs(raw, meeting, whose)) continue
    const outcome = outcomeOf(raw, meeting, span)
    if (outcome === null) continue
    sums.planned += 1
    sums[outcome] += 1
    const made = addMakeups(sums, raw, { id: meeting.id, whose })
    const came = outcome === 'held' ? addPeople(sums, raw, { id: meeting.id, whose, asOf: span.asOf }) : 0
    sums.hours += hoursOf(meeting.training) * (came + made)
  }
  if (!('person' in whose)) addReports(sums, raw, { whose, span })
  if ('branch' in whose && whose.branch !== null) {
    addVisits(sums, raw, { branch: whose.branch, span })
    addTasks(sums, raw, { branch: whose.branch, span })
  }
  const base = sums.due - sums.leave
  return { ...sums, rate: base === 0 ? null : Number((sums.present / base).toFixed(4)) }
}

type Meeting = Raw['meetings'][number]

function isTheirs(raw: Raw, meeting: Meeting, whose: Whose): boolean {
  if ('branch' in whose) return meeting.branch_id === whose.branch
  if ('group' in whose) return meeting.group_id === whose.group
  const own = (raw.due.get(meeting.id) ?? []).find(({ member_id }) => member_id === whose.person)
  return own?.standing === 'due' || own?.standing === 'observer'
}

function outcomeOf(raw: Raw, { id, state, starts_at }: Meeting, { from, to }: Span) {
  const isInside = (when: number) => when >= from && when < to
  let planned: number | null = null
  for (const { starts_at: start, known_at } of raw.starts.get(id) ?? [])
    if (planned === null || known_at.epochMilliseconds < from) planned = start.epochMilliseconds
  const isHere = isInside(starts_at.epochMilliseconds)
  if (!isHere && (planned === null || !isInside(planned))) return null
  if (state === 'cancelled' || state === 'unheld') return 'cancelled'
  if (!isHere) return 'moved'
  if (state === 'ended') return 'held'
  return state === 'adjourned' ? 'adjourned' : 'open'
}

function hoursOf(training: unknown): number {
  const { hours } = Object(training)
  return typeof hours === 'number' ? hours : 0
}

function addMakeups(sums: Sums, raw: Raw, { id, whose }: { id: string; whose: Whose }): number {
  let made = 0
  for (const { member_id, made_at } of raw.makeups.get(id) ?? []) {
    if ('person' in whose && member_id !== whose.person) continue
    sums.makeupsAsked += 1
    if (made_at !== null) made += 1
  }
  sums.makeupsMade += made
  return made
}

type Held = { id: string; whose: Whose; asOf: number }

/** How many came, of a meeting that was held and whose roll is known by then. */
function addPeople(sums: Sums, raw: Raw, { id, whose, asOf }: Held): number {
  const all = raw.counts.get(id)?.[0] ?? peopleOf(raw, id, null)
  if (all.due === 0) {
    sums.unrecorded += 1
    return 0
  }
  const closed = raw.rolls.get(id)?.[0]?.closed_at?.epochMilliseconds ?? null
  if (closed !== null && all.unconfirmed > 0 && all.present + all.absent === 0) {
    sums.unrecorded += 1
    return 0
  }
  if (closed === null || (all.unconfirmed > 0 && closed + 48 * 3_600_000 > asOf)) {
    sums.fresh += 1
    return 0
  }
  const own = 'person' in whose ? peopleOf(raw, id, whose.person) : all
  for (const name of ['due', 'present', 'late', 'leave', 'unconfirmed', 'observers'] as const)
    sums[name] += own[name]
  sums.absent += own.absent + own.unconfirmed
  return own.present
}

/** Who came to a meeting by its list, of which only one person is looked at unless that is null. */
function peopleOf(raw: Raw, id: string, person: string | null) {
  const marks = new Map((raw.marks.get(id) ?? []).map(({ member_id, mark }) => [member_id, mark]))
  const sums = { due: 0, present: 0, late: 0, leave: 0, absent: 0, unconfirmed: 0, observers: 0 }
  for (const { member_id, standing } of raw.due.get(id) ?? []) {
    if (person !== null && member_id !== person) continue
    const mark = marks.get(member_id)
    const came = Number(mark === 'present' || mark === 'late')
    if (standing === 'observer') sums.observers += came
    if (standing !== 'due') continue
    sums.due += 1
    sums.present += came
    sums.late += Number(mark === 'late')
    sums.leave += Number(mark === 'leave')
    sums.absent += Number(mark === 'absent')
    sums.unconfirmed += Number(mark === undefined)
  }
  return sums
}

function addReports(sums: Sums, raw: Raw, { whose, span }: { whose: Whose; span: Span }): void {
  for (const request of raw.requests) {
    const due = request.due_at.epochMilliseconds
    if (due < span.from || due >= span.to || due >= span.asOf || !isOwed(raw, request, whose)) continue
    const came = cameAt(raw, request)
    sums.reportsDue += 1
    if (came <= due) sums.reportsOnTime += 1
    else if (came < span.asOf) sums.reportsLate += 1
    else sums.reportsMissing += 1
    if (request.state === 'returned') sums.reportsReturned += 1
  }
}

type OfBranch = { branch: string; span: Span }

const DAY = 86_400_000
const midnight = (day: string) => Date.parse(`${day}T00:00:00+08:00`)

function addVisits(sums: Sums, raw: Raw, { branch, span }: OfBranch): void {
  for (const visit of raw.visits.get(branch) ?? []) {
    const at = midnight(visit.day)
    if (at < span.from || at >= span.to) continue
    sums.visitsPlanned += 1
    if (visit.stage !== 'planned') sums.visitsMade += 1
    if (visit.stage === 'confirmed' || visit.stage === 'tacit') sums.visitsConfirmed += 1
    addRemedies(sums, raw, visit)
  }
}

function addRemedies(sums: Sums, raw: Raw, { term, branch_id }: { term: string; branch_id: string }): void {
  for (const { about_id, state } of raw.remedies.get(branch_id) ?? []) {
    if (about_id !== term) continue
    sums.remediesAsked += 1
    if (state === 'approved' || state === 'waived') sums.remediesClosed += 1
  }
}

function addTasks(sums: Sums, raw: Raw, { branch, span }: OfBranch): void {
  for (const task of raw.tasks.get(branch) ?? []) {
    const at = midnight(task.due_on)
    if (at < span.from || at >= span.to || at + DAY > span.asOf) continue
    sums.decisionsDue += 1
    if (task.done_at !== null && task.done_at.epochMilliseconds < span.asOf) sums.decisionsDone += 1
  }
}

type Request = Raw['requests'][number]

function isOwed(raw: Raw, { about_kind, meeting_id, branch_id, state }: Request, whose: Whose): boolean {
  if (about_kind !== 'meeting' || state === 'waived' || state === 'notHeld') return false
  if ('branch' in whose) return branch_id === whose.branch
  return 'group' in whose && raw.groups.get(meeting_id ?? '') === whose.group
}

/** When the first version came in; what was taken back has not come in. */
function cameAt(raw: Raw, { id, state }: Request): number {
  const all = state === 'withdrawn' ? [] : (raw.versions.get(id) ?? [])
  return Math.min(...all.map(({ submitted_at }) => submitted_at.epochMilliseconds))
}
