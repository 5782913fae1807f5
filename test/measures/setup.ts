import type { PastMeeting } from '../../config/history.ts'
import type { Window } from '../../src/measures/types.ts'

const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Shanghai').toInstant()

/** From the first moment of a day until just before that of another, as it is known at the end. */
export function days(from: string, to: string, asOf = to): Window {
  return { from: at(from), to: at(to), asOf: at(asOf) }
}

type Counted = { from: Temporal.Instant; to: Temporal.Instant }

/** What a plain loop over the demo college's past counts of some branch, or of the college's own meetings. */
export function loop(past: readonly PastMeeting[], branch: string | null, window: Counted) {
  const own = past.filter((one) => branchOf(one) === branch)
  return { ...sittings(own, window), ...reports(own, window) }
}

function sittings(own: readonly PastMeeting[], window: Counted) {
  const sum = { planned: 0, held: 0, adjourned: 0, due: 0, present: 0, late: 0, leave: 0, absent: 0 }
  for (const one of own) {
    if (!isIn(one.start, window)) continue
    sum.planned += 1
    if (one.state === 'adjourned') {
      sum.adjourned += 1
      continue
    }
    sum.held += 1
    sum.present += one.presentCount
    sum.late += one.late.length
    sum.leave += one.leaves.length
    sum.absent += one.absent.length
    sum.due += one.presentCount + one.leaves.length + one.absent.length
  }
  return sum
}

function reports(own: readonly PastMeeting[], window: Counted) {
  const sum = { reportsDue: 0, reportsOnTime: 0, reportsLate: 0, reportsMissing: 0, reportsReturned: 0 }
  for (const { report } of own) {
    if (report === null || !isIn(report.dueAt, window)) continue
    const came = report.submittedAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY
    sum.reportsDue += 1
    if (came <= report.dueAt.epochMilliseconds) sum.reportsOnTime += 1
    else if (came < window.to.epochMilliseconds) sum.reportsLate += 1
    else sum.reportsMissing += 1
    if (report.state === 'returned') sum.reportsReturned += 1
  }
  return sum
}

function isIn(when: Temporal.Instant, { from, to }: Counted): boolean {
  return when.epochMilliseconds >= from.epochMilliseconds && when.epochMilliseconds < to.epochMilliseconds
}

function branchOf({ audience }: PastMeeting): string | null {
  if (audience.kind === 'branch') return audience.branch
  return audience.kind === 'group' ? audience.group.slice(0, 3) : null
}
