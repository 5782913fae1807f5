import { rollOf } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, MessageId, RequestId } from '../../ids.ts'
import { owePaint, writeLetters } from '../../letters/service.ts'
import type { LetterKind } from '../../letters/types.ts'
import { audit, rightsOf } from '../../roster/service.ts'
import * as rules from '../rules.ts'
import * as requests from '../store.ts'
import type { Counts, Draft, Refusal, Report, Request } from '../types.ts'
import * as store from './store.ts'

/** Cards that show what became of a request. */
const SHOWING: readonly LetterKind[] = ['reports.request', 'reports.chase', 'reports.escalation']
const NOTHING: Report = { content: '', decisions: '', stated: null }

export type Outcome = { ok: true } | { ok: false; refusal: Refusal }

/** Sends the person the confirm card to fill in. `sent` is false when it came a moment ago. */
export async function fill(
  ctx: Ctx,
  tx: Tx,
  press: { request: RequestId; who: MemberId; at: Temporal.Instant },
): Promise<(Outcome & { ok: false }) | { ok: true; sent: boolean }> {
  const request = await requests.lock(tx, press.request)
  if (request === undefined) return { ok: false, refusal: 'settled' }
  const refusal = await refusalFor(ctx, tx, { request, who: press.who, at: press.at })
  if (refusal !== null) return { ok: false, refusal }
  if (rules.isInSight(await store.draftOf(tx, request.id, press.who), ctx.now()))
    return { ok: true, sent: false }
  await openDraft(ctx, tx, { request, who: press.who, report: NOTHING, source: null })
  return { ok: true, sent: true }
}

/** A draft to be confirmed: what was written, and the message it was read from. */
export type Opening = { request: Request; who: MemberId; report: Report; source: MessageId | null }

/** Writes the person's next draft and sends its confirm card privately. The caller holds the request. */
export async function openDraft(ctx: Ctx, tx: Tx, { request, who, report, source }: Opening): Promise<void> {
  const before = await store.draftOf(tx, request.id, who)
  if (source !== null && before?.source === source) return
  const written = before?.state === 'open' ? before : await store.lastVersion(tx, request.id)
  const n = (before?.n ?? 0) + 1
  await store.saveDraft(tx, {
    request: request.id,
    by: who,
    n,
    report: rules.addTo(written?.report ?? NOTHING, report),
    source,
    state: 'open',
    updatedAt: ctx.now(),
  })
  if (n > 1) await owePaint(tx, confirmRef(request.id, who, n - 1), ['reports.confirm'])
  const ref = confirmRef(request.id, who, n)
  await writeLetters(ctx, tx, [
    { key: `reports.confirm:${ref}`, kind: 'reports.confirm', ref, to: { person: who } },
  ])
}

function confirmRef(request: RequestId, who: MemberId, n: number): string {
  return `${request}/${who}/${n}`
}

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
  const draft = await store.draftOf(tx, submission.request, who)
  if (request === undefined || draft === undefined) return { ok: false, refusal: 'superseded' }
  const refusal = rules.draftRefusal(draft, submission.n) ?? (await refusalFor(ctx, tx, { request, who, at }))
  if (refusal !== null) return { ok: false, refusal }
  const report = rules.filledIn(draft.report, submission.form)
  if (report.content === '') return { ok: false, refusal: 'empty' }
  await store.saveDraft(tx, { ...draft, report, state: 'submitted', updatedAt: at })
  await handIn(ctx, tx, { request, who, at, report })
  return { ok: true }
}

async function handIn(
  ctx: Ctx,
  tx: Tx,
  { request, who, at, report }: { request: Request; who: MemberId; at: Temporal.Instant; report: Report },
): Promise<void> {
  const late = rules.isAfter(at, request.due)
  const counts = await countsOf(tx, request)
  const n = await store.addVersion(tx, request.id, { report, by: who, at, late, counts })
  await requests.setState(tx, request.id, { state: 'submitted', late: n === 1 ? late : request.late })
  await audit(ctx, tx, {
    actor: who,
    act: 'reports.submit',
    about: request.id,
    details: { version: n, late },
  })
  await owePaint(tx, request.id, SHOWING)
  for (const { by, n: last } of await store.drafters(tx, request.id)) {
    await owePaint(tx, confirmRef(request.id, by, last), ['reports.confirm'])
  }
}

/** The counts of the meeting's roll; null when there is no meeting, or nobody could check in. */
export async function countsOf(tx: Tx, request: Request): Promise<Counts | null> {
  if (request.meeting === null) return null
  const { due, present, leave, absent } = await rollOf(tx, request.meeting)
  return present + leave + absent === 0 ? null : { due, present, leave, absent }
}

/** Gives a draft up. */
export async function drop(
  tx: Tx,
  draft: { request: RequestId; who: MemberId; n: number; at: Temporal.Instant },
): Promise<Outcome> {
  await requests.lock(tx, draft.request)
  const current = await store.draftOf(tx, draft.request, draft.who)
  const refusal = rules.draftRefusal(current, draft.n)
  if (current === undefined || refusal !== null) return { ok: false, refusal: refusal ?? 'superseded' }
  await store.saveDraft(tx, { ...current, state: 'dropped', updatedAt: draft.at })
  return { ok: true }
}

/** Drops the open draft that was read from a message which its writer took back. What was handed in stays. */
export async function withdrawMessage(ctx: Ctx, tx: Tx, message: MessageId): Promise<void> {
  const found = await store.draftFrom(tx, message)
  if (found === undefined) return
  await requests.lock(tx, found.request)
  const draft = await store.draftOf(tx, found.request, found.by)
  if (draft?.source !== message || draft.state !== 'open') return
  await store.saveDraft(tx, { ...draft, state: 'dropped', updatedAt: ctx.now() })
  await owePaint(tx, confirmRef(draft.request, draft.by, draft.n), ['reports.confirm'])
}

/** Why the person may not hand this request in at that time; null when nothing is in the way. */
export async function refusalFor(
  ctx: Ctx,
  tx: Tx,
  { request, who, at }: { request: Request; who: MemberId; at: Temporal.Instant },
): Promise<Refusal | null> {
  const allowed = rules.mayAnswer(request, who, await rightsOf(ctx, tx, who))
  return allowed ? rules.refusalAt(request, at) : 'no_right'
}

/** The draft that a confirm card was sent for, or what came after it. Throws when there never was one. */
export async function draftFor(tx: Tx, request: RequestId, by: MemberId): Promise<Draft> {
  const draft = await store.draftOf(tx, request, by)
  if (draft === undefined) throw new Error(`no draft of ${by} for ${request}`)
  return draft
}

/** When the report was handed in last; null when never. */
export async function submittedAt(tx: Tx, request: RequestId): Promise<Temporal.Instant | null> {
  return (await store.lastVersion(tx, request))?.at ?? null
}

/** Books a version of the past, of which only the time is known. */
export async function recordVersion(tx: Tx, request: Request, at: Temporal.Instant): Promise<void> {
  const late = rules.isAfter(at, request.due)
  await store.addVersion(tx, request.id, { report: NOTHING, by: request.owner, at, late, counts: null })
}
