import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { NEEDS, STEP_OWNERS } from '../../config/college/programmes.ts'
import type { LedgerTables } from '../db/ledger-tables.ts'
import type { Tx } from '../db/tables.ts'
import { BranchId, CellId, MemberId, ProgrammeId, RequestId } from '../ids.ts'
import {
  type Cell,
  CELL_STATES,
  type Entry,
  type Move,
  MOVES,
  type PlannedCell,
  type Whose,
} from './types.ts'

/** Writes the cells of a programme; a day that was set by hand, or that follows from another step, stays. */
export async function saveCells(
  tx: Tx,
  { programme, planned }: { programme: ProgrammeId; planned: readonly PlannedCell[] },
): Promise<void> {
  if (planned.length === 0) return
  const given = JSON.stringify(
    planned.map(({ from, until, due, ...cell }, place) => ({
      ...cell,
      place,
      from_on: from.toString(),
      until_on: until.toString(),
      due_on: due?.toString() ?? null,
    })),
  )
  await sql`
    insert into ledger_cells (id, programme_id, row_id, branch_id, step_id, round, place, from_on, until_on, due_on,
        after_id, needs, by_whom)
      select id, ${programme}, "row", branch, step, round, place, from_on, until_on, due_on, after, needs, by
      from jsonb_to_recordset(${given}::jsonb) as given (id text, "row" text, branch text, step text, round text,
        place integer, from_on date, until_on date, due_on date, after text, needs text, by text)
      on conflict (id) do update set branch_id = excluded.branch_id, place = excluded.place,
        from_on = excluded.from_on, until_on = excluded.until_on, after_id = excluded.after_id,
        due_on = case when ledger_cells.due_set or excluded.after_id is not null then ledger_cells.due_on
          else excluded.due_on end,
        needs = case when ledger_cells.request_id is null then excluded.needs else ledger_cells.needs end,
        by_whom = excluded.by_whom, gone = false`.execute(tx)
}

/** Leaves out cells that are not among these and for which nothing was done; returns the requests that nobody answers any more. */
export async function dropCellsBut(
  tx: Tx,
  programme: ProgrammeId,
  ids: readonly CellId[],
): Promise<RequestId[]> {
  const gone = await sql<{ request_id: string | null }>`
    update ledger_cells c set gone = true from ledger_states s
      where s.id = c.id and c.programme_id = ${programme} and s.state in ('waiting', 'open')
        and not c.id = any(${[...ids]}::text[])
      returning c.request_id`.execute(tx)
  return gone.rows.flatMap(({ request_id: id }) => (id === null ? [] : RequestId.parse(id)))
}

/** Which cells are meant: of a programme, a row, a branch; those that are due in a span of days; those in some states. */
export type Filter = {
  programme?: ProgrammeId
  row?: string
  branches?: readonly BranchId[]
  whose?: Whose
  due?: { from?: Temporal.PlainDate; until: Temporal.PlainDate }
  states?: readonly Cell['state'][]
  needs?: Cell['needs']
  ids?: readonly CellId[]
  rows?: readonly string[]
}

/** The cells that are meant, of programmes that run, in the order of their programmes, rows and steps. */
export async function those(tx: Tx, of: Filter): Promise<Cell[]> {
  const { programme, row, branches, whose, due, states, needs, ids, rows } = of
  let query = tx
    .selectFrom('ledger_states as c')
    .innerJoin('ledger_programmes as p', 'p.id', 'c.programme_id')
    .innerJoin('ledger_rows as r', (join) =>
      join.onRef('r.programme_id', '=', 'c.programme_id').onRef('r.id', '=', 'c.row_id'),
    )
    .selectAll('c')
    .where('r.gone', '=', false)
  query =
    programme === undefined ? query.where('p.closed_at', 'is', null) : query.where('p.id', '=', programme)
  if (row !== undefined) query = query.where('c.row_id', '=', row)
  if (branches !== undefined)
    query = query.where((eb) => eb('c.branch_id', '=', eb.fn.any(eb.val([...branches]))))
  if (whose !== undefined) query = query.where(isOf(whose))
  if (due?.from !== undefined) query = query.where('c.due_on', '>=', due.from.toString())
  if (due !== undefined) query = query.where('c.due_on', '<=', due.until.toString())
  if (states !== undefined) query = query.where('c.state', 'in', [...states])
  if (needs !== undefined) query = query.where('c.needs', '=', needs)
  if (rows !== undefined) query = query.where((eb) => eb('c.row_id', '=', eb.fn.any(eb.val([...rows]))))
  if (ids !== undefined) query = query.where((eb) => eb('c.id', '=', eb.fn.any(eb.val([...ids]))))
  const found = await query
    .orderBy('p.made_at')
    .orderBy('p.id')
    .orderBy('r.drawn')
    .orderBy('r.place')
    .orderBy('c.place')
    .execute()
  return found.map(cellOf)
}

