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
): Grouped<A & { note: Note | null }>[] {
  const found = Map.groupBy(people, (one) => groupOf(one, phase))
  return GROUPS.flatMap((group) => {
    const some = found.get(group) ?? []
    return some.length === 0
      ? []
      : [{ group, people: some.map((one) => ({ ...one, note: noteOf(one, phase) })) }]
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

function noteOf(one: Attendee, phase: Phase): Note | null {
  if (one.mark === 'late') return 'late'
  if (hasCome(one)) return one.role === 'observer' ? 'came' : null
  if (one.stage === 'choosing') return phase === 'before' ? 'choosing' : null
  return one.stage === 'unanswered' || one.stage === 'joining' ? null : one.stage
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
