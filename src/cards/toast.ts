import type { Toast } from './card.ts'
import type { Matter, Relays } from './need.ts'

type Outcome<R> = { ok: true } | { ok: false; refusal: R }

/**
 * The words of refusals. `harmless` are those of what is done already: whoever presses again because no answer came is
 * told so, and is not warned. `relays` are those of what is somebody else's matter.
 */
type Refusals<R extends string> = {
  refusals: Readonly<Record<R, string>>
  harmless?: readonly R[]
  relays?: Relays<string>
}

/** A toast, and which matter it was that somebody else does. */
type Said = { toast: Toast; needs?: Matter }

/** The toast for what was done, or for why it was not. */
export function toastOf<R extends string>(
  outcome: Outcome<R>,
  { done, ...words }: Refusals<R> & { done: string },
): Said {
  return outcome.ok ? { toast: { tone: 'success', text: done } } : refused(outcome.refusal, words)
}

/** The toast for why something was not done. */
export function refused<R extends string>(
  refusal: R,
  { refusals, harmless = [], relays = {} }: Refusals<R>,
): Said {
  const toast: Toast = { tone: harmless.includes(refusal) ? 'info' : 'warning', text: refusals[refusal] }
  const needs = relays[refusal]
  return needs === undefined ? { toast } : { toast, needs }
}
