import type { Training } from '../../../config/college.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { lockMeeting, meetingById, setTraining } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { rightTo } from '../rights/service.ts'
import type { Invitation } from '../types.ts'
import type { TrainingRefusal } from './types.ts'

export { trainingButton } from './card.ts'

const trainingLetter = kind(
  'attendance.training',
  { key: '{meeting}:{who}:{burst}', ref: '{meeting}' },
  { meeting: MeetingId, who: MemberId, burst: count },
)

/** The training of which meeting a letter shows. */
export const trainingRef = trainingLetter.ref

export type TrainingOutcome = { ok: true } | { ok: false; refusal: TrainingRefusal }

/** Why a person may not say which training a meeting holds; null when they may. Whoever may change a meeting may. (domain §5, rows 1–3) */
export async function refusalToTrain(
  ctx: Ctx,
  tx: Tx,
  { meeting, who }: { meeting: Meeting; who: MemberId },
): Promise<TrainingRefusal | null> {
  if ((await rightTo(ctx, tx, { act: 'setTraining', who, meeting })) === null) return 'mayNot'
  return meeting.state === 'scheduled' || meeting.state === 'ended' ? null : 'notHeld'
}

/** Sends a person the form in which to say which training a meeting holds. */
export async function openTraining(ctx: Ctx, tx: Tx, { meeting, who }: Invitation): Promise<TrainingOutcome> {
  const refusal = await refusalToTrain(ctx, tx, { meeting: await meetingById(tx, meeting), who })
  if (refusal !== null) return { ok: false, refusal }
  const burst = inSightAt(ctx.now())
  await writeLetters(ctx, tx, [{ ...trainingLetter.names({ meeting, who, burst }), to: { person: who } }])
  return { ok: true }
}

type Filled = { topic: string; speaker: string; hours: number | null }

/** Attaches a training to a meeting 会训结合, ahead or held; without a topic it is called as the meeting. */
export async function saveTraining(
  ctx: Ctx,
  tx: Tx,
  { meeting: id, who, filled }: Invitation & { filled: Filled },
): Promise<TrainingOutcome> {
  const meeting = await lockMeeting(tx, id)
  const { topic, speaker, hours } = filled
  if (hours === null) return { ok: false, refusal: 'noHours' }
  return write(ctx, tx, { meeting, who, training: { topic: topic || meeting.title, speaker, hours } })
}

/** Takes the training of a meeting back. */
export async function dropTraining(
  ctx: Ctx,
  tx: Tx,
  { meeting: id, who }: Invitation,
): Promise<TrainingOutcome> {
  return write(ctx, tx, { meeting: await lockMeeting(tx, id), who, training: null })
}

type Writing = { meeting: Meeting; who: MemberId; training: Training | null }

async function write(ctx: Ctx, tx: Tx, { meeting, who, training }: Writing): Promise<TrainingOutcome> {
  const refusal = await refusalToTrain(ctx, tx, { meeting, who })
  if (refusal !== null) return { ok: false, refusal }
  if (JSON.stringify(training) === JSON.stringify(meeting.training)) return { ok: false, refusal: 'same' }
  await setTraining(ctx, tx, { id: meeting.id, training, by: who })
  await markStale(tx, meeting.id, ['attendance.training', 'reports.after'])
  return { ok: true }
}
