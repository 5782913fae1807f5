import { sql } from 'kysely'
import { z } from 'zod'
import { Question } from '../../../config/college/questions.ts'
import { affected, type Expired } from '../../db/affected.ts'
import type { Tx } from '../../db/tables.ts'
import { CollectionId, MemberId } from '../../ids.ts'
import { type Complete, type Dialogue, type Draft, PANELS, type Stage } from './types.ts'

const Local = z.string().transform((text) => Temporal.PlainDateTime.from(text))
const Day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))
const shape = { title: z.string(), questions: z.array(Question), people: z.string(), until: Day.nullable() }
const StoredDraft: z.ZodType<Draft> = z.object({
  ...shape,
  whom: z.string().nullable(),
  due: Local.nullable(),
})
const StoredComplete: z.ZodType<Complete> = z.object({ ...shape, whom: z.string(), due: Local })
const Stored: z.ZodType<Stage> = z.discriminatedUnion('at', [
  z.object({
    at: z.literal('edit'),
    draft: StoredDraft,
    panel: z.enum(PANELS),
    filled: z.record(z.string(), z.string()),
    said: z.string().nullable(),
  }),
  z.object({ at: z.literal('preview'), draft: StoredComplete }),
  z.object({ at: z.literal('started') }),
  z.object({ at: z.literal('dropped') }),
])

/** Begins a draft; null when one of that key was begun before. */
export async function begin(
  tx: Tx,
  { key, by, stage, at }: Omit<Dialogue, 'id'> & { key: string; at: Temporal.Instant },
): Promise<CollectionId | null> {
  const row = await tx
    .insertInto('collections_drafts')
    .values({ key, by_id: by, stage: JSON.stringify(stage), at })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row === undefined ? null : CollectionId.parse(row.id)
}

/** The draft, locked until the transaction ends: presses on its card go one by one. */
export async function lock(tx: Tx, id: CollectionId): Promise<Dialogue | undefined> {
  const row = await drafts(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && dialogueOf(row)
}

export async function byId(tx: Tx, id: CollectionId): Promise<Dialogue | undefined> {
  const row = await drafts(tx).where('id', '=', id).executeTakeFirst()
  return row && dialogueOf(row)
}

export async function setStage(
  tx: Tx,
  { id, stage, at }: { id: CollectionId; stage: Stage; at: Temporal.Instant },
): Promise<void> {
  const changes = { stage: JSON.stringify(stage), at }
  await tx.updateTable('collections_drafts').set(changes).where('id', '=', id).execute()
}

function drafts(tx: Tx) {
  return tx.selectFrom('collections_drafts').select(['id', 'by_id', 'stage'])
}

function dialogueOf(row: { id: string; by_id: string; stage: unknown }): Dialogue {
  return { id: CollectionId.parse(row.id), by: MemberId.parse(row.by_id), stage: Stored.parse(row.stage) }
}

/** Deletes drafts that nobody has touched since before. */
export async function deleteDialogues(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from collections_drafts where ctid = any(array(
      select ctid from collections_drafts where at < ${before} limit ${most}))`,
  )
}
