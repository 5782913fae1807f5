import { type Ladder, type MeetingType, type Settings, typeNamed } from '../../../config/college.ts'
import { dateOf } from '../../time/dates.ts'
import { isBefore } from '../../time/order.ts'
import type { Calendar } from '../../time/calendar.ts'
import { answerBy as ruledAnswerBy, shift } from '../../time/dues.ts'
import { allowedBy, allowedFrom, type Quiet, quietOf } from '../../time/silent.ts'
import type { Meeting, MeetingTimes, RuledLadder } from '../types.ts'

/**
 * By which steps people are told and asked: the college's, where the type sets none of its own. In a sitting of several
 * types the one with the longest notice rules alone, the first named of equals.
 */
export function ladderOf(
  types: readonly string[],
  settings: Pick<Settings, 'types' | 'reminders'>,
): RuledLadder {
  const ladders = types.map((name) => ladderOfType(typeNamed(settings.types, name), settings.reminders))
  const [longest] = ladders.toSorted((one, other) => compareLengths(other.notice, one.notice))
  return longest ?? ladderOfType(undefined, settings.reminders)
}

function ladderOfType(type: MeetingType | undefined, of: Ladder): RuledLadder {
  const { notice, answerBy, ask, confirm } = of
  const own = type?.reminders ?? {}
  const key = <S extends keyof Ladder>(step: S) =>
    type === undefined || own[step] === undefined
      ? (`reminders.${step}` as const)
      : (`types.${type.name}.${step}` as const)
  const keys = {
    notice: key('notice'),
    answerBy: key('answerBy'),
    ask: key('ask'),
    confirm: key('confirm'),
  }
  return { notice, answerBy, ask, confirm, ...own, keys }
}

/** A month is as long as January. */
function compareLengths(one: Temporal.Duration, other: Temporal.Duration): number {
  return Temporal.Duration.compare(one, other, { relativeTo: Temporal.PlainDate.from('2026-01-01') })
}

/** What the times are worked out from, and the moment of doing so. */
type Basis = {
  settings: Pick<Settings, 'timezone' | 'types' | 'reminders' | 'checkin'>
  calendar: Calendar
  now: Temporal.Instant
  /** Whether an earlier revision was announced: then the new one is told at once. */
  told: boolean
}

/** When the notice was, or will be, due by the rules alone. */
export function noticeDueAt(
  meeting: Pick<Meeting, 'types' | 'startsAt' | 'endsAt'>,
  basis: Omit<Basis, 'now' | 'told'>,
): Temporal.Instant {
  const longAgo = Temporal.Instant.fromEpochMilliseconds(0)
  return timesAround(meeting, { ...basis, now: longAgo, told: false }).notice
}

/** When what happens around a meeting that is booked now. Silent times are kept where the start allows it. */
export function timesAround(
  meeting: Pick<Meeting, 'types' | 'startsAt' | 'endsAt'>,
  basis: Basis,
): MeetingTimes {
  const { settings, calendar } = basis
  const { timezone: zone, checkin } = settings
  const ladder = ladderOf(meeting.types, settings)
  const quiet = quietOf({ settings, calendar })
  const notice = noticeAt({ start: meeting.startsAt, before: ladder.notice }, basis, quiet)
  const steps = { notice, ladder, start: meeting.startsAt }
  const answerBy = answerByFor(steps, quiet)
  return {
    notice,
    answerBy,
    ask: askAt({ ...steps, answerBy }, quiet),
    confirm: confirmAt(steps, quiet),
    opens: shift(meeting.startsAt, checkin.opens.negated(), zone),
    lateAfter: shift(meeting.startsAt, checkin.late, zone),
    closes: shift(meeting.endsAt, checkin.closes, zone),
  }
}

function noticeAt(
  { start, before }: { start: Temporal.Instant; before: Temporal.Duration },
  { now, told }: Basis,
  quiet: Quiet,
): Temporal.Instant {
  const about = dateOf(start, quiet.zone)
  const ideal = allowedBy(shift(start, before.negated(), quiet.zone), quiet, about)
  if (!told && isBefore(now, ideal)) return ideal
  const next = allowedFrom(now, quiet, about)
  // Booked at night for the early morning: told at once rather than too late.
  return isBefore(next, start) ? next : now
}

type Steps = { notice: Temporal.Instant; ladder: Ladder; start: Temporal.Instant }

/**
 * Until when people are asked to answer: as the college set it, but no deadline falls on the day of the notice, which may
 * be read in the evening; then the start is the deadline.
 */
function answerByFor(steps: Steps, quiet: Quiet): Temporal.Instant {
  const { notice, ladder, start } = steps
  const ruled = ruledAnswerBy(start, ladder.answerBy, quiet)
  const isSameDay = dateOf(notice, quiet.zone).equals(dateOf(ruled, quiet.zone))
  if (!isBefore(notice, ruled) || (isSameDay && !isAsSet(steps, quiet))) return start
  return ruled
}

/** Whether the notice is on time and the deadline a plain duration: however close they are, the college set them so. */
function isAsSet({ notice, ladder, start }: Steps, { zone }: Quiet): boolean {
  const onTime = !isBefore(shift(start, ladder.notice.negated(), zone), notice)
  return ladder.answerBy.kind === 'duration' && onTime
}

/** No reminder comes sooner after its notice. */
const FEWEST_HOURS = Temporal.Duration.from({ hours: 2 })

// The one reminder comes hours after the notice or not at all: when its time is too near, it waits for half of what is left.
function askAt(steps: Steps & { answerBy: Temporal.Instant }, quiet: Quiet) {
  const { notice, answerBy, start, ladder } = steps
  const about = dateOf(start, quiet.zone)
  const earliest = isAsSet(steps, quiet) ? notice.add({ nanoseconds: 1 }) : notice.add(FEWEST_HOURS)
  const half = Math.floor((answerBy.epochMilliseconds - notice.epochMilliseconds) / 2)
  const ideal = allowedBy(shift(answerBy, ladder.ask.negated(), quiet.zone), quiet, about)
  if (!isBefore(ideal, earliest)) return ideal
  const next = allowedFrom(notice.add({ milliseconds: half }), quiet, about)
  return !isBefore(next, earliest) && isBefore(next, answerBy) ? next : null
}

/** When those who join get a word before the start: after the notice, and not in silent times; null when never. */
function confirmAt({ notice, ladder, start }: Steps, quiet: Quiet): Temporal.Instant | null {
  if (ladder.confirm === null) return null
  const about = dateOf(start, quiet.zone)
  const ideal = shift(start, ladder.confirm.negated(), quiet.zone)
  const next = allowedFrom(ideal, quiet, about)
  const at = isBefore(next, start) ? next : allowedBy(ideal, quiet, about)
  return isBefore(notice, at) ? at : null
}
