import { span } from '../time/format.ts'
import type { Term } from '../time/calendar.ts'
import type { Block } from '../cards/card.ts'
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
