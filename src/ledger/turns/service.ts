import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { type CellId, type MemberId, type ProgrammeId, RequestId } from '../../ids.ts'
import { askForEach } from '../../reports/service.ts'
import type { NewRequest } from '../../reports/types.ts'
import { branch, inspectors } from '../../roster/service.ts'
import { SECRETARY } from '../../roster/types.ts'
import { dateOf, today } from '../../time/dates.ts'
import { ownerOf } from '../owners/service.ts'
import { dayAfter } from '../schedule/service.ts'
import { AHEAD, dueAtOf, isOpen } from '../rules.ts'
import * as cells from '../store.ts'
import { rowsOf, running } from '../programmes/service.ts'
import type { Cell, Definition, Row } from '../types.ts'
import { questionsOf, titleOf } from './rules.ts'
import * as store from './store.ts'

/** What a programme's steps are about. */
export function aboutOf(programme: ProgrammeId) {
  return { kind: 'step' as const, id: programme }
}

/** Sets the days of steps whose turn has come, and asks for what is due before long. Once for each, however often. */
export async function openTurns(ctx: Ctx): Promise<void> {
  await transact(ctx, async (tx) => {
    await followExtensions(ctx, tx)
    await setTurns(ctx, tx)
  })
  const until = today(ctx).add(AHEAD)
  const owners: Owners = new Map()
  for (const { id: programme } of await transact(ctx, running)) {
    const near = await transact(ctx, (tx) => store.unaskedUntil(tx, { programme, until }))
    for (let at = 0; at < near.length; at += AT_ONCE)
      await transact(ctx, (tx) =>
        askForCells(ctx, tx, { programme, ids: near.slice(at, at + AT_ONCE), owners }),
      )
  }
}

/** So many are asked for in one transaction: nobody waits for long. */
const AT_ONCE = 500

/** Asks for the next of what a programme needs before long; returns whether more is left. */
export async function askForNear(ctx: Ctx, tx: Tx, programme: ProgrammeId): Promise<boolean> {
  await setTurns(ctx, tx)
  const near = await store.unaskedUntil(tx, { programme, until: today(ctx).add(AHEAD) })
  const asked = await askForCells(ctx, tx, { programme, ids: near.slice(0, AT_ONCE) })
  return asked > 0 && near.length > AT_ONCE
}

/** Sets the day of each step that follows one which is done. */
export async function setTurns(ctx: Ctx, tx: Tx): Promise<void> {
  const turns = await store.turnsToSet(tx)
  if (turns.length === 0) return
  const known = new Map((await running(tx)).map((one) => [one.id, one.definition]))
  for (const { id, programme, step, doneAt, due } of turns) {
    const rule = known.get(programme)?.steps.find((one) => one.id === step)?.after
    if (rule === undefined) continue
    const day = dayAfter(rule, dateOf(doneAt, ctx.settings.timezone), ctx.calendar).toString()
    if (day !== due) await cells.setCell(tx, id, { due_on: day })
  }
}

/** A deadline that was put off 延期 is the step's day, too. */
async function followExtensions(ctx: Ctx, tx: Tx): Promise<void> {
  for (const { id, due, askedUntil } of await store.deadlines(tx)) {
    const day = dateOf(askedUntil, ctx.settings.timezone)
    if (!day.equals(due)) await cells.setCell(tx, id, { due_on: day.toString(), due_set: true })
  }
}

/** Whether a step is handed in as a request. */
export function isHandedIn({ needs }: Pick<Cell, 'needs'>): boolean {
  return needs !== 'tick' && needs !== 'measure'
}

/** Asks for what a step needs, once; returns the request, or null where there is nothing to hand in now. */
export async function askForCell(ctx: Ctx, tx: Tx, id: CellId): Promise<RequestId | null> {
  const cell = await cells.lockCell(tx, id)
  if (cell === undefined || !isHandedIn(cell)) return null
  if (cell.request !== null) return cell.request
  await askForCells(ctx, tx, { programme: cell.programme, ids: [id] })
  return (await cells.cellById(tx, id))?.request ?? null
}

