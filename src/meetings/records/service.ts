import { ReadOnce } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import type { MeetingId } from '../../ids.ts'
import type { Listing, MonthOf } from '../month/types.ts'
import * as store from '../store.ts'
import type { Meeting } from '../types.ts'
import * as records from './store.ts'

const meetings = new ReadOnce<Meeting | undefined>()

/** The meeting. Throws when there never was one. */
export async function meetingById(tx: Tx, id: MeetingId): Promise<Meeting> {
  const found = await meetings.read(tx, id, async () => {
    const row = await records.byId(tx, id)
    if (row !== undefined) listingsIn(tx).set(id, row.listings)
    return row?.meeting
  })
  if (found === undefined) throw new Unfit(`no meeting ${id}`)
  return found
}

/** The cards that listed a meeting: a card lists once, when it is begun, so that a transaction asks once. */
const listings = new WeakMap<Tx, Map<MeetingId, Listing[]>>()

function listingsIn(tx: Tx): Map<MeetingId, Listing[]> {
  const known = listings.get(tx) ?? new Map<MeetingId, Listing[]>()
  listings.set(tx, known)
  return known
}

/** The months' cards that listed the meeting, or this revision of it. */
export async function cardsWith(
  tx: Tx,
  { meeting, version }: { meeting: MeetingId; version?: number },
): Promise<MonthOf[]> {
  const all = listingsIn(tx).get(meeting) ?? (await records.listingsOf(tx, meeting))
  listingsIn(tx).set(meeting, all)
  return all.filter((one) => version === undefined || one.version === version)
}

/** The meeting, locked until the transaction ends. Throws when there never was one. */
export async function lockMeeting(tx: Tx, id: MeetingId): Promise<Meeting> {
  const found = await store.lock(tx, id)
  if (found === undefined) throw new Unfit(`no meeting ${id}`)
  return found
}

/** These meetings, in order of time. */
export async function meetingsOf(tx: Tx, ids: readonly MeetingId[]): Promise<Meeting[]> {
  return store.byIds(tx, ids)
}

/** Meetings that start at or after `from` and before `to`, in order of time, whatever became of them. */
export async function meetingsBetween(
  tx: Tx,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Meeting[]> {
  return store.between(tx, from, to)
}
