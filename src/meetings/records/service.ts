import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import type { MeetingId } from '../../ids.ts'
import * as store from '../store.ts'
import type { Meeting } from '../types.ts'

/** The meeting. Throws when there never was one. */
export async function meetingById(tx: Tx, id: MeetingId): Promise<Meeting> {
  const found = await store.byId(tx, id)
  if (found === undefined) throw new Unfit(`no meeting ${id}`)
  return found
}

/** The meeting, locked until the transaction ends. Throws when there never was one. */
export async function lockMeeting(tx: Tx, id: MeetingId): Promise<Meeting> {
  const found = await store.lock(tx, id)
  if (found === undefined) throw new Unfit(`no meeting ${id}`)
  return found
}

/** Meetings that start at or after `from` and before `to`, in order of time, whatever became of them. */
export async function meetingsBetween(
  tx: Tx,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Meeting[]> {
  return store.between(tx, from, to)
}
