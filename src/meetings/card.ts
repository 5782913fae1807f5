import { deadline, span } from '../time/format.ts'
import type { Term } from '../time/calendar.ts'
import { text } from '../cards/blocks.ts'
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
  if (meeting.training !== null) facts.push([words.training, words.trained(meeting.training)])
  return { kind: 'facts', facts }
}

/** What the card of a meeting is headed that is cancelled, or held with another. */
export function cancelledTitle({ shownAs, mergedInto }: Meeting): string {
  return mergedInto === null ? words.cancelled(shownAs) : words.merged(shownAs)
}

/** Says that a meeting is cancelled, and why; or with which other one it is held. */
export function cancelledBlocks(meeting: Meeting): Block[] {
  if (meeting.mergedInto !== null) return [text(mergedLine(meeting))]
  const line = text(words.cancelledLine(meeting.shownAs, whenOf(meeting)))
  if (meeting.cancelReason === null) return [line]
  return [line, { kind: 'facts', facts: [[words.reason, meeting.cancelReason]] }]
}

/** Where a meeting takes place that another one took in. */
export function mergedLine(meeting: Meeting): string {
  return words.mergedLine({ when: whenOf(meeting), title: meeting.shownAs, into: meeting.cancelReason ?? '' })
}

/** When it starts, 「11月25日14:00」. */
export function whenOf(meeting: Meeting): string {
  return deadline(meeting.startsAt.toZonedDateTimeISO(meeting.zone))
}
