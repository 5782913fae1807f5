import { sql } from 'kysely'
import { z } from 'zod'
import { Programme as Definition } from '../../../config/college/programmes.ts'
import { affected, type Expired } from '../../db/affected.ts'
import type { Db, Tx } from '../../db/tables.ts'
import { BranchId, LedgerDraftId, MemberId, ProgrammeId } from '../../ids.ts'
import { StepShape } from '../steps/service.ts'
import { type Complete, type Dialogue, type Draft, PANELS, READ_REFUSALS, type Stage } from './types.ts'

const Day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))
const lines = z.array(z.object({ line: z.int(), said: z.string() }))
const found = z.object({
  of: z.enum(['branches', 'people', 'projects']),
  rows: z.int(),
  missing: z.array(BranchId),
  unknown: lines,
  attributes: z.array(z.string()),
  unread: lines,
})
const { rows, digest } = Definition.shape
const shape = {
  title: z.string(),
  digest,
  steps: z.array(StepShape),
  found: found.nullable(),
  done: z.array(z.object({ row: z.string(), step: z.string(), on: Day.nullable() })),
}
const StoredDraft: z.ZodType<Draft> = z.object({ ...shape, rows: rows.nullable() })
const StoredComplete: z.ZodType<Complete> = z.object({ ...shape, rows })
const Stored: z.ZodType<Stage> = z.discriminatedUnion('at', [
  z.object({ at: z.literal('awaiting'), refusal: z.enum(READ_REFUSALS).nullable() }),
  z.object({ at: z.literal('reading'), file: z.string(), name: z.string(), isHere: z.boolean() }),
  z.object({
    at: z.literal('edit'),
    draft: StoredDraft,
    panel: z.enum(PANELS),
    editing: z.string().nullable(),
    filled: z.record(z.string(), z.string()),
    said: z.string().nullable(),
  }),
  z.object({ at: z.literal('preview'), draft: StoredComplete }),
  z.object({ at: z.literal('made'), programme: ProgrammeId, title: z.string() }),
  z.object({ at: z.literal('dropped') }),
])

/** Begins a draft; null when one of that key was begun before. */
export async function begin(
  tx: Tx,
  { key, by, stage, at }: Omit<Dialogue, 'id'> & { key: string; at: Temporal.Instant },
): Promise<LedgerDraftId | null> {
  const row = await tx
    .insertInto('ledger_drafts')
    .values({ key, by_id: by, stage: JSON.stringify(stage), at })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row === undefined ? null : LedgerDraftId.parse(String(row.id))
}

/** The draft, locked until the transaction ends: presses on its card go one by one. */
export async function lock(tx: Tx, id: LedgerDraftId): Promise<Dialogue | undefined> {
  const row = await drafts(tx).where('id', '=', Number(id)).forUpdate().executeTakeFirst()
  return row && dialogueOf(row)
}

export async function byId(db: Db | Tx, id: LedgerDraftId): Promise<Dialogue | undefined> {
  const row = await drafts(db).where('id', '=', Number(id)).executeTakeFirst()
  return row && dialogueOf(row)
}

/** The newest draft of a person that awaits a workbook since then, locked; undefined when none does. */
export async function lockAwaiting(
  tx: Tx,
  { by, since }: { by: MemberId; since: Temporal.Instant },
): Promise<Dialogue | undefined> {
  const row = await drafts(tx)
    .where('by_id', '=', by)
    .where(sql<boolean>`stage ->> 'at' = 'awaiting'`)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return row && dialogueOf(row)
}

export async function setStage(
  tx: Tx,
  { id, stage, at }: { id: LedgerDraftId; stage: Stage; at: Temporal.Instant },
): Promise<void> {
  const changes = { stage: JSON.stringify(stage), at }
  await tx.updateTable('ledger_drafts').set(changes).where('id', '=', Number(id)).execute()
}

function drafts(db: Db | Tx) {
  return db.selectFrom('ledger_drafts').select(['id', 'by_id', 'stage'])
}

function dialogueOf(row: { id: number; by_id: string; stage: unknown }): Dialogue {
  return {
    id: LedgerDraftId.parse(String(row.id)),
    by: MemberId.parse(row.by_id),
    stage: Stored.parse(row.stage),
  }
}

/** Deletes drafts that nobody has touched since before. */
export async function deleteDrafts(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from ledger_drafts where ctid = any(array(
      select ctid from ledger_drafts where at < ${before} limit ${most}))`,
  )
}
