import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Tables, Tx } from '../../db/tables.ts'
import { MemberId, RequestId } from '../../ids.ts'
import { OWED } from '../rules.ts'
import { type Application, APPLICATION_STATES } from './types.ts'

const State = z.enum(APPLICATION_STATES)

/** The application about a request; undefined when nobody has asked. */
export async function applicationOf(tx: Tx, request: RequestId): Promise<Application | undefined> {
  const query = tx.selectFrom('reports_extensions').selectAll().where('request_id', '=', request)
  const row = await query.executeTakeFirst()
  return row && applicationIn(row)
}

/** Those that are still to be decided on, in the order in which they were made. */
export async function waiting(tx: Tx): Promise<Application[]> {
  const rows = await tx
    .selectFrom('reports_extensions as e')
    .innerJoin('reports_requests as r', 'r.id', 'e.request_id')
    .selectAll('e')
    .where('e.state', '=', 'asked')
    .where('r.state', 'in', OWED)
    .orderBy('e.asked_at')
    .orderBy('e.request_id')
    .execute()
  return rows.map(applicationIn)
}

export type New = Pick<Application, 'request' | 'by' | 'at' | 'until' | 'why'>

/** Keeps an application. The caller holds the request, and has seen that there is none. */
export async function insert(tx: Tx, { request, by, at, until, why }: New): Promise<void> {
  const row = { request_id: request, asked_by: by, asked_at: at, until_on: until.toString(), why }
  await tx.insertInto('reports_extensions').values(row).execute()
}

export type Decision = { state: 'granted' | 'declined'; by: MemberId; at: Temporal.Instant }

/** Keeps what was decided. The caller holds the request, and has seen that it is still to be decided on. */
export async function decide(tx: Tx, request: RequestId, { state, by, at }: Decision): Promise<void> {
  const decided = { state, decided_by: by, decided_at: at }
  await tx.updateTable('reports_extensions').set(decided).where('request_id', '=', request).execute()
}

/** Empties why other days were asked for before. */
export async function emptyReasons(tx: Tx, before: Temporal.Instant): Promise<void> {
  const old = tx.updateTable('reports_extensions').set({ why: '' }).where('asked_at', '<', before)
  await old.where('why', '<>', '').execute()
}

function applicationIn(row: Selectable<Tables['reports_extensions']>): Application {
  return {
    request: RequestId.parse(row.request_id),
    by: MemberId.parse(row.asked_by),
    at: row.asked_at,
    until: Temporal.PlainDate.from(row.until_on),
    why: row.why,
    state: State.parse(row.state),
    decidedBy: row.decided_by === null ? null : MemberId.parse(row.decided_by),
  }
}
