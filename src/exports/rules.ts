import { typedUpTo } from '../cards/typed.ts'
import { visible } from '../cards/visible.ts'
import type { Refusal } from './types.ts'
import { words } from './words.ts'

const SHORTEST = 2
export const LONGEST = 100
/** Longer than may be said, so that what is too long is known as such. */
const Said = typedUpTo(LONGEST * 10)

/** What is chosen for a reason that is none of the usual. */
export const OTHER = 'other'

/** The reason that was given: one of the usual, with what was written beside it; or what was written. */
export function reasonIn(
  form: Readonly<Record<string, unknown>>,
): { ok: true; reason: string } | { ok: false; refusal: Refusal } {
  const [usual, text] = [words.usual[Number(Said.parse(form['usual']))], Said.parse(form['text'])]
  const isUsual = usual !== undefined && Said.parse(form['usual']) !== ''
  if (!isUsual && [...visible(text)].length < SHORTEST) return { ok: false, refusal: 'noReason' }
  if (text.length > LONGEST) return { ok: false, refusal: 'tooLong' }
  if (!isUsual) return { ok: true, reason: text }
  return { ok: true, reason: visible(text) === '' ? usual : words.joined(usual, text) }
}

/** Whether another administrator is asked first. (domain §8.2) */
export function needsSecond(names: number, of: { secondPerson: boolean; names: number }): boolean {
  return of.secondPerson && names > of.names
}

/** So long another administrator may agree. */
export const VALID = Temporal.Duration.from({ hours: 72 })
