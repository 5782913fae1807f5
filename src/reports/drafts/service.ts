import { count, kind } from '../../cards/ref.ts'
import { isRecorded, rollOf } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import { type MeetingId, MemberId, type MessageId, RequestId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import type { LetterKind } from '../../letters/types.ts'
import { meetingById } from '../../meetings/service.ts'
import { nameOf } from '../../roster/service.ts'
import { isWriter } from '../owners/service.ts'
import { explanationRefs, remindRefs } from '../rounds/service.ts'
import { isAfter } from '../../time/order.ts'
import * as rules from '../rules.ts'
import { BEGUN, NOTHING } from '../rules.ts'
import * as requests from '../store.ts'
import type { Counts, Draft, Filling, Refusal, Report, Request } from '../types.ts'
import * as store from './store.ts'
import { formById } from '../templates/service.ts'

/** Cards that show what became of a request. */
const SHOWING: readonly LetterKind[] = [
  'reports.request',
  'reports.returned',
  'reports.extension',
  'reports.extensionAsked',
  'reports.extensionDeclined',
  'reports.explanation',
  'collections.ask',
  'collections.remind',
]
/** Cards that remind of it, each in the round of its deadline. */
const REMINDING: readonly LetterKind[] = ['reports.chase', 'reports.nudge', 'reports.escalation']

export {
  addVersion,
  draftOf,
  handedInWith,
  lastVersion,
  openDrafts,
  handedInIds,
  saveDraft,
  versionOf,
} from './store.ts'

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
export type Opening = {
  request: Request
  who: MemberId
  report: Report
  source: MessageId | null
  /** What is answered in many lines: more of it is added to what there is. */
  long?: readonly string[]
  /** Where its card begins. */
  filling?: Partial<Filling>
}

/** Writes the person's next draft and sends its confirm card privately. The caller holds the request. */
export async function openDraft(ctx: Ctx, tx: Tx, opening: Opening): Promise<void> {
  const { request, who, report, source, long = [], filling = {} } = opening
  const before = await store.draftOf(tx, request.id, who)
  if (source !== null && before?.sources.includes(source)) return
  const earlier = before?.state === 'open' ? before : { sources: [], said: {}, filling: BEGUN }
  const { photos: _photos, files: _files, ...words } = report
  const n = (before?.n ?? 0) + 1
  const begun = await begunWith(tx, request.id, who)
  await store.saveDraft(tx, {
    request: request.id,
    by: who,
    n,
    report: rules.addTo(begun.report, report, long),
    seen: begun.seen,
    filling: { ...earlier.filling, page: 0, checked: false, ...filling },
    sources: source === null ? earlier.sources : [...earlier.sources, source],
    said: source === null ? earlier.said : { ...earlier.said, [source]: words },
    state: 'open',
    updatedAt: ctx.now(),
  })
  if (n > 1)
    await markStale(tx, confirmRef.text({ request: request.id, by: who, n: n - 1 }), ['reports.confirm'])
  const letter = confirmLetter.names({ request: request.id, by: who, n })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
}

/** What the person's next draft begins with: the one still open, else what was handed in last. */
export async function begunWith(
  tx: Tx,
  request: RequestId,
  who: MemberId,
): Promise<{ report: Report; seen: number }> {
  const before = await store.draftOf(tx, request, who)
  if (before?.state === 'open') return before
  const last = (await store.lastVersion(tx, request)) ?? { report: await prefilled(tx, request), n: 0 }
  // What was written before it was said that nothing was held is still there.
  const given = last.report.notHeld === null ? last.report : { ...(before ?? last).report, notHeld: null }
  // Photos outlive words that were taken back.
  const report = before?.state === 'withdrawn' ? rules.addTo(given, before.report) : given
  return { report, seen: last.n }
}

// What is known already is not asked again: a training 会训结合 has its topic and speaker.
async function prefilled(tx: Tx, id: RequestId): Promise<Report> {
  const { meeting, form } = await requests.byId(tx, id)
  const training = meeting === null ? null : (await meetingById(tx, meeting)).training
  if (training == null || form === null) return NOTHING
  const asked = (await formById(tx, form)).map((question) => question.id)
  const known = Object.entries({ topic: training.topic, speaker: training.speaker })
  return { ...NOTHING, answers: Object.fromEntries(known.filter(([name]) => asked.includes(name))) }
}

/** Requests for which the person has begun a draft that may still be handed in. */
export async function begunBy(ctx: Ctx, tx: Tx, who: MemberId): Promise<Request[]> {
  const begun: Request[] = []
  for (const { request } of await store.openDrafts(tx, { by: who }))
    begun.push(await requests.byId(tx, request))
  return begun.filter((request) => rules.refusalAt(request, ctx.now()) === null)
}

/** Writes a change of a draft whose card stays the same. The caller holds the request. */
export async function changeDraft(tx: Tx, draft: Draft): Promise<void> {
  await store.saveDraft(tx, draft)
  await markStale(tx, confirmRef.text(draft), ['reports.confirm'])
}

const confirmLetter = kind(
  'reports.confirm',
  { key: '{request}/{by}/{n}', ref: '{request}/{by}/{n}' },
  { request: RequestId, by: MemberId, n: count },
)

/** What the confirm card of a person's `n`th draft shows. */
export const confirmRef = confirmLetter.ref

/** What somebody else handed in that the words of this draft would replace, and what its writer is called. */
export type Rewritten = { by: string; at: Temporal.Instant; report: Report }

/** That of an open draft; null when nothing would be lost. */
export async function rewrittenFor(tx: Tx, draft: Draft, { branch }: Request): Promise<Rewritten | null> {
  const last = await store.lastVersion(tx, draft.request)
  if (draft.state !== 'open' || last === undefined || last.by === draft.by) return null
  if (draft.report.content.includes(last.report.content)) return null
  return { by: await nameOf(tx, last.by, branch), at: last.at, report: last.report }
}

/** Marks stale the cards on which somebody checked the report of a meeting: they show how many came. */
export async function markCountsStale(tx: Tx, meeting: MeetingId): Promise<void> {
  const request = await requests.everOf(tx, meeting)
  if (request !== undefined) await markConfirmsStale(tx, request.id)
}

/** Marks stale every card that shows what became of the request. */
export async function markDraftsStale(tx: Tx, request: RequestId): Promise<void> {
  const { meeting, round } = await requests.byId(tx, request)
  await markStale(tx, request, SHOWING)
  await markStale(tx, remindRefs({ id: request, round }), REMINDING)
  await markStale(tx, explanationRefs(request), ['reports.toAnswer', 'reports.answered'])
  if (meeting !== null) await markStale(tx, meeting, ['reports.after'])
  await markConfirmsStale(tx, request)
}

/** Marks stale the cards on which it was checked and handed in. */
export async function markConfirmsStale(tx: Tx, request: RequestId): Promise<void> {
  const last = (await store.drafters(tx, request)).map(({ by, n }) => confirmRef.text({ request, by, n }))
  await markStale(tx, last, ['reports.confirm'])
}

/** The counts of the meeting's roll; null when there is no meeting, or nobody could check in. */
export async function countsOf(tx: Tx, request: Request): Promise<Counts | null> {
  if (request.meeting === null) return null
  const counts = await rollOf(tx, request.meeting)
  if (!isRecorded(counts)) return null
  const { expected, present, leave, absent, unconfirmed } = counts
  return { expected, present, leave, absent, unconfirmed }
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

/** Why the person may not hand this request in at that time; null when nothing is in the way. */
export async function refusalFor(
  ctx: Ctx,
  tx: Tx,
  { request, who, at }: { request: Request; who: MemberId; at: Temporal.Instant },
): Promise<Refusal | null> {
  return (await isWriter(ctx, tx, { request, who })) ? rules.refusalAt(request, at) : 'mayNot'
}

/** The draft that a confirm card was sent for, or what came after it. Throws when there never was one. */
export async function draftFor(tx: Tx, request: RequestId, by: MemberId): Promise<Draft> {
  const draft = await store.draftOf(tx, request, by)
  if (draft === undefined) throw new Unfit(`no draft of ${by} for ${request}`)
  return draft
}

/** Books a version of the past, of which only the time is known. */
export async function recordVersion(tx: Tx, request: Request, at: Temporal.Instant): Promise<void> {
  const late = isAfter(at, request.dueAt)
  await store.addVersion(tx, request.id, { report: NOTHING, by: request.owner, at, late, counts: null })
}