/** Asks for what these steps of a programme need, each once; returns how many were asked for. */
async function askForCells(
  ctx: Ctx,
  tx: Tx,
  { programme: id, ids, owners = new Map() }: ToAsk,
): Promise<number> {
  const programme = (await running(tx)).find((one) => one.id === id)
  if (programme === undefined || ids.length === 0) return 0
  const { definition } = programme
  const rows = new Map((await rowsOf(tx, id)).map((row) => [row.id, row]))
  await store.lockCells(tx, ids)
  const locked = (await cells.those(tx, { programme: id, ids })).filter(
    (cell) => cell.request === null && isOpen(cell),
  )
  let count = 0
  for (const step of definition.steps.filter(isHandedIn)) {
    const asked: { cell: CellId; request: Asked }[] = []
    for (const { due, ...cell } of locked.filter((one) => one.step === step.id)) {
      const row = rows.get(cell.row)
      if (row === undefined || due === null) continue
      const request = await requestFor(ctx, tx, { cell: { ...cell, due }, row, definition, owners })
      if (request !== null) asked.push({ cell: cell.id, request })
    }
    if (asked.length === 0) continue
    await askForEach(ctx, tx, { form: questionsOf(step, ctx), requests: asked.map(({ request }) => request) })
    await store.setRequests(
      tx,
      asked.map(({ cell, request }) => ({ cell, request: request.id })),
    )
    count += asked.length
  }
  return count
}

type Asked = Omit<NewRequest, 'form' | 'told'>
/** Whose steps are today, looked up once for all programmes of a night. */
type Owners = Map<string, MemberId | null>
type ToAsk = { programme: ProgrammeId; ids: readonly CellId[]; owners?: Owners }

/** How a step is called where its programme is not said beside it. */
export function cellTitle({
  cell,
  row,
  definition,
}: {
  cell: Cell
  row: Row
  definition: Definition
}): string {
  const title = definition.steps.find(({ id }) => id === cell.step)?.title ?? cell.step
  const of = { title, round: cell.round, name: row.title }
  return titleOf(of, definition.short ?? definition.title)
}

type Asking = { cell: Cell & { due: Temporal.PlainDate }; row: Row; definition: Definition; owners: Owners }

async function requestFor(
  ctx: Ctx,
  tx: Tx,
  { cell, row, definition, owners }: Asking,
): Promise<Asked | null> {
  const step = definition.steps.find(({ id }) => id === cell.step)
  const whose = `${cell.by} ${row.branch} ${row.member}`
  const owner = owners.get(whose) ?? (await ownerOf(ctx, tx, { by: cell.by, row }))
  owners.set(whose, owner)
  if (step === undefined || owner === null) return null
  const isOffice = cell.by === 'lead' && row.branch !== null
  const isOwn = cell.by === 'committee'
  const named = isOwn ? { ...row, title: row.title ?? (await shortOf(tx, row)) } : row
  return {
    id: RequestId.parse(`R-${cell.id}`),
    about: aboutOf(cell.programme),
    // What the college does itself, whoever of its committee may write.
    branch: isOwn ? null : row.branch,
    title: cellTitle({ cell, row: named, definition }),
    owner,
    office: isOffice ? SECRETARY : null,
    dueAt: dueAtOf(ctx, cell.due),
    review: step.review === 'none' ? 'none' : 'all',
    reviewer: step.review === 'inspector' ? await readerFor(tx, row) : null,
  }
}

/** The short name of a row's branch, where others than the branch read of it. */
async function shortOf(tx: Tx, { branch: of }: Row): Promise<string | null> {
  return of === null ? null : (await branch(tx, of)).short
}

/** The inspector who looks after the branch; null: nobody does, and the college's administrators read. */
async function readerFor(tx: Tx, { branch: of }: Row): Promise<MemberId | null> {
  const all = of === null ? [] : await inspectors(tx)
  return all.find(({ branches }) => branches?.some((one) => one === of))?.person.id ?? null
}
