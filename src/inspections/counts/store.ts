import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'

/** What was held between two instants. */
type Span = { branch: BranchId; from: Temporal.Instant; to: Temporal.Instant }

function heldIn(tx: Tx, { branch, from, to }: Span) {
  return tx
    .selectFrom('pub_meetings as m')
    .where('m.branch_id', '=', branch)
    .where('m.state', '=', 'ended')
    .where('m.starts_at', '>=', from)
    .where('m.starts_at', '<', to)
}

/** How many sittings of a type were held, and how many of them had an agenda; the type goes by any of these names. */
export async function themes(
  tx: Tx,
  { types, ...span }: Span & { types: readonly string[] },
): Promise<{ held: number; themed: number }> {
  const row = await heldIn(tx, span)
    .where(sql<boolean>`m.types && ${[...types]}`)
    .select([
      sql<number>`count(*)::int`.as('held'),
      sql<number>`count(*) filter (where m.themed)::int`.as('themed'),
    ])
    .executeTakeFirstOrThrow()
  return row
}

/** How many sittings were held, of how many it is written down who came, and how many leaves are marked. */
export async function rolls(tx: Tx, span: Span): Promise<{ held: number; recorded: number; leave: number }> {
  return heldIn(tx, span)
    .leftJoin('pub_attendance as a', 'a.meeting_id', 'm.id')
    .select([
      sql<number>`count(*)::int`.as('held'),
      sql<number>`count(*) filter (where a.closed_at is not null and a.unconfirmed = 0)::int`.as('recorded'),
      sql<number>`coalesce(sum(a.leave), 0)::int`.as('leave'),
    ])
    .executeTakeFirstOrThrow()
}

/** How many missed a sitting, and how many of them have made it up. */
export async function makeups(tx: Tx, span: Span): Promise<{ missed: number; made: number }> {
  return heldIn(tx, span)
    .innerJoin('pub_attendance as a', 'a.meeting_id', 'm.id')
    .leftJoin('pub_makeups as u', 'u.meeting_id', 'm.id')
    .select([
      sql<number>`coalesce(sum(a.leave + a.absent), 0)::int`.as('missed'),
      sql<number>`coalesce(sum(u.made), 0)::int`.as('made'),
    ])
    .executeTakeFirstOrThrow()
}

/** How many records of meetings were due, handed in late, and not handed in. */
export async function reports(tx: Tx, span: Span): Promise<{ asked: number; late: number; missing: number }> {
  return heldIn(tx, span)
    .innerJoin('pub_reports as r', 'r.meeting_id', 'm.id')
    .where('r.due_at', '<', span.to)
    .where('r.state', 'not in', ['waived', 'notHeld'])
    .select([
      sql<number>`count(*)::int`.as('asked'),
      sql<number>`count(*) filter (where r.late)::int`.as('late'),
      sql<number>`count(*) filter (where r.submitted_at is null)::int`.as('missing'),
    ])
    .executeTakeFirstOrThrow()
}

/** How many tasks by the college's decisions were due on these days, and how many of them are done. */
export async function decisions(
  tx: Tx,
  { branch, from, to }: { branch: BranchId; from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<{ due: number; done: number }> {
  return tx
    .selectFrom('pub_decisions')
    .where('branch_id', '=', branch)
    .where('due_on', '>=', from.toString())
    .where('due_on', '<', to.toString())
    .select([sql<number>`count(*)::int`.as('due'), sql<number>`count(*) filter (where done)::int`.as('done')])
    .executeTakeFirstOrThrow()
}
