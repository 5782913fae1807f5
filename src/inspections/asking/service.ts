import { setAlarms } from '../../alarms/service.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type MemberId, VisitId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import type { LetterKind } from '../../letters/types.ts'
import { actingFor } from '../../roster/service.ts'
import { instantOf } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { moved } from '../rules.ts'
import type { Visit } from '../types.ts'
import { answerDay, moveVisit, visitById } from '../visits/service.ts'

const parts = { visit: VisitId, asked: count }
const once = { key: '{visit}:{asked}', ref: '{visit}:{asked}' } as const
const resultLetter = kind('inspections.result', once, parts)
const dueLetter = kind('inspections.resultDue', once, parts)
const dueAlarm = kind('inspections.answer', once, parts)
const lapseAlarm = kind('inspections.lapse', once, parts)

/** Which asking of a visit's branch letters and alarms are about: `2026-2027-1.B05:1`. */
export const askedRef = resultLetter.ref

/** When the branch is reminded on the last day. */
const MORNING = Temporal.PlainTime.from('09:00')

/** Shows the branch a sheet or an answer, and asks it to confirm; reminds once, and takes silence for a yes. (domain §2.7) */
export async function askBranch(
  ctx: Ctx,
  tx: Tx,
  { visit, stage }: { visit: Visit; stage: 'submitted' | 'kept' },
): Promise<void> {
  const day = answerDay(ctx)
  const next = { ...visit, stage, asked: visit.asked + 1, answerBy: day }
  await moveVisit(ctx, tx, next)
  await markAskedStale(tx, visit)
  const of = { visit: visit.id, asked: next.asked }
  const lead = await actingFor(ctx, tx, visit.branch)
  if (lead !== null) await writeLetters(ctx, tx, [{ ...resultLetter.names(of), to: { person: lead } }])
  const at = (local: Temporal.PlainDate | Temporal.PlainDateTime) => instantOf(local, ctx.settings.timezone)
  const over = at(day.add({ days: 1 }))
  const reminded = at(day.toPlainDateTime(MORNING))
  await setAlarms(tx, [
    ...(isAfter(reminded, ctx.now()) ? [{ ...dueAlarm.names(of), dueAt: reminded, uselessAfter: over }] : []),
    { ...lapseAlarm.names(of), dueAt: over },
  ])
}

/** The visit of that asking while its branch is to answer; null after. */
export async function askedNow(tx: Tx, ref: string): Promise<Visit | null> {
  const { visit: id, asked } = askedRef.parse(ref)
  const visit = await visitById(tx, id)
  return visit.asked === asked && moved(visit.stage, 'confirm') !== null ? visit : null
}

/** Reminds the branch on the last day. False when it has answered. */
export async function remindBranch(ctx: Ctx, tx: Tx, ref: string): Promise<boolean> {
  const visit = await askedNow(tx, ref)
  if (visit === null) return false
  const lead = await actingFor(ctx, tx, visit.branch)
  if (lead === null) return false
  await writeLetters(ctx, tx, [{ ...dueLetter.names(askedRef.parse(ref)), to: { person: lead } }])
  return true
}

const ASKING: readonly LetterKind[] = ['inspections.result', 'inspections.resultDue']

/** Says that what the branch was asked has changed. */
export async function markAskedStale(tx: Tx, { id: visit, asked }: Visit): Promise<void> {
  await markStale(tx, askedRef.text({ visit, asked }), ASKING)
}

/** Who says something for a branch: its secretary, else the deputy, else an administrator. */
export async function speaksFor(ctx: Ctx, tx: Tx, { branch }: Visit): Promise<MemberId | null> {
  return actingFor(ctx, tx, branch)
}
