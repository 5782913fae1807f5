import { z } from 'zod'
import { PickedDate } from '../../cards/picked.ts'
import { Typed, typedUpTo } from '../../cards/typed.ts'
import { isAfter, isBefore } from '../../time/order.ts'
import type { Proposal, Refusal } from './types.ts'

/** How long the reference to an approval may be. */
export const MOST_APPROVAL = 100

const Form = z.object({
  person: Typed,
  name: Typed,
  class: Typed,
  approval: typedUpTo(MOST_APPROVAL),
  from: PickedDate,
  until: PickedDate,
})

/** What was filled in: `person` is an id or a name. */
export type Filled = Pick<Proposal, 'class' | 'approval' | 'from' | 'until'> & { person: string }

/** Reads the form of a proposal; without a first day it counts from today. */
export function readForm(
  form: Record<string, unknown>,
  { classes, today }: { classes: readonly string[]; today: Temporal.PlainDate },
): ({ ok: true } & Filled) | { ok: false; refusal: Refusal } {
  const { person: chosen, name, class: said, approval, from: begins, until } = Form.parse(form)
  const person = name === '' ? chosen : name
  if (person === '') return { ok: false, refusal: 'nobody' }
  if (!classes.includes(said)) return { ok: false, refusal: 'noClass' }
  if (approval === '') return { ok: false, refusal: 'noApproval' }
  const from = begins ?? today
  if (until !== null && (isBefore(until, from) || isBefore(until, today)))
    return { ok: false, refusal: 'badPeriod' }
  return { ok: true, person, class: said, approval, from, until }
}

/** Whether a proposal waits or is in force on that day: then there is no second one for the person. */
export function isCurrent(
  { state, until }: Pick<Proposal, 'state' | 'until'>,
  on: Temporal.PlainDate,
): boolean {
  if (state === 'proposed') return true
  return state === 'approved' && (until === null || !isAfter(on, until))
}
