import { keepRecord } from '../../attendance/service.ts'
import { visible } from '../../cards/visible.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, RequestId } from '../../ids.ts'
import { markStale } from '../../letters/service.ts'
import { isAfter } from '../../time/order.ts'
import {
  begunWith,
  confirmRef,
  countsOf,
  draftOf,
  lastVersion,
  type Outcome,
  refusalFor,
  saveDraft,
  addVersion,
} from '../drafts/service.ts'
import { makeMove } from '../moves/service.ts'
import { drawsFor, tellReader } from '../review/service.ts'
import * as rules from '../rules.ts'
import * as requests from '../store.ts'
import { takeDecisions } from '../tasks/service.ts'
import type { Draft, Report, Request } from '../types.ts'

/** What a person handed in on the confirm card of the `n`th draft. */
export type Submission = {
  request: RequestId
  who: MemberId
  n: number
  at: Temporal.Instant
  form: rules.Form
}

/** Hands a draft in: the next version of the report. Judged by the time of the click. */
export async function submit(ctx: Ctx, tx: Tx, submission: Submission): Promise<Outcome> {
  const { who, at } = submission
  const request = await requests.lock(tx, submission.request)
  const draft = await draftOf(tx, submission.request, who)
  if (request === undefined || draft === undefined) return { ok: false, refusal: 'superseded' }
  const refusal = rules.draftRefusal(draft, submission.n) ?? (await refusalFor(ctx, tx, { request, who, at }))
  if (refusal !== null) return { ok: false, refusal }
  const report = rules.filledIn(draft.report, submission.form)
  if (visible(report.content) === '') return { ok: false, refusal: 'empty' }
  if (await isRewritten(tx, draft, report)) return { ok: false, refusal: 'rewritten' }
  await saveDraft(tx, { ...draft, report, state: 'submitted', updatedAt: at })
  await handIn(ctx, tx, { request, who, at, report })
  return { ok: true }
}

type Text = { request: RequestId; who: MemberId; at: Temporal.Instant; content: string }

/** Hands in what was written on the card after the meeting, beside what its writer has begun or handed in elsewhere. */
export async function handInText(
  ctx: Ctx,
  tx: Tx,
  { request: id, who, at, content }: Text,
): Promise<Outcome> {
  const request = await requests.lock(tx, id)
  if (request === undefined) return { ok: false, refusal: 'settled' }
  const refusal = await refusalFor(ctx, tx, { request, who, at })
  if (refusal !== null) return { ok: false, refusal }
  if (visible(content) === '') return { ok: false, refusal: 'empty' }
  const before = await draftOf(tx, id, who)
  const isAgain = before?.state === 'submitted' && before.report.content.includes(content)
  if (isAgain && request.state === 'submitted') return { ok: false, refusal: 'already' }
  const begun = await begunWith(tx, id, who)
  const report = rules.addTo(begun.report, { ...rules.NOTHING, content })
  const { sources, said } = before ?? { sources: [], said: {} }
  const n = (before?.n ?? 0) + 1
  const draft = { request: id, by: who, n, report, seen: begun.seen, sources, said }
  await saveDraft(tx, { ...draft, state: 'submitted', updatedAt: at })
  if (n > 1) await markStale(tx, confirmRef.text({ request: id, by: who, n: n - 1 }), ['reports.confirm'])
  await handIn(ctx, tx, { request, who, at, report })
  return { ok: true }
}

/** What somebody else handed in is not replaced unseen: once, the draft is kept as filled in, and its card shows that. */
async function isRewritten(tx: Tx, draft: Draft, report: Report): Promise<boolean> {
  const last = await lastVersion(tx, draft.request)
  if (last === undefined || last.by === draft.by || last.n <= draft.seen) return false
  await saveDraft(tx, { ...draft, report, seen: last.n })
  return true
}

/** Keeps a version of what was handed in, and all that follows from it. The caller holds the request. */
export async function handIn(
  ctx: Ctx,
  tx: Tx,
  { request, who, at, report }: { request: Request; who: MemberId; at: Temporal.Instant; report: Report },
): Promise<void> {
  const late = isAfter(at, request.dueAt)
  const counts = await countsOf(tx, request)
  const drawn = request.drawn || (!(await lastVersion(tx, request.id)) && (await drawsFor(ctx, tx, request)))
  const n = await addVersion(tx, request.id, { report, by: who, at, late, counts })
  if (request.meeting !== null) await keepRecord(tx, request.meeting, report.content)
  const made = await makeMove(ctx, tx, {
    request,
    move: 'submit',
    by: who,
    also: { late: n === 1 ? late : request.late, drawn },
    details: { version: n, late },
  })
  if (made.ok) await tellReader(ctx, tx, { request: made.request, n })
  await takeDecisions(ctx, tx, { request, who, decisions: report.decisions, version: n })
}
