import { audit } from '../../audit.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { count, kind, oneFor } from '../../cards/ref.ts'
import { visible } from '../../cards/visible.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type MemberId, VisitId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { branch, leadsOf } from '../../roster/service.ts'
import { askBranch, askedRef, markAskedStale, speaksFor } from '../asking/service.ts'
import { askForRemedies } from '../remedies/service.ts'
import { isConfirmed, moved } from '../rules.ts'
import { refusalToWrite } from '../sheet/service.ts'
import type { Move, Stage, Visit } from '../types.ts'
import { answerDay, branchRef, lockVisit, moveVisit, visitById } from '../visits/service.ts'
import * as store from './store.ts'
import type { Objection, Refusal } from './types.ts'
import { words } from './words.ts'

export { openObjectionButton, openResultButton } from './action.ts'

const parts = { visit: VisitId, asked: count, burst: count }
// Opened once more, it has a number of its own.
const objectedLetter = kind(
  'inspections.objected',
  { key: '{visit}:{asked}[:{burst}]', ref: '{visit}:{asked}' },
  parts,
)

/** Why something was refused; `moved` with the stage. */
export type Refused = { refusal: Refusal; stage?: Stage }
export type Outcome = { ok: true } | ({ ok: false } & Refused)

type Pressed = { visit: VisitId; asked: number; who: MemberId; at: Temporal.Instant }

/** 确认: the branch's secretary confirms what the sheet says. (domain §2.7, §5 row 17) */
export async function confirmSheet(ctx: Ctx, tx: Tx, pressed: Pressed): Promise<Outcome> {
  const found = await askedOf(ctx, tx, { pressed, move: 'confirm' })
  if (!found.ok) return found
  await moveOn(ctx, tx, { visit: found.visit, stage: found.to })
  const { visit, asked, who } = pressed
  await audit(ctx, tx, { actor: who, act: 'inspections.confirm', about: visit, details: { asked } })
  return { ok: true }
}

/** 说明: the branch objects, once to each version of a sheet; its inspector has as long to answer. */
export async function objectToSheet(
  ctx: Ctx,
  tx: Tx,
  { words: said, ...pressed }: Pressed & { words: string },
): Promise<Outcome> {
  const found = await askedOf(ctx, tx, { pressed, move: 'object' })
  if (!found.ok) return found
  if (visible(said) === '') return { ok: false, refusal: 'noWords' }
  const { visit, asked, who: by, at } = pressed
  await store.insert(tx, { visit, asked, words: said, by, at })
  await moveOn(ctx, tx, { visit: found.visit, stage: found.to, answerBy: answerDay(ctx) })
  const letter = objectedLetter.names({ visit, asked, burst: null })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: found.visit.inspector } }])
  await audit(ctx, tx, { actor: by, act: 'inspections.object', about: visit, details: { asked } })
  return { ok: true }
}

type Found = { ok: true; visit: Visit; to: Stage } | ({ ok: false } & Refused)

async function askedOf(
  ctx: Ctx,
  tx: Tx,
  { pressed, move }: { pressed: Pressed; move: Move },
): Promise<Found> {
  const visit = await lockVisit(tx, pressed.visit)
  const refusal = await refusalToReply(ctx, tx, { visit, who: pressed.who })
  if (refusal !== null) return { ok: false, refusal }
  if (visit.asked !== pressed.asked) return { ok: false, refusal: 'superseded' }
  return legal(visit, move)
}

function legal(visit: Visit, move: Move): Found {
  const to = moved(visit.stage, move)
  return to === null ? { ok: false, refusal: 'moved', stage: visit.stage } : { ok: true, visit, to }
}

/** Why somebody may not speak for the branch, or null: its secretary and deputy do, or whoever acts while there are none. */
export async function refusalToReply(
  ctx: Ctx,
  tx: Tx,
  { visit, who }: { visit: Visit; who: MemberId },
): Promise<Refusal | null> {
  const { secretary, deputy } = await leadsOf(ctx, tx, visit.branch)
  if (visit.inspector === who) return 'own'
  const speaks = [secretary, deputy, await speaksFor(ctx, tx, visit)]
  return speaks.includes(who) ? null : 'mayNot'
}

/** Whose sheet waits for a branch's word, and who gives it today. */
export async function replyNow(
  ctx: Ctx,
  tx: Tx,
  id: VisitId,
): Promise<{ title: string; speaker: MemberId | null; open: boolean }> {
  const visit = await visitById(tx, id)
  const { short } = await branch(tx, visit.branch)
  const speaker = await speaksFor(ctx, tx, visit)
  return { title: words.title(short), speaker, open: moved(visit.stage, 'confirm') !== null }
}

