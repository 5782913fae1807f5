import { ChatId, LetterId, MemberId } from '../ids.ts'
import type { Letter, LetterKind, Receiver } from './types.ts'

/** How a receiver stands in the records: `person:M0001` or `chat:oc_…`. */
export function textOf(to: Receiver): string {
  return 'person' in to ? `person:${to.person}` : `chat:${to.chat}`
}

/** Reads such a text. */
export function receiverOf(text: string): Receiver {
  const id = text.slice(text.indexOf(':') + 1)
  return text.startsWith('person:') ? { person: MemberId.parse(id) } : { chat: ChatId.parse(id) }
}

/** What answers somebody who said or asked something: everything else is urgent, and overtakes it. */
const ANSWERS: readonly LetterKind[] = [
  'roster.list',
  'calendar.draft',
  'calendar.known',
  'meetings.manage',
  'meetings.convene',
  'meetings.noneMeant',
  'meetings.copy',
  'reports.confirm',
  'reports.noted',
  'desk.help',
  'desk.hint',
  'desk.todo',
  'desk.schedule',
  'desk.pointer',
  'desk.preview',
  'desk.question',
  'desk.pause',
  'desk.quota',
]

/** Its place in the receiver's queue: within a rank letters go in order of writing. */
export function rankOf(kind: LetterKind): number {
  return ANSWERS.includes(kind) ? 1 : 0
}

/** What the records hold of a letter. */
export type LetterRow = { id: string; kind: string; ref: string; receiver: string }

/** Reads a row. */
export function letterOf(row: LetterRow): Letter {
  // Only `insert` writes the column, and it takes a LetterKind.
  const kind = row.kind as LetterKind
  return { id: LetterId.parse(row.id), kind, ref: row.ref, to: receiverOf(row.receiver) }
}
