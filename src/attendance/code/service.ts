import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { hostOf } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import type { Invitation } from '../types.ts'
import { judgeCode } from './rules.ts'
import * as store from './store.ts'
import type { Code, CodeRefusal } from './types.ts'

export { digitsIn } from './rules.ts'
export { digitsOf } from './store.ts'

const codeLetter = kind(
  'attendance.code',
  { key: '{meeting}:v{version}', ref: '{meeting}' },
  { meeting: MeetingId, version: count },
)

/** Which meeting's digits a letter shows: `A047`. */
export const codeRef = codeLetter.ref

/** So many numbers have four digits. */
const CODES = 10_000

type Opening = { meeting: Meeting; closesAt: Temporal.Instant }

/** Makes the four digits of a check-in that opens, where the college wants them, and tells them to the host alone. */
export async function openCode(ctx: Ctx, tx: Tx, { meeting, closesAt }: Opening): Promise<void> {
  if (ctx.settings.checkin.code !== 'spoken') return
  await store.saveCode(tx, meeting.id, String(Math.floor(ctx.random() * CODES)).padStart(4, '0'))
  const letter = codeLetter.names({ meeting: meeting.id, version: meeting.version })
  const host = await hostOf(ctx, tx, meeting)
  await writeLetters(ctx, tx, [{ ...letter, to: { person: host }, uselessAfter: closesAt }])
  await markCodeStale(tx, meeting.id)
}

/** Why a check-in is not taken for what was typed; null when it is. A wrong try is counted. */
export async function refusalOfCode(
  tx: Tx,
  invitation: Invitation,
  { code, typed }: { code: Code | null; typed: string | null },
): Promise<CodeRefusal | null> {
  if (code === null) return null
  const refusal = judgeCode(code, typed)
  if (refusal !== null && typed !== null) await store.countWrong(tx, invitation)
  return refusal
}

/** Whether people check in with digits at this meeting: as it was opened, and before that as the college has it. */
export async function asksForCode(
  ctx: Ctx,
  tx: Tx,
  { meeting, isPlanned }: { meeting: MeetingId; isPlanned: boolean },
): Promise<boolean> {
  return isPlanned ? ctx.settings.checkin.code === 'spoken' : (await store.digitsOf(tx, meeting)) !== null
}

/** Says that what the host's card with the digits shows has changed. */
export async function markCodeStale(tx: Tx, meeting: MeetingId): Promise<void> {
  await markStale(tx, meeting, ['attendance.code'])
}
