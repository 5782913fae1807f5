import { type Audience, type MeetingType, typeNamed } from '../../../config/college.ts'
import type { Meeting } from '../../meetings/types.ts'
import type { Draft } from '../new-meeting/types.ts'

/** The same meeting at a time that is still to be said: of several types the one that was to vote. */
export function draftAgain(
  { audience, types, title, place, agenda, startsAt, endsAt }: Meeting,
  known: readonly MeetingType[],
): Draft {
  const named = types.map((type) => typeNamed(known, type))
  const type = named.find((one) => one != null && one.quorum !== null)?.name ?? null
  return {
    ...{ whom: keyOf(audience), type, title: title === type ? '' : title, place, agenda },
    ...{ start: null, minutes: Math.round(startsAt.until(endsAt).total('minutes')), saidAt: null },
  }
}

/** The key by which the new meeting's form names its people; null where it has none for them. */
function keyOf(audience: Audience): string | null {
  switch (audience.kind) {
    case 'branch':
      return `branch:${audience.branch}`
    case 'group':
      return `group:${audience.group}`
    case 'secretaries':
    case 'committee':
      return audience.kind
    default:
      return null
  }
}
