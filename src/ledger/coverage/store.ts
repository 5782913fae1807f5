import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import { type BranchId, ProgrammeId } from '../../ids.ts'
import { AHEAD } from '../rules.ts'
import type { Counts, Mark, RoundCounts } from './types.ts'

/** A day, and of which branches' rows something is counted then; null: of all rows. */
type Within = { on: Temporal.PlainDate; branches: readonly BranchId[] | null }

function rowsWithin({ branches }: Within) {
  return branches === null ? sql`not r.gone` : sql`not r.gone and r.branch_id = any(${[...branches]}::text[])`
}

/** What is counted of each programme that runs and has rows. */
export async function counts(tx: Tx, within: Within): Promise<Map<ProgrammeId, Counts>> {
  const today = within.on
  const near = today.add(AHEAD).toString()
  const { rows } = await sql<{ id: string } & Counts>`
    with cells as (
      select c.programme_id, c.row_id, c.round, c.due_on, c.state in ('done', 'waived') as is_done,
          c.state in ('open', 'returned') and c.due_on < ${today.toString()}::date as is_late,
          c.state in ('open', 'returned', 'handedIn') and (c.request_id is not null
            or c.needs in ('tick', 'measure') or c.due_on <= ${near}::date) as is_asked
        from ledger_states c
          join ledger_programmes p on p.id = c.programme_id and p.closed_at is null
          join ledger_rows r on r.programme_id = c.programme_id and r.id = c.row_id and ${rowsWithin(within)}),
    by_row as (
      select programme_id, bool_and(is_done) as is_complete, bool_or(is_late) as is_late, count(*) as cells,
          count(*) filter (where is_done) as done, count(*) filter (where round = '') as once,
          count(*) filter (where round <> '' and due_on < ${today.toString()}::date) as over,
          bool_or(is_asked) as is_asked
        from cells group by programme_id, row_id)
    select programme_id as id, count(*)::int as rows, (count(*) filter (where is_complete))::int as complete,
        (count(*) filter (where is_late))::int as late, sum(cells)::int as cells, sum(done)::int as done,
        sum(once)::int as once, sum(over)::int as "roundsOver", coalesce(bool_or(is_asked), false) as asked
      from by_row group by programme_id`.execute(tx)
  return new Map(rows.map(({ id, ...counted }) => [ProgrammeId.parse(id), counted]))
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
