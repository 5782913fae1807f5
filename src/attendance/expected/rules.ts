import { z } from 'zod'
import { Typed, typedUpTo } from '../../cards/typed.ts'
import type { Meeting } from '../../meetings/types.ts'
import { HAND_CHANGES, type HandChange } from '../list/types.ts'
import type { Refusal } from './types.ts'

/** How long a reason may be. */
export const MOST_REASON = 200

const Form = z.object({
  person: Typed,
  name: Typed,
  change: z.enum(HAND_CHANGES).nullable().catch(null),
  reason: typedUpTo(MOST_REASON),
})

type Read = { ok: true; person: string; change: HandChange; reason: string } | { ok: false; refusal: Refusal }

/** What was filled in, or what is missing; a name that was written goes before a choice. */
export function readForm(form: Record<string, unknown>): Read {
  const { person, name, change, reason } = Form.parse(form)
  if (name === '' && person === '') return { ok: false, refusal: 'nobody' }
  if (change === null) return { ok: false, refusal: 'noChange' }
  if (reason === '') return { ok: false, refusal: 'noReason' }
  return { ok: true, person: name === '' ? person : name, change, reason }
}

/** By which right a list is changed like this. (domain §5, rows 4 and 6) */
export function actOf(change: HandChange): 'changeList' | 'inviteObserver' {
  return change === 'add' || change === 'remove' ? 'changeList' : 'inviteObserver'
}

/** Why the list of a meeting can no longer be changed, or null. */
export function refusalToTouch({ state, mergedInto }: Pick<Meeting, 'state' | 'mergedInto'>): Refusal | null {
  if (state === 'cancelled') return mergedInto === null ? 'cancelled' : 'merged'
  return state === 'scheduled' ? null : 'over'
}
