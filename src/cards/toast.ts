import type { Toast } from './card.ts'

type Outcome<R> = { ok: true } | { ok: false; refusal: R }

/**
 * The words of refusals. `harmless` are those of what is done already: whoever presses again because no answer came is
 * told so, and is not warned.
 */
type Refusals<R extends string> = { refusals: Readonly<Record<R, string>>; harmless?: readonly R[] }

/** The toast for what was done, or for why it was not. */
export function toastOf<R extends string>(
  outcome: Outcome<R>,
  { done, ...words }: Refusals<R> & { done: string },
): { toast: Toast } {
  return outcome.ok ? { toast: { tone: 'success', text: done } } : refused(outcome.refusal, words)
}

/** The toast for why something was not done. */
export function refused<R extends string>(
  refusal: R,
  { refusals, harmless = [] }: Refusals<R>,
): { toast: Toast } {
  return { toast: { tone: harmless.includes(refusal) ? 'info' : 'warning', text: refusals[refusal] } }
}
