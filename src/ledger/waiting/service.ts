import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { actingFor, branches, rightsOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { isAfter, later } from '../../time/order.ts'
import { branchSaid, ownerOf } from '../owners/service.ts'
import { rowsOf, running } from '../programmes/service.ts'
import { dueAround, isSpokenOf } from '../reminding/service.ts'
import { AHEAD, isLate } from '../rules.ts'
import * as cells from '../store.ts'
import { cellTitle } from '../turns/service.ts'
import type { Cell, OpenStep, Programme, Whose } from '../types.ts'

/**
 * The steps that wait for a person 待办 and are no requests: what is late, due within thirty days, or spoken of today. First
 * due first.
 */
export async function stepsToDo(ctx: Ctx, tx: Tx, who: MemberId): Promise<OpenStep[]> {
  const programmes = await running(tx)
  const soon = today(ctx).add(AHEAD)
  const until = programmes
    .map(({ definition }) => dueAround(definition, today(ctx)).until)
    .reduce(later, soon)
  const whose = await whoseAre(ctx, tx, who)
  const open = await cells.those(tx, { whose, due: { until }, states: ['open'] })
  const found: OpenStep[] = []
  for (const programme of programmes) {
    const own = open.filter(
      (cell) => cell.programme === programme.id && isNear(ctx, { cell, programme, soon }),
    )
    if (own.length > 0) found.push(...(await stepsIn(ctx, tx, { programme, cells: own, who })))
  }
  return found.toSorted((one, other) => Temporal.PlainDate.compare(one.due, other.due))
}

type Of = { cell: Cell; programme: Programme; soon: Temporal.PlainDate }

function isNear(ctx: Ctx, { cell, programme: { definition }, soon }: Of): boolean {
  if (cell.due === null || cell.request !== null) return false
  return !isAfter(cell.due, soon) || isSpokenOf(cell, { definition, day: today(ctx), calendar: ctx.calendar })
}

async function stepsIn(
  ctx: Ctx,
  tx: Tx,
  { programme, cells: own, who }: { programme: Programme; cells: readonly Cell[]; who: MemberId },
): Promise<OpenStep[]> {
  const { definition } = programme
  const rows = new Map((await rowsOf(tx, programme.id)).map((row) => [row.id, row]))
  const steps: OpenStep[] = []
  for (const cell of own) {
    const row = rows.get(cell.row)
    if (row === undefined || cell.due === null) continue
    // The administrators share the branches out.
    if (cell.by === 'committee' && (await ownerOf(ctx, tx, { by: cell.by, row })) !== who) continue
    steps.push({
      cell,
      title: cellTitle({ cell, row, definition }),
      branch: await branchSaid(ctx, tx, { by: cell.by, row, who }),
      due: cell.due,
      late: isLate(cell, today(ctx)),
    })
  }
  return steps
}

/** The steps of the branches that a person leads, or acts for as an administrator, their own, and the committee's. */
async function whoseAre(ctx: Ctx, tx: Tx, who: MemberId): Promise<Whose> {
  const { leads, admin } = await rightsOf(ctx, tx, who)
  const acting = []
  for (const { id } of admin ? await branches(tx) : [])
    if (!leads.includes(id) && (await actingFor(ctx, tx, id)) === who) acting.push(id)
  return { leads: [...leads, ...acting], member: who, committee: admin ? 'all' : [] }
}
