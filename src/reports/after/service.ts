import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, RequestId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { writerOf } from '../owners/service.ts'
import type { Request } from '../types.ts'

const afterLetter = kind(
  'reports.after',
  { key: '{request}', ref: '{meeting}' },
  { request: RequestId, meeting: MeetingId },
)

/** What the one card after a meeting 会后一卡 shows: the meeting, so that the roll may mark it stale. */
export const afterRef = afterLetter.ref

/** Sends whoever writes the report the one card after the meeting: who is to be confirmed, and the record. */
export async function askAfter(
  ctx: Ctx,
  tx: Tx,
  { request, dueAt }: { request: Request & { meeting: MeetingId }; dueAt: Temporal.Instant },
): Promise<void> {
  const letter = afterLetter.names({ request: request.id, meeting: request.meeting })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: await writerOf(ctx, tx, request) }, dueAt }])
}
