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

/** What the records hold of a letter. */
export type LetterRow = { id: string; kind: string; ref: string; receiver: string }

/** Reads a row. */
export function letterOf(row: LetterRow): Letter {
  // Only `insert` writes the column, and it takes a LetterKind.
  const kind = row.kind as LetterKind
  return { id: LetterId.parse(row.id), kind, ref: row.ref, to: receiverOf(row.receiver) }
}
