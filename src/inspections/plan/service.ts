import { z } from 'zod'
import { setAlarms } from '../../alarms/service.ts'
import { audit } from '../../audit.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MemberId, type VisitId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { measureInspections } from '../../measures/service.ts'
import { branches, namesOf, rightsOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { isAfter, isWithin } from '../../time/order.ts'
import { ableOnes, drawableOnes } from '../candidates/service.ts'
import { passRemedies } from '../remedies/service.ts'
import { isConfirmed, openIn } from '../rules.ts'
import type { Candidate, Visit } from '../types.ts'
import {
  alarmBefore,
  assignedLetter,
  lockVisit,
  markVisitStale,
  saveVisits,
  visitById,
  visitIdOf,
  visitsIn,
} from '../visits/service.ts'
import { draw, inspectionDays, mayInspect, printOf } from './rules.ts'
import * as store from './store.ts'
import type { Draw, Refusal, Row } from './types.ts'
import { words } from './words.ts'

export { changeButton, previewButton } from './action.ts'

const previewLetter = kind(
  'inspections.preview',
  { key: '{term}:{who}:{seed}', ref: '{term}/{seed}' },
  { term: z.string(), who: MemberId, seed: count },
)

/** Which draw a card previews: `2026-2027-1/1795000000`. */
export const previewRef = previewLetter.ref

export type Outcome = { ok: true } | { ok: false; refusal: Refusal }

/** The rows of a term: every active branch, in the order of the college's file, whether its visit is planned or not. */
export async function rowsOf(ctx: Ctx, tx: Tx, term: string): Promise<Row[]> {
  const visits = await visitsIn(tx, term)
  const able = await ableOnes(tx)
  const measured = await measureInspections(ctx, tx, term)
  const names = await namesOf(
    tx,
    visits.map(({ inspector }) => inspector),
    null,
  )
  return (await branches(tx)).map(({ id: branch, short }) => {
    const visit = visits.find((one) => one.branch === branch) ?? null
    const gap = gapOf(visit, able)
    const figures = measured.get(branch) ?? null
    if (visit === null) return { branch, short, visit, inspector: null, gap, figures }
    const name = names.get(visit.inspector) ?? visit.inspector
    // Answers and 整改 wait for somebody who goes on with them.
    const waits = gap === null && (!isConfirmed(visit.stage) || openIn(figures) > 0)
    const inspector = waits && !isAble(visit, able) ? words.toPassOn(name) : name
    return { branch, short, visit, inspector, gap, figures }
  })
}

function gapOf(visit: Visit | null, able: readonly Candidate[]): Row['gap'] {
  if (visit === null) return 'unplanned'
  if (visit.stage !== 'planned') return null
  return isAble(visit, able) ? null : 'inspectorGone'
}

function isAble({ inspector, branch }: Visit, able: readonly Candidate[]): boolean {
  return able.some((one) => one.who === inspector && mayInspect(one, branch))
}

type Asking = { term: string; who: MemberId; at: Temporal.Instant }

/** Sends an administrator a draw of what is missing in a term's plan; nothing is planned before it was confirmed. */
export async function previewPlan(ctx: Ctx, tx: Tx, { term, who, at }: Asking): Promise<Outcome> {
  const seed = Math.floor(at.epochMilliseconds / 1000) % 2_147_483_647
  const drawn = await drawMissing(ctx, tx, { term, who, seed })
  if (!drawn.ok) return drawn
  const letter = previewLetter.names({ term, who, seed })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  return { ok: true }
}

const UNASKED = { stage: 'planned', answerBy: null, asked: 0 } as const

type Drawing = { term: string; who: MemberId; seed: number }

/** A draw for the branches without a visit, or whose inspector is gone; what is planned or done stays. */
export async function drawMissing(
  ctx: Ctx,
  tx: Tx,
  { term: id, who, seed }: Drawing,
): Promise<{ ok: true; drawn: Draw } | { ok: false; refusal: Refusal }> {
  const term = ctx.settings.terms.find((one) => one.id === id)
  const refusal = await refusalToDraw(ctx, tx, { term: id, who })
  if (refusal !== null || term === undefined) return { ok: false, refusal: refusal ?? 'noTerm' }
  const rows = await rowsOf(ctx, tx, id)
  const missing = rows.filter(({ gap }) => gap !== null).map(({ branch }) => branch)
  if (missing.length === 0) return { ok: false, refusal: 'complete' }
  const staying = rows.flatMap(({ gap, visit }) => (gap === null && visit !== null ? [visit.inspector] : []))
  const candidates = (await drawableOnes(tx)).map((one) => ({
    ...one,
    load: staying.filter((inspector) => inspector === one.who).length,
  }))
  if (candidates.length === 0) return { ok: false, refusal: 'noInspectors' }
  const { calendar } = ctx
  const days = inspectionDays(term, { from: today(ctx).add({ days: 1 }), calendar })
  if (days.length === 0) return { ok: false, refusal: 'noDays' }
  return { ok: true, drawn: draw({ branches: missing, candidates, days, seed }) }
}

async function refusalToDraw(
  ctx: Ctx,
  tx: Tx,
  { term, who }: Pick<Drawing, 'term' | 'who'>,
): Promise<Refusal | null> {
  if (!(await rightsOf(ctx, tx, who)).admin) return 'mayNot'
  return ctx.settings.terms.some(({ id }) => id === term) ? null : 'noTerm'
}

/** Plans the visits of a draw as its preview showed it; refused when another would be drawn today. */
export async function confirmPlan(
  ctx: Ctx,
  tx: Tx,
  { term, who, seed, print }: Drawing & { print: string },
): Promise<{ ok: true; visits: number } | (Outcome & { ok: false })> {
  // A plan that nobody may make is not begun.
  const refusal = await refusalToDraw(ctx, tx, { term, who })
  if (refusal !== null) return { ok: false, refusal }
  const round = await store.lockPlan(tx, term)
  const found = await drawMissing(ctx, tx, { term, who, seed })
  if (!found.ok) return found
  const { drawn } = found
  if (printOf(drawn) !== print) return { ok: false, refusal: 'changed' }
  const before = await visitsIn(tx, term)
  const visits = drawn.visits.map(({ branch, inspector, day }): Visit => {
    const old = before.find((one) => one.branch === branch)
    const revision = (old?.revision ?? 0) + 1
    return { id: visitIdOf({ term, branch }), term, branch, inspector, day, revision, ...UNASKED }
  })
  await saveVisits(tx, visits)
  await store.nextRound(tx, term, seed)
  const gone = before.filter((one) => visits.some(({ id }) => id === one.id))
  await tellPlanned(ctx, tx, { visits, before: gone, round: round + 1 })
  const details = { visits: visits.length, seed }
  await audit(ctx, tx, { actor: who, act: 'inspections.plan', about: term, details })
  return { ok: true, visits: visits.length }
}

/** Whether a draw is the one by which the visits of a term were planned the last time. */
export async function isDrawnBy(tx: Tx, { term, seed }: { term: string; seed: number }): Promise<boolean> {
  return (await store.lastSeed(tx, term)) === seed
}

type Change = { visit: VisitId; inspector: MemberId | null; day: Temporal.PlainDate | null; who: MemberId }

/** Another inspector or day for a visit, null: as it is; once it was made, only who goes on with it. */
export async function changeVisit(ctx: Ctx, tx: Tx, change: Change): Promise<Outcome> {
  const { who } = change
  const { term } = await visitById(tx, change.visit)
  // The plan first, as whoever draws does.
  const round = await store.lockPlan(tx, term)
  const before = await lockVisit(tx, change.visit)
  const refusal = await refusalTo(ctx, tx, { before, change })
  if (refusal !== null) return { ok: false, refusal }
  const { inspector = null, day = null } = change
  const after = {
    ...before,
    inspector: inspector ?? before.inspector,
    day: day ?? before.day,
    revision: before.revision + 1,
  }
  await saveVisits(tx, [after])
  if (after.inspector !== before.inspector) await passRemedies(tx, { visit: before, to: after.inspector })
  await tellPlanned(ctx, tx, { visits: [after], before: [before], round: round + 1 })
  await store.nextRound(tx, term)
  const details = { inspector: after.inspector, day: after.day.toString() }
  await audit(ctx, tx, { actor: who, act: 'inspections.change', about: before.id, details })
  return { ok: true }
}

async function refusalTo(
  ctx: Ctx,
  tx: Tx,
  { before, change }: { before: Visit; change: Change },
): Promise<Refusal | null> {
  if (!(await rightsOf(ctx, tx, change.who)).admin) return 'mayNot'
  const isSame = (change.inspector ?? before.inspector) === before.inspector
  if (isSame && (change.day ?? before.day).equals(before.day)) return 'unchanged'
  if (before.stage !== 'planned' && isSame) return 'done'
  return (isSame ? null : await unfit(tx, before, change.inspector)) ?? wrongDay(ctx, before, change.day)
}

async function unfit(tx: Tx, { branch }: Visit, who: MemberId | null): Promise<Refusal | null> {
  const chosen = (await ableOnes(tx)).find((one) => one.who === who)
  if (chosen === undefined) return 'notFor'
  if (chosen.own === branch) return 'ownBranch'
  return mayInspect(chosen, branch) ? null : 'notFor'
}

function wrongDay(
  ctx: Ctx,
  { term: id, day: old, stage }: Visit,
  day: Temporal.PlainDate | null,
): Refusal | null {
  if (day === null || day.equals(old)) return null
  if (stage !== 'planned') return 'done'
  if (isAfter(today(ctx), day)) return 'pastDay'
  const term = ctx.settings.terms.find((one) => one.id === id)
  if (term === undefined) return 'noTerm'
  const { week1Monday: from, weeks } = term
  return isWithin(day, { from, to: from.add({ weeks }) }) ? null : 'outsideTerm'
}

type Planned = { visits: readonly Visit[]; before: readonly Visit[]; round: number }

/** One letter for each inspector whose visits have changed, and an alarm before each visit. */
async function tellPlanned(ctx: Ctx, tx: Tx, { visits, before, round }: Planned): Promise<void> {
  const people = [...new Set([...visits, ...before].map(({ inspector }) => inspector))]
  const term = visits[0]?.term ?? ''
  await writeLetters(
    ctx,
    tx,
    people.map((who) => ({ ...assignedLetter.names({ term, who, round }), to: { person: who } })),
  )
  await setAlarms(
    tx,
    visits.map((visit) => alarmBefore(ctx, visit)),
  )
  for (const visit of [...visits, ...before]) await markVisitStale(tx, visit)
}
