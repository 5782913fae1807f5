import type { Tx } from '../../db/tables.ts'
import { BranchId, MeetingId, type MemberId, RequestId } from '../../ids.ts'
import { About, type RequestState } from '../types.ts'
import type { Item, Progress } from './types.ts'

type Batch = { batch: string; term: string; who: MemberId; at: Temporal.Instant }

/** Orders the archive of each of these branches, null for the college. */
export async function ask(
  tx: Tx,
  { batch, term, who, at }: Batch,
  of: readonly (BranchId | null)[],
): Promise<void> {
  if (of.length === 0) return
  await tx
    .insertInto('reports_exports')
    .values(of.map((branch) => ({ batch, term, branch_id: branch, member_id: who, asked_at: at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The batch of that term that is still being made for a person; undefined: none is. */
export async function openBatch(
  tx: Tx,
  { who, term }: Pick<Batch, 'who' | 'term'>,
): Promise<string | undefined> {
  const query = tx.selectFrom('reports_exports').select('batch').where('member_id', '=', who)
  const open = query.where('term', '=', term).where('ended', 'is', null).limit(1)
  return (await open.executeTakeFirst())?.batch ?? undefined
}

const STATES: Readonly<Record<string, Progress['state']>> = { done: 'done', failed: 'failed' }

/** A batch: of which term, and how far each branch is; null when it is not known any more. */
export async function batchOf(tx: Tx, batch: string): Promise<{ term: string; branches: Progress[] } | null> {
  const query = tx.selectFrom('reports_exports').selectAll().where('batch', '=', batch)
  const rows = await query.orderBy('branch_id').execute()
  const [first] = rows
  if (first === undefined) return null
  const branches = rows.map(
    (row): Progress => ({
      branch: BranchId.nullable().parse(row.branch_id),
      state: STATES[row.ended ?? ''] ?? 'waiting',
      ...{ filed: row.filed ?? 0, missing: row.missing ?? 0 },
    }),
  )
  return { term: first.term ?? '', branches }
}

/** What was asked for of a branch, null for the college, between these instants; types and day are the meeting's. */
export async function askedIn(
  tx: Tx,
  { branch, from, until }: { branch: BranchId | null; from: Temporal.Instant; until: Temporal.Instant },
): Promise<(Omit<Item, 'on' | 'types'> & { askedAt: Temporal.Instant })[]> {
  const rows = await tx
    .selectFrom('reports_requests')
    .select(['id', 'meeting_id', 'title', 'state', 'drawn', 'asked_at', 'about_kind', 'about_id'])
    .where('about_kind', 'in', ['meeting', 'visit'])
    .where('branch_id', branch === null ? 'is' : '=', branch)
    .where('asked_at', '>=', from)
    .where('asked_at', '<', until)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: RequestId.parse(row.id),
    meeting: MeetingId.nullable().parse(row.meeting_id),
    title: row.title,
    // The column's check allows no other.
    state: row.state as RequestState,
    drawn: row.drawn,
    askedAt: row.asked_at,
    about: About.parse({ kind: row.about_kind, id: row.about_id }),
  }))
}
