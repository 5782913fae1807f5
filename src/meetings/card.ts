import { span } from '../time/format.ts'
import type { Term } from '../time/calendar.ts'
import type { Block } from '../words/card.ts'
import type { Clash, Clashes, Span } from './clashes/types.ts'
import type { Meeting } from './types.ts'
import { words } from './words.ts'

/** When, where and about what: the lines that every card about a meeting begins with. */
export function factsBlock(meeting: Meeting, terms: readonly Term[]): Block {
  const start = meeting.startsAt.toZonedDateTimeISO(meeting.zone)
  const end = meeting.endsAt.toZonedDateTimeISO(meeting.zone)
  const facts: [string, string][] = [[words.when, span(start, end, terms)]]
  if (meeting.place !== '') facts.push([words.where, meeting.place])
  if (meeting.agenda.length > 0) facts.push([words.agenda, meeting.agenda.join(words.between)])
  return { kind: 'facts', facts }
}

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
