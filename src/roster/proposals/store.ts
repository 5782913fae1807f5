import { sql } from 'kysely'
import { affected, type Expired } from '../../db/affected.ts'
import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { BranchId, MemberId } from '../../ids.ts'
import { type Changes, ENTRY_KINDS, LOSS_REASONS } from '../load/types.ts'
import type { Content, Proposal } from './types.ts'

const State = z.enum(['faulty', 'waiting', 'confirmed', 'refused', 'over'])
const Fault = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number().exactOptional(),
  what: z.string(),
  cure: z.string(),
})
const Loss = z.object({
  reasons: z.array(z.enum(LOSS_REASONS)),
  people: z.array(MemberId),
  accounts: z.array(MemberId),
  branches: z.array(BranchId),
  secretaries: z.array(BranchId).default([]),
  admins: z.array(MemberId),
  before: z.number(),
})
const StoredContent: z.ZodType<Content> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('faulty'), faults: z.array(Fault) }),
  z.object({ kind: z.literal('waiting'), loss: Loss }),
])
const Ids = z.array(z.string())
const StoredChanges: z.ZodType<Changes> = z.partialRecord(
  z.enum(ENTRY_KINDS),
  z.object({ added: Ids, changed: Ids, gone: Ids }),
)

/** One version, locked until the transaction ends. */
export async function lock(tx: Tx, version: string): Promise<Proposal | undefined> {
  const row = await proposals(tx).where('version', '=', version).forUpdate().executeTakeFirst()
  return row && proposalOf(row)
}

export async function byVersion(tx: Tx, version: string): Promise<Proposal | undefined> {
  const row = await proposals(tx).where('version', '=', version).executeTakeFirst()
  return row && proposalOf(row)
}

/** What the files say at present and is not in force, if there is such a version. */
export async function current(tx: Tx): Promise<Proposal | undefined> {
  const row = await proposals(tx)
    .where('state', '<>', 'over')
    .orderBy('since', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && proposalOf(row)
}

/** Writes a version that is new, or that was over and has come again. */
export async function begin(
  tx: Tx,
  { version, content, at }: { version: string; content: Content; at: Temporal.Instant },
): Promise<void> {
  const values = { state: content.kind, content: JSON.stringify(content), since: at, decided_by: null }
  await tx
    .insertInto('roster_proposals')
    .values({ version, ...values })
    .onConflict((conflict) =>
      conflict
        .column('version')
        .doUpdateSet((eb) => ({ ...values, asked: eb('roster_proposals.asked', '+', 1) })),
    )
    .execute()
}

/** Ends every version but this one; returns those that it ended. */
export async function endOthers(tx: Tx, version: string | null): Promise<string[]> {
  const rows = await tx
    .updateTable('roster_proposals')
    .set({ state: 'over' })
    .where('state', '<>', 'over')
    .$if(version !== null, (query) => query.where('version', '<>', version ?? ''))
    .returning('version')
    .execute()
  return rows.map((row) => row.version)
}

export async function decide(
  tx: Tx,
  version: string,
  decision: { state: 'confirmed' | 'refused'; by: string },
): Promise<void> {
  const { state, by } = decision
  await tx
    .updateTable('roster_proposals')
    .set({ state, decided_by: by })
    .where('version', '=', version)
    .execute()
}

/** Keeps what a load changed; returns the id by which it is found. */
export async function keepChanges(tx: Tx, changes: Changes, at: Temporal.Instant): Promise<string> {
  const row = await tx
    .insertInto('roster_changes')
    .values({ at, content: JSON.stringify(changes) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function changesOf(tx: Tx, id: string): Promise<Changes> {
  const row = await tx
    .selectFrom('roster_changes')
    .select('content')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return StoredChanges.parse(row.content)
}

function proposals(tx: Tx) {
  return tx.selectFrom('roster_proposals').select(['version', 'state', 'content', 'asked'])
}

function proposalOf(row: { version: string; state: string; content: unknown; asked: number }): Proposal {
  const { version, state, content, asked } = row
  return { version, state: State.parse(state), content: StoredContent.parse(content), asked }
}

/** Deletes what loads of before changed, and what was wrong with versions that are over; that they were asked about stays. */
export async function expire(tx: Tx, { before, most }: Expired): Promise<number[]> {
  return [
    await affected(
      tx,
      sql`delete from roster_changes where ctid = any(array(
        select ctid from roster_changes where at < ${before} limit ${most}))`,
    ),
    await affected(
      tx,
      sql`update roster_proposals set content = '{"kind":"faulty","faults":[]}'::jsonb
        where version = any(array(select version from roster_proposals
          where state = 'over' and since < ${before} and content <> '{"kind":"faulty","faults":[]}'::jsonb
          limit ${most}))`,
    ),
  ]
}