/** The inspector keeps the sheet against an objection, and says why; the branch is asked once more. */
export async function keepSheet(
  ctx: Ctx,
  tx: Tx,
  { visit: id, who, words: said }: { visit: VisitId; who: MemberId; words: string },
): Promise<Outcome> {
  const visit = await lockVisit(tx, id)
  if ((await refusalToWrite(tx, { visit, who })) !== null) return { ok: false, refusal: 'notInspector' }
  const found = legal(visit, 'keep')
  if (!found.ok) return found
  if (visible(said) === '') return { ok: false, refusal: 'noWords' }
  await store.answer(tx, { visit: id, asked: visit.asked, words: said })
  await markObjectionStale(tx, visit)
  await askBranch(ctx, tx, { visit, stage: 'kept' })
  await audit(ctx, tx, { actor: who, act: 'inspections.keep', about: id, details: { asked: visit.asked } })
  return { ok: true }
}

/** Takes silence for a yes, once the last day has passed. False when somebody has said something. */
export async function lapse(ctx: Ctx, tx: Tx, ref: string): Promise<boolean> {
  const { visit: id, asked } = askedRef.parse(ref)
  const visit = await lockVisit(tx, id)
  const to = moved(visit.stage, 'lapse')
  if (visit.asked !== asked || to === null) return false
  await moveOn(ctx, tx, { visit, stage: to })
  await audit(ctx, tx, { actor: 'clock', act: 'inspections.lapse', about: id, details: { asked } })
  return true
}

type Step = { visit: Visit; stage: Stage; answerBy?: Temporal.PlainDate }

async function moveOn(ctx: Ctx, tx: Tx, { visit, stage, answerBy = undefined }: Step): Promise<void> {
  await moveVisit(ctx, tx, { ...visit, stage, answerBy: answerBy ?? null })
  if (isConfirmed(stage)) await askForRemedies(ctx, tx, visit)
  await markAskedStale(tx, visit)
  const lead = await speaksFor(ctx, tx, visit)
  if (lead !== null) await markStale(tx, lead, ['desk.summary'])
}

async function markObjectionStale(tx: Tx, { id: visit, asked }: Visit): Promise<void> {
  await markStale(tx, askedRef.text({ visit, asked }), ['inspections.objected'])
}

type By = { visit: VisitId; who: MemberId }

/** Sends the inspector once more what the branch says against the sheet. */
export async function openObjectionAgain(ctx: Ctx, tx: Tx, { visit: id, who }: By): Promise<Outcome> {
  const visit = await visitById(tx, id)
  if ((await refusalToWrite(tx, { visit, who })) !== null) return { ok: false, refusal: 'notInspector' }
  if (visit.stage !== 'objected') return { ok: false, refusal: 'moved', stage: visit.stage }
  const letter = objectedLetter.names({ visit: id, asked: visit.asked, burst: inSightAt(ctx.now()) })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  return { ok: true }
}

/** Sends whoever speaks for the branch what its inspection found. */
export async function openResult(ctx: Ctx, tx: Tx, { visit: id, who }: By): Promise<Outcome> {
  const visit = await visitById(tx, id)
  const refusal = await refusalToReply(ctx, tx, { visit, who })
  if (refusal !== null) return { ok: false, refusal }
  const { term, branch } = visit
  const once = oneFor('inspections.branch', `${id}:${who}:${inSightAt(ctx.now())}`)
  await writeLetters(ctx, tx, [{ ...once, ref: branchRef.text({ term, branch }), to: { person: who } }])
  return { ok: true }
}

/** The objection that waits for its inspector; null when none does. */
export async function openObjection(tx: Tx, { id, stage, asked }: Visit): Promise<Objection | null> {
  if (stage !== 'objected') return null
  return (await store.objectionsTo(tx, id)).find((one) => one.asked === asked) ?? null
}

/** What was said against the sheets of a visit, in lines. */
export async function saidAbout(tx: Tx, { id }: Visit): Promise<string[]> {
  return (await store.objectionsTo(tx, id)).flatMap((one) => [
    words.objection(one.words),
    ...(one.answer === null ? [] : [words.answered(one.answer)]),
  ])
}

/** How the confirmation of a visit's sheet stands. */
export function standsOf({ stage }: Visit): string {
  return words.stages[stage]
}
