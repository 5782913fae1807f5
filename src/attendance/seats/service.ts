import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { owePaint } from '../../letters/service.ts'
import type { LetterKind } from '../../letters/types.ts'
import type { Meeting } from '../../meetings/types.ts'
import type { Seat } from '../types.ts'

/** Every letter about one person and one meeting. */
const KINDS = [
  'attendance.ask',
  'attendance.leaveForm',
  'attendance.leaveDecided',
  'attendance.leaveAsked',
] as const satisfies LetterKind[]

/** What a letter about one person and one meeting shows: `A047/M0213`. */
export function seatRef({ meeting, who }: Seat): string {
  return `${meeting}/${who}`
}

/** Reads such a `ref`. */
export function readSeatRef(ref: string): Seat {
  const at = ref.lastIndexOf('/')
  return { meeting: MeetingId.parse(ref.slice(0, at)), who: MemberId.parse(ref.slice(at + 1)) }
}

/** The key of a letter to or about one person, once for each plan of the meeting. */
export function seatKey(kind: (typeof KINDS)[number], meeting: Meeting, who: MemberId): string {
  return `${kind}:${meeting.id}:v${meeting.version}:${who}`
}

/** Says that what is shown about these people and this meeting has changed. */
export async function paintSeats(tx: Tx, meeting: MeetingId, people: readonly MemberId[]): Promise<void> {
  const refs = people.map((who) => seatRef({ meeting, who }))
  await owePaint(tx, refs, KINDS)
  await owePaint(tx, people, ['desk.summary'])
}

/** Says that what is shown about one person and one meeting has changed. */
export async function paintSeat(tx: Tx, seat: Seat): Promise<void> {
  await paintSeats(tx, seat.meeting, [seat.who])
}
