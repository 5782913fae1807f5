import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import { type BranchId, ProgrammeId } from '../../ids.ts'
import type { Counts, Mark, RoundCounts } from './types.ts'

/** A day, and of which branches' rows something is counted then; null: of all rows. */
type Within = { on: Temporal.PlainDate; branches: readonly BranchId[] | null }

function rowsWithin({ branches }: Within) {
  return branches === null ? sql`not r.gone` : sql`not r.gone and r.branch_id = any(${[...branches]}::text[])`
}

/** What is counted of each programme that runs and has rows. */
export async function counts(tx: Tx, within: Within): Promise<Map<ProgrammeId, Counts>> {
  const today = within.on.toString()
  const { rows } = await sql<Row>`
    with cells as (
      select c.programme_id, c.row_id, c.round = '' as is_once, c.after_id is not null as waits,
          c.due_on < ${today}::date as is_over, c.state in ('done', 'waived') as is_done,
          c.state in ('open', 'returned') and c.due_on < ${today}::date as is_late
        from ledger_states c
          join ledger_programmes p on p.id = c.programme_id and p.closed_at is null
          join ledger_rows r on r.programme_id = c.programme_id and r.id = c.row_id and ${rowsWithin(within)}),
    by_row as (
      select programme_id, bool_and(is_done) as is_complete,
          coalesce(bool_and(is_done) filter (where not waits), false) as is_covered,
          coalesce(bool_or(is_late), false) as is_late, count(*) as all_cells, count(*) filter (where is_done) as all_done,
          count(*) filter (where is_once and not waits) as first_cells,
          count(*) filter (where is_once and not waits and is_done) as first_done,
          count(*) filter (where is_once and is_over) as over_cells,
          count(*) filter (where is_once and is_over and is_done) as over_done,
          count(*) filter (where not is_once) as again_cells,
          count(*) filter (where not is_once and is_done) as again_done,
          count(*) filter (where not is_once and is_over) as again_over
        from cells group by programme_id, row_id)
    select programme_id as id, count(*)::int as rows, (count(*) filter (where is_complete))::int as complete,
        (count(*) filter (where is_covered))::int as covered, (count(*) filter (where is_late))::int as late,
        sum(all_cells)::int as all_cells, sum(all_done)::int as all_done, sum(first_cells)::int as first_cells,
        sum(first_done)::int as first_done, sum(over_cells)::int as over_cells, sum(over_done)::int as over_done,
        sum(again_cells)::int as again_cells, sum(again_done)::int as again_done, sum(again_over)::int as again_over
      from by_row group by programme_id`.execute(tx)
  return new Map(rows.map((row) => [ProgrammeId.parse(row.id), countsOf(row)]))
}

type Row = { id: string } & Pick<Counts, 'rows' | 'complete' | 'covered' | 'late'> & {
    [K in `${'all' | 'first' | 'over' | 'again'}_${'cells' | 'done'}` | 'again_over']: number
  }

function countsOf({ rows, complete, covered, late, ...row }: Row): Counts {
  return {
    ...{ rows, complete, covered, late, againOver: row.again_over },
    all: { cells: row.all_cells, done: row.all_done },
    first: { cells: row.first_cells, done: row.first_done },
    over: { cells: row.over_cells, done: row.over_done },
    again: { cells: row.again_cells, done: row.again_done },
  }
}

/** The rounds that a day lies in, of each programme that runs. */
export async function roundsOn(
  tx: Tx,
  within: Within,
): Promise<(RoundCounts & { programme: ProgrammeId })[]> {
  const { rows } = await sql<Round>`
    select c.programme_id, c.step_id, c.from_on, c.until_on, count(*)::int as cells,
        (count(*) filter (where c.state in ('done', 'waived')))::int as done
      from ledger_states c
        join ledger_programmes p on p.id = c.programme_id and p.closed_at is null
        join ledger_rows r on r.programme_id = c.programme_id and r.id = c.row_id and ${rowsWithin(within)}
      where c.round <> '' and ${within.on.toString()}::date between c.from_on and c.until_on
      group by c.programme_id, c.step_id, c.from_on, c.until_on`.execute(tx)
  return rows.map(
    ({ programme_id: programme, step_id: step, from_on: from, until_on: until, ...counted }) => ({
      programme: ProgrammeId.parse(programme),
      step,
      from: Temporal.PlainDate.from(from),
      until: Temporal.PlainDate.from(until),
      ...counted,
    }),
  )
}

type Round = {
  programme_id: string
  step_id: string
  from_on: string
  until_on: string
  cells: number
  done: number
}

/** Notes that a programme was behind at a mark; false: that was noted before. */
export async function noteBehind(
  tx: Tx,
  { programme, mark, day }: { programme: ProgrammeId; mark: Mark; day: Temporal.PlainDate },
): Promise<boolean> {
  const noted = await tx
    .insertInto('ledger_behind')
    .values({ programme_id: programme, mark, noted_on: day.toString() })
    .onConflict((conflict) => conflict.columns(['programme_id', 'mark']).doNothing())
    .returning('mark')
    .executeTakeFirst()
  return noted !== undefined
}

/** The programmes that were noted as behind on a day. */
export async function behindOn(tx: Tx, day: Temporal.PlainDate): Promise<Set<ProgrammeId>> {
  const rows = await tx
    .selectFrom('ledger_behind')
    .select('programme_id')
    .where('noted_on', '=', day.toString())
    .execute()
  return new Set(rows.map(({ programme_id: id }) => ProgrammeId.parse(id)))
}
