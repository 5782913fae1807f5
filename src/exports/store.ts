import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { affected, type Expired } from '../db/affected.ts'
import type { Tables, Tx } from '../db/tables.ts'
import { Unfit } from '../errors.ts'
import { MemberId } from '../ids.ts'
import { type ExportKind, type ExportRequest, STATES, type Wanted } from './types.ts'

type Asking = Wanted & { kind: ExportKind; title: string; at: Temporal.Instant }

/** Writes down that somebody wants a file, and returns its id: that of the same one which is still open. */
export async function ask(tx: Tx, { kind, ref, title, who, at }: Asking): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into exports_requests (kind, ref, title, member_id, asked_at, state)
    values (${kind}, ${ref}, ${title}, ${who}, ${at}, 'asked')
    on conflict (member_id, kind, ref) where state in ('asked', 'waiting')
    do update set title = excluded.title returning id`.execute(tx)
  return z.object({ id: z.string() }).parse(rows[0]).id
}

/** One of them. Throws when there never was one. */
export async function byId(tx: Tx, id: string): Promise<ExportRequest> {
  const query = tx.selectFrom('exports_requests').selectAll().where('id', '=', id)
  return requestOf(await query.executeTakeFirstOrThrow(() => new Unfit(`no export ${id}`)))
}

/** The same, locked until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<ExportRequest> {
  const query = tx.selectFrom('exports_requests').selectAll().where('id', '=', id).forUpdate()
  return requestOf(await query.executeTakeFirstOrThrow(() => new Unfit(`no export ${id}`)))
}

type Change = Pick<ExportRequest, 'state'> &
  Partial<Pick<ExportRequest, 'reason' | 'names' | 'by'>> & { at: Temporal.Instant }

export async function change(tx: Tx, id: string, { state, at, by, ...said }: Change): Promise<void> {
  const ended =
    state === 'waiting' ? {} : { decided_at: at, ...(by === undefined ? {} : { decided_by_id: by }) }
  await tx
    .updateTable('exports_requests')
    .set({ state, ...said, ...ended })
    .where('id', '=', id)
    .execute()
}

function requestOf(row: Selectable<Tables['exports_requests']>): ExportRequest {
  return {
    ...{ id: row.id, ref: row.ref, title: row.title, reason: row.reason, names: row.names ?? 0 },
    // Only `ask` writes it, and it takes an ExportKind.
    kind: row.kind as ExportKind,
    who: MemberId.parse(row.member_id),
    state: z.enum(STATES).parse(row.state),
    by: MemberId.nullable().parse(row.decided_by_id),
    askedAt: row.asked_at,
  }
}

/** Deletes what was asked for before. */
export async function deleteRequests(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from exports_requests where ctid = any(array(
      select ctid from exports_requests where asked_at < ${before} limit ${most}))`,
  )
}
