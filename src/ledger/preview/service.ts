import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { today } from '../../time/dates.ts'
import { isAfter, isBefore } from '../../time/order.ts'
import { ownerOf } from '../owners/service.ts'
import { plannedFor } from '../programmes/service.ts'
import { AHEAD } from '../rules.ts'
import type { Definition, PlannedCell, Row } from '../types.ts'
import type { Done, Preview } from '../composing/types.ts'

/** So many days are named. */
const DUES = 3

/** What a programme would ask of whom, and when, if it were made now. */
export async function previewOf(
  ctx: Ctx,
  tx: Tx,
  { definition, done: before }: { definition: Definition; done: readonly Done[] },
): Promise<Preview> {
  const { rows, cells } = await plannedFor(ctx, tx, definition)
  const done = new Set(before.map(({ row, step }) => `${row}.${step}`))
  const open = cells.filter(({ row, step, round }) => round !== '' || !done.has(`${row}.${step}`))
  const until = today(ctx).add(AHEAD)
  const near = open.filter(({ due, after }) => after === null && due !== null && !isAfter(due, until))
  const owners = await ownersOf(ctx, tx, { cells: open, rows })
  const asked = near.map((cell) => owners.get(keyOf(cell)) ?? null)
  return {
    rows: rows.length,
    cells: cells.length,
    done: cells.length - open.length,
    dues: duesOf(open, today(ctx)),
    late: open.filter(({ due }) => due !== null && isBefore(due, today(ctx))).length,
    people: new Set(asked.filter((one) => one !== null)).size,
    ownerless: new Set(open.filter((cell) => owners.get(keyOf(cell)) === null).map(({ row }) => row)).size,
  }
}

function keyOf({ row, by }: Pick<PlannedCell, 'row' | 'by'>): string {
  return `${by}.${row}`
}

type Of = { cells: readonly PlannedCell[]; rows: readonly Row[] }

/** Whose the cells are, by row and whose a step is. */
async function ownersOf(ctx: Ctx, tx: Tx, { cells, rows }: Of): Promise<Map<string, MemberId | null>> {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const owners = new Map<string, MemberId | null>()
  for (const cell of cells) {
    const row = byId.get(cell.row)
    if (row === undefined || owners.has(keyOf(cell))) continue
    owners.set(keyOf(cell), await ownerOf(ctx, tx, { by: cell.by, row }))
  }
  return owners
}

function duesOf(cells: readonly PlannedCell[], from: Temporal.PlainDate): Preview['dues'] {
  const ahead = cells.flatMap(({ due }) => (due === null || isBefore(due, from) ? [] : [due]))
  const counts = Map.groupBy(ahead, (day) => day.toString())
  return [...counts]
    .map(([day, all]) => ({ day: Temporal.PlainDate.from(day), cells: all.length }))
    .toSorted((one, other) => Temporal.PlainDate.compare(one.day, other.day))
    .slice(0, DUES)
}
