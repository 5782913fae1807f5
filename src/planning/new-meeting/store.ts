import { sql } from 'kysely'
import { affected, type Expired } from '../../db/affected.ts'
import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import type { Complete, Draft, NewMeetingDialogue, Stage } from './types.ts'

const Local = z.string().transform((text) => Temporal.PlainDateTime.from(text))
const shape = {
  title: z.string(),
  minutes: z.number().nullable(),
  place: z.string(),
  agenda: z.array(z.string()),
  saidAt: Local.nullable().default(null),
}
const StoredDraft: z.ZodType<Draft> = z.object({
  ...shape,
  whom: z.string().nullable(),
  type: z.string().nullable(),
  start: Local.nullable(),
})
const StoredComplete: z.ZodType<Complete> = z.object({
  ...shape,
  whom: z.string(),
  type: z.string(),
  start: Local,
})
const Stored: z.ZodType<Stage> = z.discriminatedUnion('at', [
  z.object({ at: z.literal('when'), draft: StoredDraft, question: z.string(), choices: z.array(Local) }),
  z.object({
    at: z.literal('form'),
    draft: StoredDraft,
    question: z.string().nullable(),
    filled: z.record(z.string(), z.string()),
  }),
  z.object({ at: z.literal('preview'), draft: StoredComplete, past: z.boolean() }),
  z.object({ at: z.enum(['booked', 'recorded']) }),
  z.object({ at: z.literal('dropped') }),
])

type Begun = Omit<NewMeetingDialogue, 'id'> & { key: string; at: Temporal.Instant }

/** Begins a draft; null when one of that key was begun before. */
export async function begin(tx: Tx, { key, by, stage, at }: Begun): Promise<MeetingId | null> {
  const row = await tx
    .insertInto('meetings_drafts')
    .values({ key, by_id: by, stage: JSON.stringify(stage), at })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row === undefined ? null : MeetingId.parse(row.id)
}

/** The draft of that key, begun now or before. */
export async function keep(tx: Tx, of: Begun): Promise<MeetingId> {
  const id = await begin(tx, of)
  if (id !== null) return id
  const row = await drafts(tx).where('key', '=', of.key).executeTakeFirstOrThrow()
  return MeetingId.parse(row.id)
}

/** The draft, locked until the transaction ends: presses on its card go one by one. */
export async function lock(tx: Tx, id: MeetingId): Promise<NewMeetingDialogue | undefined> {
  const row = await drafts(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && dialogueOf(row)
}

/** The draft; undefined when there is none. */
export async function byId(tx: Tx, id: MeetingId): Promise<NewMeetingDialogue | undefined> {
  const row = await drafts(tx).where('id', '=', id).executeTakeFirst()
  return row && dialogueOf(row)
}

export async function setStage(tx: Tx, id: MeetingId, stage: Stage): Promise<void> {
  const changes = { stage: JSON.stringify(stage) }
  await tx.updateTable('meetings_drafts').set(changes).where('id', '=', id).execute()
}

function drafts(tx: Tx) {
  return tx.selectFrom('meetings_drafts').select(['id', 'by_id', 'stage'])
}

function dialogueOf(row: { id: string; by_id: string; stage: unknown }): NewMeetingDialogue {
  return { id: MeetingId.parse(row.id), by: MemberId.parse(row.by_id), stage: Stored.parse(row.stage) }
}

/** Deletes dialogues that began before. */
export async function deleteDialogues(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from meetings_drafts where ctid = any(array(
      select ctid from meetings_drafts where at < ${before} limit ${most}))`,
  )
}
