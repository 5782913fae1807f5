import { readTime } from '../../time/read/reader.ts'
import type { Reading, Seen } from '../../time/read/types.ts'
import { type Known, partAgenda, readNames, withoutRequest } from './rules.ts'
import type { Named } from './types.ts'

/** Reads what somebody writes who calls a meeting: when, of which type, where, about what and for whom. */
export function readCall(
  text: string,
  { seen, ...known }: Known & { seen: Seen },
): Named & { reading: Reading } {
  const { head, agenda } = partAgenda(withoutRequest(text))
  const reading = readTime(head, seen)
  const named = readNames(reading.rest, known)
  return { ...named, agenda: [...named.agenda, ...agenda], reading }
}

/** The place among pieces of a text that say no time; null when there is none. */
export function placeAmong(pieces: readonly string[]): string | null {
  const { place } = readNames(pieces, { types: [], audienceChoices: [] })
  return place === '' ? null : place
}
