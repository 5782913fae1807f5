import { isWithdrawn } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { isBefore } from '../../time/order.ts'
import type { Roll } from '../types.ts'
import {
  type Attendee,
  type Group,
  GROUPS,
  type Grouped,
  type Note,
  type Phase,
  type Refusal,
} from './types.ts'

/** What there is to see of a meeting at a moment; one whose check-in never opened is over once it has begun. */
export function phaseOf(
  { startsAt }: Pick<Meeting, 'startsAt'>,
  roll: Pick<Roll, 'state'> | null,
  now: Temporal.Instant,
): Phase {
  if (roll?.state === 'open') return 'open'
  return roll?.state !== 'closed' && isBefore(now, startsAt) ? 'before' : 'over'
}

/** The people of a meeting put together by what they said or how they came; who need not come is shown only if they came. */
export function grouped<A extends Attendee>(
  people: readonly A[],
  phase: Phase,
): Grouped<A & { notes: Note[] }>[] {
  const found = Map.groupBy(people, (one) => groupOf(one, phase))
  return GROUPS.flatMap((group) => {
    const some = found.get(group) ?? []
    return some.length === 0
      ? []
      : [{ group, people: some.map((one) => ({ ...one, notes: notesOf(one, phase) })) }]
  })
}

function groupOf(one: Attendee, phase: Phase): Group | null {
  const came = hasCome(one)
  if (one.role === 'observer') return 'observers'
  if (one.role === 'exempt') return came ? 'guests' : null
  if (one.role !== 'due') return null
  if (phase === 'before') return answeredAs(one)
  if (came) return 'came'
  if (one.mark !== null) return one.mark === 'leave' ? 'leave' : 'absent'
  return one.stage === 'asked' || one.stage === 'approved' ? 'leave' : 'missing'
}

function answeredAs({ stage }: Attendee): Group {
  if (stage === 'joining') return 'joining'
  return stage === 'unanswered' || stage === 'choosing' ? 'silent' : 'leave'
}

function notesOf(one: Attendee, phase: Phase): Note[] {
  if (hasCome(one)) return cameNotes(one)
  const said = phase === 'before' && one.answeredFor ? (['answeredFor'] as const) : []
  if (one.stage === 'unanswered' || one.stage === 'joining') return [...said]
  if (one.stage === 'choosing') return phase === 'before' ? ['choosing'] : []
  return [one.stage, ...said]
}

function cameNotes({ mark, role, checkedFor }: Attendee): Note[] {
  const how: Note[] = checkedFor ? ['checkedFor'] : []
  if (mark === 'late') return ['late', ...how]
  return role === 'observer' ? ['came', ...how] : how
}

function hasCome({ mark }: Attendee): boolean {
  return mark === 'present' || mark === 'late'
}

/** Why nobody can be reminded of a meeting at that moment, or null: only of one that was announced and lies ahead. */
export function refusalToRemind(meeting: Meeting, madeAt: Temporal.Instant): Refusal | null {
  if (meeting.mergedInto !== null) return 'merged'
  if (meeting.state === 'cancelled') return 'cancelled'
  if (meeting.state !== 'scheduled' || !isBefore(madeAt, meeting.startsAt)) return 'started'
  if (isWithdrawn(meeting)) return 'withdrawn'
  return meeting.announced ? null : 'notAnnounced'
}
