import { createHash } from 'node:crypto'
import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import type { BranchId, MemberId, ProgrammeId } from '../../ids.ts'
import { Unfit } from '../../errors.ts'
import { withdrawAsked } from '../../reports/service.ts'
import { branches, officeEnds, rightsOf } from '../../roster/service.ts'
import { dateOf, today } from '../../time/dates.ts'
import { periodOf } from '../schedule/service.ts'
import * as cells from '../store.ts'
import * as programmes from './store.ts'
import type { Definition, PlannedCell, Programme, Row } from '../types.ts'
import { cellsFor, merged, rowsFor } from './rules.ts'

export { countNominated, lockProgramme, rowById, rowsOf } from './store.ts'

/** Whoever changes a programme: a person, or the college's file. */
type Author = MemberId | 'file'

/** The programmes that run, the first begun first. */
export async function running(tx: Tx): Promise<Programme[]> {
  return programmes.all(tx)
}

/** The programme, whether it runs or has ended. Throws when there never was one. */
export async function programmeById(tx: Tx, id: ProgrammeId): Promise<Programme> {
  const found = (await every(tx)).find((one) => one.id === id)
  if (found === undefined) throw new Unfit(`no programme ${id}`)
  return found
}

/** Every programme, also those that ended; the first begun first. */
export async function every(tx: Tx): Promise<Programme[]> {
  return programmes.all(tx, { closed: true })
}

/** Takes what `college.yaml` says of programmes; what people changed in the chat stays until its own line changes. */
export async function proposeProgrammes(
  ctx: Ctx,
  tx: Tx,
  said: readonly { now: Definition; before: Definition | null }[],
): Promise<void> {
  for (const { now, before } of said) {
    const known = await programmes.lockProgramme(tx, now.id)
    const definition = known === undefined ? now : merged(known.definition, { before, now })
    await saveProgramme(ctx, tx, { definition, by: 'file' })
  }
}

/** A programme that disappears from the file ends, unless somebody did something for it: then an administrator decides. */
export async function dropProgrammes(ctx: Ctx, tx: Tx, ids: readonly ProgrammeId[]): Promise<void> {
  for (const id of ids) {
    const programme = await programmes.lockProgramme(tx, id)
    if (programme === undefined || programme.closedAt !== null) continue
    const begun = await cells.those(tx, { programme: id, states: ['handedIn', 'returned', 'done'] })
    if (begun.length > 0) await programmes.setProgramme(tx, id, { dropped: true })
    else await closeProgramme(ctx, tx, { id, by: 'file' })
  }
}

/** Keeps a programme, new or changed, and works out what it asks for. */
export async function saveProgramme(
  ctx: Ctx,
  tx: Tx,
  { definition, by }: { definition: Definition; by: Author },
): Promise<void> {
  await programmes.saveProgramme(tx, { definition, by: by === 'file' ? null : by, at: ctx.now() })
  await workOut(ctx, tx, definition.id)
  const details = {
    rows: (await programmes.rowsOf(tx, definition.id)).length,
    steps: definition.steps.length,
  }
  await audit(ctx, tx, { actor: by, act: 'ledger.save', about: definition.id, details })
}

/** Ends a programme: nothing is asked of anybody any more, and what was done stays to be read. */
export async function closeProgramme(
  ctx: Ctx,
  tx: Tx,
  { id, by }: { id: ProgrammeId; by: Author },
): Promise<void> {
  const open = await cells.those(tx, { programme: id, states: ['open', 'returned'] })
  await withdrawAsked(ctx, tx, { requests: open.flatMap(({ request }) => request ?? []), by })
  await programmes.setProgramme(tx, id, { closed_at: ctx.now(), dropped: false })
  await audit(ctx, tx, { actor: by, act: 'ledger.close', about: id, details: { open: open.length } })
}

/** Ends a programme by hand 结束台账, once: an administrator's to do. (domain §5, row 24) */
export async function endProgramme(
  ctx: Ctx,
  tx: Tx,
  { programme: id, who }: { programme: ProgrammeId; who: MemberId },
): Promise<{ ok: true } | { ok: false; refusal: 'mayNot' | 'closed' }> {
  if (!(await rightsOf(ctx, tx, who)).admin) return { ok: false, refusal: 'mayNot' }
  const programme = await programmes.lockProgramme(tx, id)
  if (programme === undefined || programme.closedAt !== null) return { ok: false, refusal: 'closed' }
  await closeProgramme(ctx, tx, { id, by: who })
  return { ok: true }
}

