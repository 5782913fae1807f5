import type { PlannedMeeting, Settings } from '../../../../config/college.ts'
import { dateOf, instantOf } from '../../../time/dates.ts'
import { isBefore } from '../../../time/order.ts'
import type { Calendar } from '../../../time/calendar.ts'
import { answerBy, shift } from '../../../time/dues.ts'
import { allowedFrom, allowedBy, type Quiet } from '../../../time/silent.ts'

/** What the moments are worked out from; `from` is when the bot moved in. */
export type Frame = { settings: Settings; calendar: Calendar; from: Temporal.Instant }

/** When what must happen around a meeting that stood in the files from the beginning. */
export type Moments = {
  notice: Temporal.Instant
  ask: Temporal.Instant | null
  opens: Temporal.Instant
  start: Temporal.Instant
  closes: Temporal.Instant
  end: Temporal.Instant
}

/** The college's quiet times. */
export function quietOf({ settings, calendar }: Omit<Frame, 'from'>): Quiet {
  return { zone: settings.timezone, calendar, silent: settings.reminders.silent }
}

/** The moments of a meeting, from the college's rules alone. */
export function momentsOf(meeting: Pick<PlannedMeeting, 'start' | 'minutes'>, frame: Frame): Moments {
  const { timezone: zone, checkin, reminders } = frame.settings
  const quiet = quietOf(frame)
  const start = instantOf(meeting.start, zone)
  const end = start.add({ minutes: meeting.minutes })
  const notice = noticeOf(start, frame)
  const ruled = answerBy(start, reminders.answerBy, quiet)
  // Nobody is asked to answer by the afternoon of the day on which they are told.
  const isLater = isBefore(dateOf(notice, zone), dateOf(ruled, zone))
  const by = isLater ? ruled : start
  return {
    notice,
    ask: askOf({ notice, by, about: meeting.start.toPlainDate() }, reminders.ask, quiet),
    opens: shift(start, checkin.opens.negated(), zone),
    start,
    closes: shift(end, checkin.closes, zone),
    end,
  }
}

function noticeOf(start: Temporal.Instant, frame: Frame): Temporal.Instant {
  const quiet = quietOf(frame)
  const about = dateOf(start, quiet.zone)
  const planned = allowedBy(shift(start, frame.settings.reminders.notice.negated(), quiet.zone), quiet, about)
  if (isBefore(frame.from, planned)) return planned
  const next = allowedFrom(frame.from, quiet, about)
  return isBefore(next, start) ? next : frame.from
}

/** A reminder sooner after its notice reminds of nothing. */
const FEWEST_HOURS = Temporal.Duration.from({ hours: 2 })

type Between = { notice: Temporal.Instant; by: Temporal.Instant; about: Temporal.PlainDate }

function askOf(
  { notice, by, about }: Between,
  before: Temporal.Duration,
  quiet: Quiet,
): Temporal.Instant | null {
  const planned = allowedBy(shift(by, before.negated(), quiet.zone), quiet, about)
  const earliest = notice.add(FEWEST_HOURS)
  if (!isBefore(planned, earliest)) return planned
  const half = Math.floor((by.epochMilliseconds - notice.epochMilliseconds) / 2)
  const next = allowedFrom(notice.add({ milliseconds: half }), quiet, about)
  return !isBefore(next, earliest) && isBefore(next, by) ? next : null
}

/** When the one who owes a report is reminded; what falls together is one reminder. */
export function chasesOf(dueAt: Temporal.Instant, frame: Frame): Temporal.Instant[] {
  const all = frame.settings.reports.chase.map((offset) => politely(dueAt, offset, frame))
  return all.sort(Temporal.Instant.compare).filter((at, index, sorted) => !sorted[index - 1]?.equals(at))
}

/** When the administrators hear of a report that has not come. */
export function escalationOf(dueAt: Temporal.Instant, frame: Frame): Temporal.Instant {
  return politely(dueAt, frame.settings.reports.escalate, frame)
}

function politely(due: Temporal.Instant, offset: Temporal.Duration, frame: Frame): Temporal.Instant {
  const quiet = quietOf(frame)
  return allowedFrom(shift(due, offset, quiet.zone), quiet, dateOf(due, quiet.zone))
}
