import type { PlannedMeeting } from '../../../../config/college.ts'
import type { PastMeeting } from '../../../../config/history.ts'
import { reportDue } from '../../../time/dues.ts'
import { allowedFrom } from '../../../time/silent.ts'
import { adminsOf, hostOf } from './invited.ts'
import { isBefore } from '../../../time/order.ts'
import { chasesOf, escalationOf, type Frame, momentsOf, quietOf } from './moments.ts'
import { type Expected, frameOf, type Owed, reach, type Scenario } from './opening.ts'

/** What was owed when the bot moved in, from the college's history. */
export function owedBefore(past: readonly PastMeeting[]): Owed[] {
  return past.flatMap(({ id, host, report }) =>
    report?.state === 'pending' || report?.state === 'missing'
      ? [{ about: id, owner: host, dueAt: report.dueAt }]
      : [],
  )
}

type Report = Owed & { asked: Temporal.Instant | null }

/** Requests, reminders and what administrators hear, for reports owed before and for those of these meetings. */
export function aroundReports(scenario: Scenario, meetings: readonly PlannedMeeting[]): Expected[] {
  const reports = [...owedReports(scenario), ...meetings.flatMap((meeting) => newReport(scenario, meeting))]
  return [...reports.flatMap((report) => aroundReport(scenario, report)), ...escalations(scenario, reports)]
}

function owedReports({ owed, from }: Scenario): Report[] {
  return owed.map((one) => ({ ...one, asked: isBefore(from, one.dueAt) ? from : null }))
}

function newReport(scenario: Scenario, meeting: PlannedMeeting): Report[] {
  const frame = frameOf(scenario)
  const { closes, end } = momentsOf(meeting, frame)
  const owner = hostOf(scenario.college, meeting)
  if (owner === null) return []
  const dueAt = reportDue(end, scenario.college.settings.reports.due, quietOf(frame))
  const asked = allowedFrom(closes, quietOf(frame), meeting.start.toPlainDate())
  return [{ about: meeting.id, owner, dueAt, asked }]
}

function aroundReport(scenario: Scenario, { about, owner, dueAt, asked }: Report): Expected[] {
  const frame = frameOf(scenario)
  const writer = reach(scenario, owner)
  const request = asked === null ? [] : [{ kind: 'request', about, to: writer, at: asked } as const]
  const chases = chasesOf(dueAt, frame).map((at) => ({ kind: 'chase', about, to: writer, at }) as const)
  const missed = chases.filter(({ at }) => isBefore(scenario.from, at) && !handedIn(scenario, about, at))
  return [...request, ...missed]
}

/** The administrator in charge gets one card a day; what falls due later on a day waits for the next morning. */
function escalations(scenario: Scenario, reports: readonly Report[]): Expected[] {
  const [admin] = adminsOf(scenario.college)
  if (admin === undefined) return []
  const frame = frameOf(scenario)
  const waiting = reports
    .map(({ about, dueAt }) => ({ about, at: escalationOf(dueAt, frame) }))
    .filter(({ at }) => isBefore(scenario.from, at))
  const cards: Temporal.Instant[] = []
  for (;;) {
    waiting.sort((a, b) => Temporal.Instant.compare(a.at, b.at))
    const next = waiting.shift()
    if (next === undefined) break
    const last = cards.at(-1)
    if (handedIn(scenario, next.about, next.at) || last?.equals(next.at)) continue
    if (last === undefined || isBefore(last, morningOf(next.at, frame))) cards.push(next.at)
    else waiting.push({ ...next, at: allowedFrom(morningOf(next.at, frame, 1), quietOf(frame)) })
  }
  return cards.map((at) => ({ kind: 'escalation', about: '', to: reach(scenario, admin), at }))
}

/** Midnight before that moment, or so many days later. */
function morningOf(at: Temporal.Instant, { settings }: Frame, days = 0): Temporal.Instant {
  return at.toZonedDateTimeISO(settings.timezone).startOfDay().add({ days }).toInstant()
}

function handedIn({ actions }: Scenario, of: string, until: Temporal.Instant): boolean {
  return actions.some(
    ({ about, did, taken, at }) => about === of && taken && did.what === 'submit' && isBefore(at, until),
  )
}
