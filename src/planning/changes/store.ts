import { affected, type Expired } from '../../db/affected.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { CHANGE_FIELDS, type Change, ChangeId, FORM_FIELDS, type Stage } from './types.ts'

const Local = z.string().transform((text) => Temporal.PlainDateTime.from(text))
const SaidAt = { saidAt: Local.nullish() }
const PlannedChange = z.discriminatedUnion('aspect', [
  z.object({
    aspect: z.literal('time'),
    start: Local,
    minutes: z.number().nullable(),
    place: z.string().nullable().default(null),
  }),
  z.object({ aspect: z.literal('place'), place: z.string() }),
  z.object({ aspect: z.literal('agenda'), agenda: z.array(z.string()) }),
  z.object({ aspect: z.literal('cancel'), reason: z.string().nullable() }),
  z.object({ aspect: z.enum(['withdraw', 'announce']) }),
])
const Form = { aspect: z.enum(FORM_FIELDS), filled: z.record(z.string(), z.string()) }
const Stored: z.ZodType<Stage> = z.discriminatedUnion('at', [
  z.object({ at: z.literal('facts'), done: z.enum(CHANGE_FIELDS).nullable() }),
  z.object({
    at: z.literal('which'),
    among: z.array(MeetingId),
    intent: z.object({ ...Form, wish: PlannedChange.nullable(), shift: z.string().optional(), ...SaidAt }),
  }),
  z.object({ at: z.literal('form'), ...Form, ...SaidAt }),
  z.object({ at: z.literal('preview'), wish: PlannedChange, version: z.number(), ...SaidAt }),
  z.object({ at: z.literal('over') }),
])

const isOpen = sql<boolean>`stage ->> 'at' <> 'over'`

/** Begins a change; null when one of that key was begun before. */
export async function begin(
  tx: Tx,
  change: Omit<Change, 'id'> & { key: string; at: Temporal.Instant },
): Promise<ChangeId | null> {
  const row = await tx
    .insertInto('meetings_changes')
    .values({
      key: change.key,
      by_id: change.by,
      meeting_id: change.meeting,
      stage: JSON.stringify(change.stage),
      at: change.at,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row === undefined ? null : ChangeId.parse(row.id)
}

/** The change, locked until the transaction ends: presses on its card go one by one. */
export async function lock(tx: Tx, id: ChangeId): Promise<Change | undefined> {
  const row = await changes(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && changeOf(row)
}

export async function byId(tx: Tx, id: ChangeId): Promise<Change | undefined> {
  const row = await changes(tx).where('id', '=', id).executeTakeFirst()
  return row && changeOf(row)
}

function changes(tx: Tx) {
  return tx.selectFrom('meetings_changes').select(['id', 'by_id', 'meeting_id', 'stage'])
}

function changeOf(row: { id: string; by_id: string; meeting_id: string; stage: unknown }): Change {
  return {
    id: ChangeId.parse(row.id),
    by: MemberId.parse(row.by_id),
    meeting: MeetingId.parse(row.meeting_id),
    stage: Stored.parse(row.stage),
  }
}

export async function setStage(tx: Tx, id: ChangeId, stage: Stage): Promise<void> {
  await tx
    .updateTable('meetings_changes')
    .set({ stage: JSON.stringify(stage) })
    .where('id', '=', id)
    .execute()
}

/** Settles which meeting is meant. */
export async function setMeeting(tx: Tx, id: ChangeId, meeting: MeetingId): Promise<void> {
  await tx.updateTable('meetings_changes').set({ meeting_id: meeting }).where('id', '=', id).execute()
}

/** Ends every other change of this person for this meeting that is not ended, and tells which. */
export async function endOthers(tx: Tx, of: Pick<Change, 'id' | 'by' | 'meeting'>): Promise<ChangeId[]> {
  const over: Stage = { at: 'over' }
  const rows = await tx
    .updateTable('meetings_changes')
    .set({ stage: JSON.stringify(over) })
    .where('by_id', '=', of.by)
    .where('id', '<>', of.id)
    .where('meeting_id', '=', of.meeting)
    .where(isOpen)
    .returning('id')
    .execute()
  return rows.map(({ id }) => ChangeId.parse(id))
}

/** Every change of a meeting that is not ended: their cards show it. */
export async function openOf(tx: Tx, meeting: MeetingId): Promise<ChangeId[]> {
  const rows = await tx
    .selectFrom('meetings_changes')
    .select('id')
    .where('meeting_id', '=', meeting)
    .where(isOpen)
    .execute()
  return rows.map(({ id }) => ChangeId.parse(id))
}

/** Deletes dialogues that began before. */
export async function deleteDialogues(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from meetings_changes where ctid = any(array(
      select ctid from meetings_changes where at < ${before} limit ${most}))`,
  )
}
