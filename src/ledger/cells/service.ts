import { audit } from '../../audit.ts'
import { visible } from '../../cards/visible.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { CellId, MemberId, ProgrammeId, RequestId } from '../../ids.ts'
import { markStale } from '../../letters/service.ts'
import { askAgain, moveDeadline, withdrawAsked } from '../../reports/service.ts'
import { today } from '../../time/dates.ts'
import { isBefore } from '../../time/order.ts'
import { mayDo, maySettle, ownerOf } from '../owners/service.ts'
import { after, dueAtOf, isOpen } from '../rules.ts'
import * as cells from '../store.ts'
import { tickAll } from './store.ts'
import { markDueStale } from '../reminding/service.ts'
import { lockProgramme, rowsOf, running } from '../programmes/service.ts'
import { askForCell, cellTitle } from '../turns/service.ts'
import type { Cell, CellState, Move, Refusal, Row } from '../types.ts'
import { words } from './words.ts'

export { historyOf } from '../store.ts'
export { doingButtons } from './action.ts'
export { refusals, relays } from './words.ts'

export type Outcome = { ok: true; state: CellState } | { ok: false; refusal: Refusal }

type Doing = { cell: CellId; who: MemberId }

/** Ticks a step off 办结. */
export async function tick(ctx: Ctx, tx: Tx, doing: Doing): Promise<Outcome> {
  return move(ctx, tx, { ...doing, what: 'tick', reason: null })
}

/** Takes a tick back. */
export async function untick(ctx: Ctx, tx: Tx, doing: Doing): Promise<Outcome> {
  return move(ctx, tx, { ...doing, what: 'untick', reason: null })
}

/** Asks for a step no more 免办, with a reason. */
export async function waive(
  ctx: Ctx,
  tx: Tx,
  { reason, ...doing }: Doing & { reason: string },
): Promise<Outcome> {
  if (visible(reason) === '') return { ok: false, refusal: 'noReason' }
  return move(ctx, tx, { ...doing, what: 'waive', reason })
}

/** Asks for a step again that was waived. */
export async function unwaive(ctx: Ctx, tx: Tx, doing: Doing): Promise<Outcome> {
  return move(ctx, tx, { ...doing, what: 'unwaive', reason: null })
}

/** Sets another day for a step; the file and the calendar move it no more. */
export async function postpone(
  ctx: Ctx,
  tx: Tx,
  { due, ...doing }: Doing & { due: Temporal.PlainDate },
): Promise<Outcome> {
  if (isBefore(due, today(ctx))) return { ok: false, refusal: 'past' }
  const made = await move(ctx, tx, { ...doing, what: 'postpone', reason: due.toString() })
  if (!made.ok) return made
  await cells.setCell(tx, doing.cell, { due_on: due.toString(), due_set: true })
  const { request } = (await cells.cellById(tx, doing.cell)) ?? { request: null }
  if (request !== null) await moveDeadline(ctx, tx, { request, dueAt: dueAtOf(ctx, due), by: doing.who })
  return made
}

/** What was done before, by whoever says so; `clock`: the past that was imported. `on: null` is today. */
export type Found = {
  programme: ProgrammeId
  done: readonly { row: string; step: string; on: Temporal.PlainDate | null }[]
  by: MemberId | 'clock'
}

/** Ticks off what was done before a programme was made, on the day that was said; nothing is asked for any more. */
export async function tickFound(ctx: Ctx, tx: Tx, { programme, done, by }: Found): Promise<void> {
  if (done.length === 0) return
  const at = ctx.now()
  const found = done.map(({ row, step, on }) => ({
    row,
    step,
    at: on === null ? at : earlier(dueAtOf(ctx, on), at),
  }))
  const ticked = await tickAll(tx, { programme, found, by, at, reason: words.found })
  await withdrawAsked(ctx, tx, { requests: ticked.flatMap((request) => request ?? []), by: 'file' })
  const details = { count: ticked.length }
  await audit(ctx, tx, { actor: by, act: 'ledger.found', about: programme, details })
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return isBefore(one, other) ? one : other
}

type Moving = Doing & { what: Exclude<Move, 'reach' | 'unreach'>; reason: string | null }

async function move(ctx: Ctx, tx: Tx, { cell: id, who, what, reason }: Moving): Promise<Outcome> {
  const found = await cellWithRow(tx, id)
  if (found === null) return { ok: false, refusal: 'gone' }
  const { cell, row, closed } = found
  if (closed) return { ok: false, refusal: 'closed' }
  const isTick = what === 'tick' || what === 'untick'
  const may = isTick ? mayDo : maySettle
  if (!(await may(ctx, tx, { ...cell, row, who }))) return { ok: false, refusal: 'mayNot' }
  if (isTick && cell.needs !== 'tick') return { ok: false, refusal: 'notTicked' }
  const made = after(cell.state, what)
  if (!made.ok) return made
  await effect(ctx, tx, { cell, who, what })
  await cells.note(tx, { cell: id, at: ctx.now(), by: who, what, reason })
  await audit(ctx, tx, { actor: who, act: `ledger.${what}`, about: id, details: {} })
  await markShownStale(ctx, tx, { cell, row })
  return made
}

