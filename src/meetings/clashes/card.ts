import { span } from '../../time/format.ts'
import type { Term } from '../../time/calendar.ts'
import type { Block } from '../../words/card.ts'
import { words } from '../words.ts'
import type { Clash, Clashes, Span } from './types.ts'

/** What a card says before a meeting is confirmed that clashes with others; nothing when there is none. */
export function clashBlocks(clashes: Clashes, where: { zone: string; terms: readonly Term[] }): Block[] {
  if (clashes.found.length === 0) return []
  const when = ({ startsAt, endsAt }: Span) =>
    span(startsAt.toZonedDateTimeISO(where.zone), endsAt.toZonedDateTimeISO(where.zone), where.terms)
  const lines = clashes.found.slice(0, MOST_SHOWN).flatMap((clash) => clashLines(clash, when(clash)))
  const further = clashes.found.length - MOST_SHOWN
  return [
    { kind: 'text', text: words.clashes },
    ...[...lines, ...(further > 0 ? [words.furtherClashes(further)] : [])].map(lineOf),
    ...(clashes.free.length === 0 ? [] : [lineOf(words.freeTimes(clashes.free.map(when)))]),
  ]
}

const MOST_SHOWN = 5

function clashLines({ called, people, samePlace }: Clash, when: string): string[] {
  return [
    ...(people > 0 ? [words.peopleClash({ people, when, called })] : []),
    ...(samePlace ? [words.placeClash({ when, called })] : []),
  ]
}

function lineOf(text: string): Block {
  return { kind: 'text', text, size: 'small' }
}