/** Adds a row that a branch puts forward, with its cells. */
export async function addNominated(ctx: Ctx, tx: Tx, row: Omit<Row, 'nominated'>): Promise<void> {
  await programmes.saveRows(tx, [{ ...row, nominated: true }])
  await workOutAnew(ctx, tx, row.programme)
}

/** Takes a row away that a branch put forward, with its cells and what was asked for them. */
export async function removeNominated(
  ctx: Ctx,
  tx: Tx,
  of: { programme: ProgrammeId; row: string },
): Promise<void> {
  await programmes.dropNominated(tx, of)
  await workOutAnew(ctx, tx, of.programme)
}

async function workOutAnew(ctx: Ctx, tx: Tx, id: ProgrammeId): Promise<void> {
  await programmes.setProgramme(tx, id, { synced: '' })
  await workOut(ctx, tx, id)
}

/** Works out the rows and cells of every programme that runs: branches come and go, terms of office end, days become days off. */
export async function followRosterAndCalendar(ctx: Ctx): Promise<void> {
  const all = await transact(ctx, running)
  for (const { id } of all) await transact(ctx, (tx) => workOut(ctx, tx, id))
}

/** Works out the rows and cells of a programme, unless nothing that they depend on has changed. */
async function workOut(ctx: Ctx, tx: Tx, id: ProgrammeId): Promise<void> {
  const programme = await programmes.lockProgramme(tx, id)
  if (programme === undefined || programme.closedAt !== null) return
  const { definition } = programme
  const all = await branches(tx)
  const ends = await officeEnds(ctx, tx)
  const { terms } = ctx.settings
  const given = [definition, all.map(({ id, kind }) => [id, kind]), terms, ctx.calendar.tables, [...ends]]
  const synced = createHash('sha256').update(JSON.stringify(given)).digest('hex')
  if (synced === programme.synced) return
  const rows = await saveRows(ctx, tx, { programme, branches: all })
  const made = dateOf(programme.madeAt, ctx.settings.timezone)
  const planned = cellsOf(ctx, { definition, rows, ends, made })
  await cells.saveCells(tx, { programme: id, planned })
  const kept = planned.map((cell) => cell.id)
  await withdrawAsked(ctx, tx, { requests: await cells.dropCellsBut(tx, id, kept), by: 'file' })
  await programmes.setProgramme(tx, id, { synced })
}

type Planning = {
  definition: Definition
  rows: readonly Row[]
  ends: ReadonlyMap<BranchId, Temporal.PlainDate>
  made: Temporal.PlainDate
}

function cellsOf({ settings, calendar }: Ctx, { definition, rows, ends, made }: Planning): PlannedCell[] {
  const of = { period: periodOf(definition, made), where: { terms: settings.terms, calendar }, begun: made }
  return rows.flatMap((row) => cellsFor(definition, row, { ...of, officeEnd: endFor(ends, row.branch) }))
}

/** The rows and cells that a programme would have if it began today; nothing is kept. */
export async function plannedFor(
  ctx: Ctx,
  tx: Tx,
  definition: Definition,
): Promise<{ rows: Row[]; cells: PlannedCell[] }> {
  const made = today(ctx)
  const rows = rowsFor(definition, { branches: await branches(tx), known: [], today: made })
  const ends = await officeEnds(ctx, tx)
  return { rows, cells: cellsOf(ctx, { definition, rows, ends, made }) }
}

function endFor(
  ends: ReadonlyMap<BranchId, Temporal.PlainDate>,
  branch: BranchId | null,
): Temporal.PlainDate | null {
  return branch === null ? null : (ends.get(branch) ?? null)
}

async function saveRows(
  ctx: Ctx,
  tx: Tx,
  { programme, branches: all }: { programme: Programme; branches: Awaited<ReturnType<typeof branches>> },
) {
  const { id, definition } = programme
  const known = await programmes.rowsOf(tx, id)
  const rows = rowsFor(definition, { branches: all, known, today: today(ctx) })
  await programmes.saveRows(tx, rows)
  await programmes.dropRowsBut(
    tx,
    id,
    rows.map((row) => row.id),
  )
  return programmes.rowsOf(tx, id)
}