async function effect(
  ctx: Ctx,
  tx: Tx,
  { cell, who, what }: { cell: Cell; who: MemberId; what: Moving['what'] },
): Promise<void> {
  const at = ctx.now()
  if (what === 'tick') await cells.setCell(tx, cell.id, { ticked_at: at })
  if (what === 'untick') await cells.setCell(tx, cell.id, { ticked_at: null })
  if (what === 'waive') {
    await cells.setCell(tx, cell.id, { waived_at: at })
    if (cell.request !== null) await withdrawAsked(ctx, tx, { requests: [cell.request], by: who })
  }
  if (what === 'unwaive') {
    await cells.setCell(tx, cell.id, { waived_at: null })
    if (cell.request !== null) await askAgain(ctx, tx, { request: cell.request, by: who })
  }
}

/** Sets a step done because its figure is reached, or to be done again because it no longer is; by the clock. */
export async function followFigure(
  ctx: Ctx,
  tx: Tx,
  { cell: id, what, reason }: { cell: CellId; what: 'reach' | 'unreach'; reason: string },
): Promise<void> {
  const found = await cellWithRow(tx, id)
  if (found === null || found.closed || !after(found.cell.state, what).ok) return
  const at = ctx.now()
  await cells.setCell(tx, id, { ticked_at: what === 'reach' ? at : null })
  await cells.note(tx, { cell: id, at, by: 'clock', what, reason })
  await markShownStale(ctx, tx, found)
}

/** A cell that the caller may change, with its row; null when it is gone. */
export async function cellWithRow(
  tx: Tx,
  id: CellId,
): Promise<{ cell: Cell; row: Row; closed: boolean } | null> {
  // The night takes a programme before its cells, too: in another order the two would wait for each other.
  const of = (await cells.cellById(tx, id))?.programme
  const programme = of && (await lockProgramme(tx, of))
  const cell = await cells.lockCell(tx, id)
  if (cell === undefined || programme === undefined) return null
  const row = (await rowsOf(tx, cell.programme)).find((one) => one.id === cell.row)
  return row === undefined ? null : { cell, row, closed: programme.closedAt !== null }
}

/** The request by which a step is handed in, asked for now if it was not; or why there is none for this person. */
export async function requestToFill(
  ctx: Ctx,
  tx: Tx,
  { cell: id, who }: Doing,
): Promise<{ ok: true; request: RequestId } | { ok: false; refusal: Refusal }> {
  const found = await cellWithRow(tx, id)
  if (found === null) return { ok: false, refusal: 'gone' }
  const { cell, row, closed } = found
  // Who may fill in what was asked for is said with the request.
  if (cell.request !== null) return { ok: true, request: cell.request }
  if (closed) return { ok: false, refusal: 'closed' }
  if (!(await mayDo(ctx, tx, { ...cell, row, who }))) return { ok: false, refusal: 'mayNot' }
  const request = await askForCell(ctx, tx, id)
  if (request !== null) return { ok: true, request }
  return { ok: false, refusal: isOpen(cell) || cell.state === 'waiting' ? 'notYet' : 'already' }
}

/** A step as it is put before whoever does it: what its button needs, and what it is called. */
type StepNow = {
  cell: Pick<Cell, 'id' | 'needs' | 'request'>
  title: string
  holder: MemberId | null
  open: boolean
}

/** What a step is called, whose it is today, and whether it is still to be done: nobody's where its programme has ended. */
export async function stepNow(ctx: Ctx, tx: Tx, id: CellId): Promise<StepNow> {
  const cell = await cells.cellById(tx, id)
  const programme = (await running(tx)).find((one) => one.id === cell?.programme)
  const row = cell && (await rowsOf(tx, cell.programme)).find((one) => one.id === cell.row)
  if (cell === undefined || row === undefined || programme === undefined)
    return { cell: { id, needs: 'tick', request: null }, title: words.gone, holder: null, open: false }
  const { definition } = programme
  return {
    cell,
    title: cellTitle({ cell, row, definition }),
    holder: await ownerOf(ctx, tx, { by: cell.by, row }),
    open: isOpen(cell),
  }
}

async function markShownStale(ctx: Ctx, tx: Tx, { cell, row }: { cell: Cell; row: Row }): Promise<void> {
  const owner = await ownerOf(ctx, tx, { by: cell.by, row })
  if (owner !== null) await markStale(tx, owner, ['desk.summary'])
  await markDueStale(ctx, tx, { cell, row })
}
