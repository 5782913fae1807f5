import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { BranchId } from '../../ids.ts'
import type { Decided, Visited } from './types.ts'

const Day = z.string().transform((text) => Temporal.PlainDate.from(text))
const Visit = z
  .object({
    ...{ id: z.string(), branch_id: BranchId, day: Day, made: z.boolean(), confirmed: z.boolean() },
    ...{ asked: z.int(), closed: z.int() },
  })
  .transform(
    ({ id, branch_id: branch, day, made, confirmed, asked, closed }): Visited => ({
      ...{ id, branch, day, isMade: made, isConfirmed: confirmed, remedies: { asked, closed } },
    }),
  )
const Decision = z
  .object({ id: z.string(), branch_id: BranchId, due_on: Day, done_at: z.string().nullable() })
  .transform(({ id, branch_id: branch, due_on: dueOn, done_at }): Decided => {
    return { id, branch, dueOn, doneAt: done_at === null ? null : Temporal.Instant.from(done_at) }
  })

type Days = { from: Temporal.PlainDate; to: Temporal.PlainDate }

/** The visits to these branches, and the decisions that they carry out, of these days, the last one among them, in one statement. */
export async function oversight(
  tx: Tx,
  { of, from, to }: Days & { of: readonly BranchId[] },
): Promise<{ visits: Visited[]; decisions: Decided[] }> {
  if (of.length === 0) return { visits: [], decisions: [] }
  const between = (day: string) => sql`branch_id = any(${[...of]})
    and ${sql.ref(day)} >= ${from.toString()}::date and ${sql.ref(day)} <= ${to.toString()}::date`
  const { rows } = await sql<{ visits: unknown; decisions: unknown }>`
    select
      (select json_agg(v order by v.day, v.id) from pub_visits v where ${between('day')}) as visits,
      (select json_agg(d order by d.due_on, d.id) from pub_decisions d where ${between('due_on')}) as decisions
    `.execute(tx)
  return {
    visits: Visit.array().parse(rows[0]?.visits ?? []),
    decisions: Decision.array().parse(rows[0]?.decisions ?? []),
  }
}

/** The visits of a term. */
export async function visitsOfTerm(tx: Tx, term: string): Promise<Visited[]> {
  const { rows } = await sql<{ visits: unknown }>`
    select json_agg(v) as visits from pub_visits v where term = ${term}`.execute(tx)
  return Visit.array().parse(rows[0]?.visits ?? [])
}
