import { z } from 'zod'
import type { NewAlarm } from '../../alarms/types.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { count, kind, ref } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import { BranchId, MemberId, VisitId } from '../../ids.ts'
import { markStale, markStaleBy } from '../../letters/service.ts'
import type { LetterKind } from '../../letters/types.ts'
import { addWorkdays, type Term, termFor } from '../../time/calendar.ts'
import { instantOf, today } from '../../time/dates.ts'
import { answerBy } from '../../time/dues.ts'
import { quietOf } from '../../time/silent.ts'
import type { Visit } from '../types.ts'
import * as store from './store.ts'

const parts = { term: z.string(), who: MemberId, round: count, visit: VisitId, revision: count }

/** Tells an inspector that the own visits of a term have changed, once for each change of the plan. */
export const assignedLetter = kind(
  'inspections.assigned',
  { key: '{term}:{who}:{round}', ref: '{term}/{who}' },
  parts,
)
const visitAlarm = kind('inspections.visit', { key: '{visit}:r{revision}', ref: '{visit}@{revision}' }, parts)

const sheetLetter = kind(
  'inspections.sheet',
  { key: '{visit}:{who}:{burst}', ref: '{visit}/{who}' },
  { visit: VisitId, who: MemberId, burst: count },
)

/** The letter by which somebody opens the sheet of a visit; two within its time in sight are one. */
export function sheetOpened(ctx: Ctx, of: { visit: VisitId; who: MemberId }) {
  return sheetLetter.names({ ...of, burst: inSightAt(ctx.now()) })
}
/** Whose card of which visit's sheet: `2026-2027-1.B05/M0011`. */
export const sheetRef = sheetLetter.ref
/** Which branch's inspection of which term a secretary's card shows: `2026-2027-1/B05`. */
export const branchRef = ref('{term}/{branch}', { term: z.string(), branch: BranchId })

/** Whose visits of which term a card lists: `2026-2027-1/M0011`. */
export const assignedRef = assignedLetter.ref
/** Which revision of a visit an alarm and its letters are about: `2026-2027-1.B05@1`. */
export const revisionRef = visitAlarm.ref

/** The term whose inspections are planned today; null when none is known. */
export function termNow(ctx: Ctx): Term | null {
  return termFor(ctx.settings.terms, today(ctx))
}

/** A visit. Throws when there never was one. */
export async function visitById(tx: Tx, id: VisitId): Promise<Visit> {
  return thrownWithout(await store.byId(tx, id), id)
}

/** The same, locked until the transaction ends. */
export async function lockVisit(tx: Tx, id: VisitId): Promise<Visit> {
  return thrownWithout(await store.lock(tx, id), id)
}

function thrownWithout(found: Visit | undefined, id: VisitId): Visit {
  if (found !== undefined) return found
  throw new Unfit(`no inspection ${id}`)
}

/** The branch's visit of a term; null when none is planned. */
export async function visitTo(tx: Tx, of: { term: string; branch: BranchId }): Promise<Visit | null> {
  return (await store.byId(tx, visitIdOf(of))) ?? null
}

/** The id of the branch's visit of a term: neither id holds a dot. */
export function visitIdOf({ term, branch }: { term: string; branch: BranchId }): VisitId {
  return VisitId.parse(`${term}.${branch}`)
}

/** The visits of a term, the first day first. */
export async function visitsIn(tx: Tx, term: string): Promise<Visit[]> {
  return store.visitsOf(tx, term)
}

/** The visits that wait for somebody, of whatever term, the first day first. */
export async function openVisits(tx: Tx): Promise<Visit[]> {
  return store.open(tx)
}

/** Writes visits as they are planned now. */
export async function saveVisits(tx: Tx, visits: readonly Visit[]): Promise<void> {
  await store.save(tx, visits)
}

/** Until when a sheet that is shown to the branch today is to be confirmed. (domain §2.7) */
export function answerDay(ctx: Ctx): Temporal.PlainDate {
  return addWorkdays(ctx.calendar, today(ctx), ctx.settings.inspections.confirm)
}

/** Moves a locked visit on, and says so to the cards that show where it stands; what announced its day stays true. */
export async function moveVisit(ctx: Ctx, tx: Tx, visit: Visit): Promise<void> {
  await store.advance(tx, visit)
  await markOwnStale(tx, visit)
  await markProgressStale(ctx, tx, visit.term)
}

/** So long the overview of a term gathers what came of its visits: whoever wants to know now sends 督查 and gets another. */
const GATHERED = Temporal.Duration.from({ hours: 24 })

/** Says that a term has got on: nobody waits for that on a card that lies there. */
export async function markProgressStale(ctx: Ctx, tx: Tx, term: string): Promise<void> {
  await markStaleBy(tx, { refs: [term], kinds: OF_TERM, by: ctx.now().add(GATHERED) })
}

/** The time of a visit's day from which its reminder is reckoned. */
const MORNING = Temporal.PlainTime.from('09:00')

/** What reminds of a visit. */
export function alarmBefore(ctx: Ctx, { id: visit, revision, day }: Visit): NewAlarm {
  const { timezone: zone } = ctx.settings
  const morning = instantOf(day.toPlainDateTime(MORNING), zone)
  return {
    ...visitAlarm.names({ visit, revision }),
    dueAt: answerBy(morning, ctx.settings.inspections.remind, quietOf(ctx)),
    uselessAfter: instantOf(day.add({ days: 1 }), zone),
  }
}

const OF_TERM: readonly LetterKind[] = ['inspections.overview']
const OF_REVISION: readonly LetterKind[] = ['inspections.remind', 'inspections.coming']

/** Says that another day or inspector was set for a visit. */
export async function markVisitStale(tx: Tx, visit: Visit): Promise<void> {
  const { id, term, inspector: who, revision } = visit
  await markStale(tx, term, OF_TERM)
  await markOwnStale(tx, visit)
  await markStale(tx, assignedRef.text({ term, who }), ['inspections.assigned'])
  await markStale(tx, sheetRef.text({ visit: id, who }), ['inspections.sheet'])
  await markStale(tx, revisionRef.text({ visit: id, revision }), OF_REVISION)
}

async function markOwnStale(tx: Tx, { term, branch, inspector: who }: Visit): Promise<void> {
  await markStale(tx, assignedRef.text({ term, who }), ['inspections.visits'])
  await markStale(tx, branchRef.text({ term, branch }), ['inspections.branch'])
  await markStale(tx, who, ['desk.summary'])
}
