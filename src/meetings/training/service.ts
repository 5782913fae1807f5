import type { Training } from '../../../config/college.ts'
import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { markNoticesStale } from '../notices/service.ts'
import { meetingById } from '../records/service.ts'
import type { Meeting } from '../types.ts'
import * as store from './store.ts'

type Trained = { id: MeetingId; training: Training | null; by: MemberId }

/** Writes which training is attached to a meeting 会训结合, null for none, as a person wished who may; ahead or held. */
export async function setTraining(ctx: Ctx, tx: Tx, { id, training, by }: Trained): Promise<void> {
  await store.setTraining(tx, id, training)
  const details = { hours: training?.hours ?? null }
  await audit(ctx, tx, { actor: by, act: 'meetings.training', about: id, details })
  await markNoticesStale(tx, await meetingById(tx, id))
}

/** Meetings that were held between the two and had a training, in order of time. */
export async function trainingsBetween(
  tx: Tx,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Meeting[]> {
  return store.trainingsBetween(tx, from, to)
}