function isOf({ leads, member, committee }: Whose) {
  const named = committee === 'all' ? [] : committee.filter((one) => one !== null)
  const isCommittee =
    committee === 'all'
      ? sql`true`
      : sql`(c.branch_id = any(${named}::text[]) or (c.branch_id is null and ${committee.includes(null)}))`
  return sql<boolean>`case
    when c.by_whom = 'committee' then ${isCommittee}
    when c.by_whom = 'lead' and c.branch_id is not null then c.branch_id = any(${[...leads]}::text[])
    else r.member_id = ${member} end`
}

/** A cell, locked until the transaction ends; undefined when it is gone. */
export async function lockCell(tx: Tx, id: CellId): Promise<Cell | undefined> {
  await tx.selectFrom('ledger_cells').select('id').where('id', '=', id).forUpdate().execute()
  return cellById(tx, id)
}

/** A cell; undefined when it is gone. */
export async function cellById(tx: Tx, id: CellId): Promise<Cell | undefined> {
  const row = await tx.selectFrom('ledger_states').selectAll().where('id', '=', id).executeTakeFirst()
  return row && cellOf(row)
}

function cellOf(row: Selectable<LedgerTables['ledger_states']>): Cell {
  return {
    id: CellId.parse(row.id),
    programme: ProgrammeId.parse(row.programme_id),
    row: row.row_id,
    branch: row.branch_id === null ? null : BranchId.parse(row.branch_id),
    step: row.step_id,
    round: row.round,
    from: Temporal.PlainDate.from(row.from_on),
    until: Temporal.PlainDate.from(row.until_on),
    due: row.due_on === null ? null : Temporal.PlainDate.from(row.due_on),
    needs: z.enum(NEEDS).parse(row.needs),
    by: z.enum(STEP_OWNERS).parse(row.by_whom),
    state: z.enum(CELL_STATES).parse(row.state),
    request: row.request_id === null ? null : RequestId.parse(row.request_id),
    handedAt: row.handed_at,
    doneAt: row.done_at,
  }
}

/** Changes what is kept of a cell. */
export async function setCell(
  tx: Tx,
  id: CellId,
  to: Partial<{
    ticked_at: Temporal.Instant | null
    waived_at: Temporal.Instant | null
    due_on: string
    due_set: boolean
    request_id: RequestId
  }>,
): Promise<void> {
  await tx.updateTable('ledger_cells').set(to).where('id', '=', id).execute()
}

/** Writes a line of a cell's history. */
export async function note(
  tx: Tx,
  {
    cell,
    at,
    by,
    what,
    reason,
  }: { cell: CellId; at: Temporal.Instant; by: MemberId | 'clock'; what: Move; reason: string | null },
): Promise<void> {
  await tx.insertInto('ledger_history').values({ cell_id: cell, at, by_id: by, what, reason }).execute()
}

/** What was done to a cell by hand, the first first. */
export async function historyOf(tx: Tx, id: CellId): Promise<Entry[]> {
  const rows = await tx
    .selectFrom('ledger_history')
    .selectAll()
    .where('cell_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map(({ at, by_id: by, what, reason }) => ({
    at,
    by: by === 'clock' ? null : MemberId.parse(by),
    what: z.enum(MOVES).parse(what),
    reason,
  }))
}

/** How many cells of each programme that runs are in which state, and how many of them are late. */
export async function tally(
  tx: Tx,
  today: Temporal.PlainDate,
): Promise<{ programme: ProgrammeId; state: Cell['state']; count: number; late: number }[]> {
  const { rows } = await sql<{ programme_id: string; state: string; count: number; late: number }>`
    select c.programme_id, c.state, count(*)::int as count,
        count(*) filter (where c.state in ('open', 'returned') and c.due_on < ${today.toString()}::date)::int as late
      from ledger_states c
        join ledger_programmes p on p.id = c.programme_id and p.closed_at is null
        join ledger_rows r on r.programme_id = c.programme_id and r.id = c.row_id and not r.gone
      group by c.programme_id, c.state`.execute(tx)
  return rows.map(({ programme_id: programme, state, count, late }) => ({
    programme: ProgrammeId.parse(programme),
    state: z.enum(CELL_STATES).parse(state),
    count,
    late,
  }))
}
