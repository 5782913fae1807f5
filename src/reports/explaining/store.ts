import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Tables, Tx } from '../../db/tables.ts'
import { MemberId, RequestId } from '../../ids.ts'
import { type Explanation, type ExplanationOutcome, OUTCOMES } from './types.ts'

const Outcome = z.enum(OUTCOMES).nullable()

/** The last explanation of a request; undefined when there is none. */
export async function last(tx: Tx, request: RequestId): Promise<Explanation | undefined> {
  const query = tx.selectFrom('reports_explanations').selectAll().where('request_id', '=', request)
  const row = await query.orderBy('n', 'desc').limit(1).executeTakeFirst()
  return row && explanationIn(row)
}

export type Nth = { request: RequestId; n: number }

/** One of them. */
export async function nth(tx: Tx, { request, n }: Nth): Promise<Explanation | undefined> {
  const query = tx.selectFrom('reports_explanations').selectAll().where('request_id', '=', request)
  const row = await query.where('n', '=', n).executeTakeFirst()
  return row && explanationIn(row)
}

/** Those that wait for an answer, the oldest first. */
export async function waiting(tx: Tx): Promise<Explanation[]> {
  const query = tx.selectFrom('reports_explanations').selectAll().where('outcome', 'is', null)
  return (await query.orderBy('at').orderBy('request_id').execute()).map(explanationIn)
}

/** Keeps one. The caller holds the request. */
export async function insert(
  tx: Tx,
  { request, n, by, at, said }: Pick<Explanation, 'request' | 'n' | 'by' | 'at' | 'said'>,
): Promise<void> {
  const row = { request_id: request, n, by_id: by, at, said }
  await tx.insertInto('reports_explanations').values(row).execute()
}

export type Answer = { outcome: ExplanationOutcome; by: MemberId; at: Temporal.Instant; answer: string }

/** Keeps what was answered. The caller holds the request. */
export async function answer(
  tx: Tx,
  { request, n }: Nth,
  { outcome, by, at, ...said }: Answer,
): Promise<void> {
  const set = { outcome, answered_by: by, answered_at: at, ...said }
  const query = tx.updateTable('reports_explanations').set(set).where('request_id', '=', request)
  await query.where('n', '=', n).execute()
}

/** Empties what was explained and answered before. */
export async function emptyExplanations(tx: Tx, before: Temporal.Instant): Promise<void> {
  const old = tx.updateTable('reports_explanations').set({ said: '', answer: '' }).where('at', '<', before)
  await old.where((eb) => eb.or([eb('said', '<>', ''), eb('answer', '<>', '')])).execute()
}

function explanationIn(row: Selectable<Tables['reports_explanations']>): Explanation {
  return {
    request: RequestId.parse(row.request_id),
    n: row.n,
    by: MemberId.parse(row.by_id),
    at: row.at,
    said: row.said,
    outcome: Outcome.parse(row.outcome),
    answeredBy: row.answered_by === null ? null : MemberId.parse(row.answered_by),
    answer: row.answer,
  }
}
