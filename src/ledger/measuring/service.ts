import { typeName } from '../../../config/college.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import type { BranchId, CellId, MeetingId, MemberId } from '../../ids.ts'
import { measureMany, measureObservers, windowOfDays } from '../../measures/service.ts'
import type { Window } from '../../measures/types.ts'
import { peopleById } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { followFigure } from '../cells/service.ts'
import { rowsOf, running } from '../programmes/service.ts'
import * as store from '../store.ts'
import type { Cell, Definition, Row, Step } from '../types.ts'
import { isFollowed, moveBy } from './rules.ts'
import type { Counted } from './types.ts'
import { words } from './words.ts'

export { countedLine, countedText, FIGURE_LABEL, howCounted } from './words.ts'

/** So many cells are counted in one transaction: as many branches are measured at once. */
const AT_ONCE = 50

/** Sets each step done whose figure is reached, and takes that back where a correction lowered it. */
export async function followFigures(ctx: Ctx): Promise<void> {
  const all = await transact(ctx, running)
  for (const { definition } of all.filter(({ definition: { steps } }) => steps.some(isMeasured))) {
    const cells = await transact(ctx, (tx) =>
      store.those(tx, { programme: definition.id, needs: 'measure', states: ['open', 'done'] }),
    )
    const followed = cells.filter((cell) => isFollowed(cell, today(ctx)))
    for (const own of Map.groupBy(followed, daysOf).values())
      for (let at = 0; at < own.length; at += AT_ONCE)
        await transact(ctx, (tx) => follow(ctx, tx, { definition, cells: own.slice(at, at + AT_ONCE) }))
  }
}

function isMeasured({ needs }: Step): boolean {
  return needs === 'measure'
}

function daysOf({ step, from, until }: Cell): string {
  return `${step} ${from.toString()} ${until.toString()}`
}

type Of = { definition: Definition; cells: readonly Cell[] }

async function follow(ctx: Ctx, tx: Tx, of: Of): Promise<void> {
  const counts = await countsOf(ctx, tx, of)
  for (const { id: cell, state } of of.cells) {
    const counted = counts.get(cell)
    const what = counted === undefined ? null : moveBy(counted, state)
    if (counted === undefined || what === null) continue
    await followFigure(ctx, tx, { cell, what, reason: words.counted(counted.count, counted.atLeast) })
  }
}

/** How far the figures of these cells of a programme are; those that wait for no figure, or have not begun, are left out. */
export async function countsOf(ctx: Ctx, tx: Tx, { definition, cells }: Of): Promise<Map<CellId, Counted>> {
  const counts = new Map<CellId, Counted>()
  const begun = cells.filter(
    (cell) => cell.needs === 'measure' && Temporal.PlainDate.compare(cell.from, today(ctx)) <= 0,
  )
  for (const own of Map.groupBy(begun, daysOf).values()) {
    const measure = definition.steps.find(({ id }) => id === own[0]?.step)?.measure
    if (measure === undefined) continue
    const count = COUNTS[measure.figure]
    for (const [cell, counted] of await count(ctx, tx, { cells: own, measure })) counts.set(cell, counted)
  }
  return counts
}

type Measured = { cells: readonly Cell[]; measure: NonNullable<Step['measure']> }
type Count = (ctx: Ctx, tx: Tx, of: Measured) => Promise<Map<CellId, Counted>>

const COUNTS: Readonly<Record<Counted['figure'], Count>> = { held, observed }

/** Sittings that the branch of each cell held. */
async function held(ctx: Ctx, tx: Tx, { cells, measure }: Measured): Promise<Map<CellId, Counted>> {
  const of = [...new Set(cells.flatMap(({ branch }) => branch ?? []))]
  const measured = await measureMany(ctx, tx, {
    of,
    window: windowOf(ctx, cells),
    type: typeOf(ctx, measure),
  })
  return new Map(
    cells.flatMap(({ id, branch }) => {
      const found = branch === null ? undefined : measured[of.indexOf(branch)]
      if (found === undefined) return []
      return [[id, { ...measure, count: found.figures.held, gaps: found.gaps }]]
    }),
  )
}

/** The college's meetings at which somebody of the branch of each cell, or the person of its row, sat in. */
async function observed(ctx: Ctx, tx: Tx, { cells, measure }: Measured): Promise<Map<CellId, Counted>> {
  const type = typeOf(ctx, measure)
  const window = windowOf(ctx, cells)
  const { at, gaps } = await measureObservers(ctx, tx, { window, ...(type === null ? {} : { type }) })
  const [first] = cells
  const rows = first === undefined ? [] : await rowsOf(tx, first.programme)
  const ofBranch = Map.groupBy(await peopleById(tx, [...at.keys()]), ({ branch }) => branch)
  return new Map(
    cells.map(({ id, row, branch }) => {
      const people = whoCounts({ row: rows.find((one) => one.id === row), branch, ofBranch })
      return [id, { ...measure, count: countMeetings(people, at), gaps }]
    }),
  )
}

type Counting = {
  row: Row | undefined
  branch: BranchId | null
  ofBranch: ReadonlyMap<BranchId, readonly { id: MemberId }[]>
}

function whoCounts({ row, branch, ofBranch }: Counting): MemberId[] {
  const member = row?.member ?? null
  if (member !== null) return [member]
  return branch === null ? [] : (ofBranch.get(branch) ?? []).map(({ id }) => id)
}

function countMeetings(
  people: readonly MemberId[],
  at: ReadonlyMap<MemberId, ReadonlySet<MeetingId>>,
): number {
  return new Set(people.flatMap((who) => [...(at.get(who) ?? [])])).size
}

/** The days of these cells, which are the same; what is known is judged as of now, also of days that are over. */
function windowOf(ctx: Ctx, [cell]: readonly Cell[]): Window {
  if (cell === undefined) throw new Error('figures of no cell')
  return { ...windowOfDays(ctx, { from: cell.from, to: cell.until.add({ days: 1 }) }), asOf: ctx.now() }
}

function typeOf({ settings }: Ctx, { type }: Measured['measure']): string | null {
  return type === undefined ? null : typeName(settings.types, type)
}
