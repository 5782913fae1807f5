import type { Tx } from '../../db/tables.ts'
import { type MeetingId, MemberId } from '../../ids.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { namesOf } from '../../roster/service.ts'
import * as store from './store.ts'

/** A meeting that was held, and what is kept of one person at it: `noted` says where the mark comes from. */
export type OwnRecord = Omit<store.Kept, 'meeting' | 'by'> & { meeting: Meeting; noted: Noted }

/** Pressed by oneself, by a person of that name, set when the check-in closed, or brought in with the past. */
export type Noted = { by: 'self' | 'roll' | 'history' | 'nobody' } | { by: 'person'; name: string }

/** Everything that is kept of a person's attendance at meetings held since then, latest first. (domain §8.2) */
export async function ownRecords(
  tx: Tx,
  { who, from }: { who: MemberId; from: Temporal.Instant },
): Promise<OwnRecord[]> {
  const kept = await store.keptOf(tx, who, from)
  const people = kept.flatMap(({ by }) => (by === null || isNobody(by) ? [] : [MemberId.parse(by)]))
  const names = await namesOf(tx, [...new Set(people)], null)
  const records: OwnRecord[] = []
  for (const { meeting: id, by, ...one } of kept) {
    const meeting = await meetingById(tx, id)
    if (meeting.state === 'ended') records.push({ ...one, meeting, noted: notedBy(by, { who, names }) })
  }
  return records
}

/** Who sits or sat in 列席 on which meeting since then, latest first; `came` is null until its roll is closed. */
export async function observedSince(
  tx: Tx,
  from: Temporal.Instant,
): Promise<{ meeting: MeetingId; who: MemberId; came: boolean | null }[]> {
  return store.observed(tx, from)
}

function notedBy(
  by: string | null,
  { who, names }: { who: MemberId; names: ReadonlyMap<MemberId, string> },
): Noted {
  if (by === null) return { by: 'nobody' }
  if (by === who) return { by: 'self' }
  return isNobody(by) ? { by } : { by: 'person', name: names.get(MemberId.parse(by)) ?? by }
}

/** Whether a mark was set by no person. */
function isNobody(by: string): by is 'roll' | 'history' {
  return by === 'roll' || by === 'history'
}
