import type { Training } from '../../../config/college.ts'
import { writing } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId } from '../../ids.ts'
import { meetingOf } from '../store.ts'
import type { Meeting } from '../types.ts'

/** Writes which training is attached to a meeting, and that a person said so. */
export async function setTraining(tx: Tx, id: MeetingId, training: Training | null): Promise<void> {
  await writing(tx)
    .updateTable('meetings_meetings')
    .set({ training: training && JSON.stringify(training), edited: true })
    .where('id', '=', id)
    .execute()
}

/** Meetings that ended, started at or after `from` and before `to`, and had a training; in order of time. */
export async function trainingsBetween(
  tx: Tx,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Meeting[]> {
  const rows = await tx
    .selectFrom('meetings_meetings')
    .selectAll()
    .where('state', '=', 'ended')
    .where('training', 'is not', null)
    .where('starts_at', '>=', from)
    .where('starts_at', '<', to)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(meetingOf)
}
