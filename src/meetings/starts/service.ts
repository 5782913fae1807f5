import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingRecord } from '../types.ts'
import * as store from './store.ts'

type Known = Pick<MeetingRecord, 'id' | 'branch' | 'startsAt' | 'movedFrom' | 'zone'>

/** Keeps what a meeting's start is from now on, so that what was planned for a week stays known when it moves. */
export async function noteStart(
  ctx: Ctx,
  tx: Tx,
  { id, branch, startsAt, movedFrom, zone }: Known,
): Promise<void> {
  const start = { meeting: id, branch, startsAt, knownAt: ctx.now() }
  // A file may name a meeting for the first time and say that it was moved.
  const before = movedFrom?.toZonedDateTime(zone).toInstant()
  if (before !== undefined) await store.addFirst(tx, { ...start, startsAt: before })
  await store.add(tx, start)
}

/** Notes since which day the imported past is whole; the earliest day that was ever named counts. */
export async function notePast(tx: Tx, since: Temporal.PlainDate): Promise<void> {
  await store.savePast(tx, since)
}

/** The day since which the imported past is whole; null when none was imported. */
export async function pastSince(tx: Tx): Promise<Temporal.PlainDate | null> {
  return store.past(tx)
}
