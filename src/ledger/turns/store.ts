import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import { CellId, ProgrammeId, type RequestId } from '../../ids.ts'

/** The cells of a programme that are due until a day, are to be handed in, and were not asked for yet. */
export async function unaskedUntil(
  tx: Tx,
  { programme, until }: { programme: ProgrammeId; until: Temporal.PlainDate },
): Promise<CellId[]> {
  const rows = await tx
    .selectFrom('ledger_states as c')
    .innerJoin('ledger_rows as r', (join) =>
      join.onRef('r.programme_id', '=', 'c.programme_id').onRef('r.id', '=', 'c.row_id'),
    )
    .select('c.id')
    .where('c.programme_id', '=', programme)
    .where('r.gone', '=', false)
    .where('c.state', '=', 'open')
    .where('c.due_on', '<=', until.toString())
    .where('c.request_id', 'is', null)
    .where('c.needs', 'not in', ['tick', 'measure'])
    .orderBy('r.place')
    .orderBy('c.place')
    .execute()
  return rows.map(({ id }) => CellId.parse(id))
}

/** Locks cells until the transaction ends. */
export async function lockCells(tx: Tx, ids: readonly CellId[]): Promise<void> {
  await sql`select from ledger_cells where id = any(${[...ids]}::text[]) order by id for update`.execute(tx)
}

/** Notes the requests by which cells are handed in. */
export async function setRequests(
  tx: Tx,
  all: readonly { cell: CellId; request: RequestId }[],
): Promise<void> {
  await sql`
    update ledger_cells c set request_id = given.request
      from unnest(${all.map(({ cell }) => cell)}::text[], ${all.map(({ request }) => request)}::text[])
        as given (cell, request)
      where c.id = given.cell`.execute(tx)
}

/** The next cells whose turn has come since the one before them was done, and when that was. */
export async function turnsToSet(
  tx: Tx,
): Promise<
  { id: CellId; programme: ProgrammeId; step: string; doneAt: Temporal.Instant; due: string | null }[]
> {
  const rows = await tx
    .selectFrom('ledger_cells as c')
    .innerJoin('ledger_programmes as g', 'g.id', 'c.programme_id')
    .innerJoin('ledger_states as p', 'p.id', 'c.after_id')
    .select(['c.id', 'c.programme_id', 'c.step_id', 'c.due_on', 'p.done_at'])
    .where('g.closed_at', 'is', null)
    .where('c.gone', '=', false)
    .where('c.due_set', '=', false)
    .where('c.ticked_at', 'is', null)
    .where('p.state', 'in', ['done', 'waived'])
    .execute()
  return rows.flatMap(({ id, programme_id, step_id: step, due_on: due, done_at: doneAt }) =>
    doneAt === null
      ? []
      : [{ id: CellId.parse(id), programme: ProgrammeId.parse(programme_id), step, doneAt, due }],
  )
}

/** The days of steps that are still owed, and until when each may be handed in. */
export async function deadlines(
  tx: Tx,
): Promise<{ id: CellId; due: Temporal.PlainDate; askedUntil: Temporal.Instant }[]> {
  const rows = await tx
    .selectFrom('ledger_states')
    .select(['id', 'due_on', 'asked_until'])
    .where('request_id', 'is not', null)
    .where('state', 'in', ['open', 'returned'])
    .execute()
  return rows.flatMap(({ id, due_on: due, asked_until: askedUntil }) =>
    due === null || askedUntil === null
      ? []
      : [{ id: CellId.parse(id), due: Temporal.PlainDate.from(due), askedUntil }],
  )
}
