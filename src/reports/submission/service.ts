import { keepRecord } from '../../attendance/service.ts'
import { visible } from '../../cards/visible.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, RequestId } from '../../ids.ts'
import { markStale } from '../../letters/service.ts'
import { isAfter } from '../../time/order.ts'
import { seenAt } from '../../time/read/reader.ts'
import {
  addVersion,
  begunWith,
  changeDraft,
  confirmRef,
  countsOf,
  draftOf,
  lastVersion,
  openDraft,
  refusalFor,
  saveDraft,
} from '../drafts/service.ts'
import { answersOf, askedFor, firstToMend, isUndecided, leave, toMend } from '../pages/service.ts'
import type { Asked, Filled, Left, PageOutcome } from '../pages/types.ts'
import { readReply } from '../replies/service.ts'
import { longOnes } from '../templates/service.ts'
import { makeMove } from '../moves/service.ts'
import { hasReader, tellReader } from '../review/service.ts'
import { drawsFor } from '../sampling/service.ts'
import * as rules from '../rules.ts'
import { BEGUN, NOTHING } from '../rules.ts'
import * as requests from '../store.ts'
import { takeDecisions } from '../tasks/service.ts'
import type { Draft, Report, Request } from '../types.ts'

/** Hands a draft in: the next version of the report. Judged by the time of the click. */
export async function submit(ctx: Ctx, tx: Tx, filled: Filled): Promise<PageOutcome> {
  const outcome = await leave(ctx, tx, filled)
  if (!outcome.ok) return outcome
  const { request, draft, asked } = outcome.left
  const hindrance = hindranceTo(outcome.left)
  if (hindrance !== null) {
    await changeDraft(tx, hindrance.draft)
    return hindrance.outcome
  }
  if (await isRewritten(tx, draft)) return { ok: false, refusal: 'rewritten' }
  const report = signed({ ...draft.report, notHeld: null }, asked, filled.who)
  await saveDraft(tx, { ...draft, report, state: 'submitted', filling: BEGUN })
  await handIn(ctx, tx, { request, who: filled.who, at: filled.at, report })
  return { ok: true }
}

/** What keeps a draft from being handed in, and the draft as it is kept until it is mended. */
function hindranceTo({ draft, asked }: Left): { draft: Draft; outcome: PageOutcome } | null {
  const faults = toMend(asked, draft.report)
  const filling = { ...draft.filling, checked: true }
  if (faults.length > 0) {
    const page = firstToMend(asked, faults)
    return {
      draft: { ...draft, filling: { ...filling, page } },
      outcome: { ok: false, refusal: 'unfinished', faults },
    }
  }
  if (isNothing(draft.report)) return { draft, outcome: { ok: false, refusal: 'empty' } }
  if (asked.toConfirm > 0)
    return { draft: { ...draft, filling }, outcome: { ok: false, refusal: 'unconfirmed' } }
  if (!isUndecided(draft, asked.counts)) return null
  return { draft: { ...draft, filling }, outcome: { ok: false, refusal: 'differs' } }
}

function isNothing(report: Report): boolean {
  const { photos, files } = report
  return Object.keys(answersOf(report)).length === 0 && photos.length + files.length === 0
}

/** Whoever hands it in is the recorder 记录人, unless another was named. */
function signed(report: Report, { questions }: Asked, who: MemberId): Report {
  const isAsked = questions.some(({ id, type }) => id === 'recorder' && type === 'person')
  return isAsked ? { ...report, answers: { recorder: who, ...report.answers } } : report
}

type Text = { request: RequestId; who: MemberId; at: Temporal.Instant; content: string }

/**
 * Hands in what was written on the card after the meeting, beside what its writer has begun or handed in elsewhere. What is
 * not complete becomes a draft, whose card asks for the rest.
 */
export async function handInText(
  ctx: Ctx,
  tx: Tx,
  { request: id, who, at, content }: Text,
): Promise<PageOutcome | { ok: false; kept: 'more' | 'moreToConfirm' }> {
  const request = await requests.lock(tx, id)
  if (request === undefined) return { ok: false, refusal: 'settled' }
  const refusal = await refusalFor(ctx, tx, { request, who, at })
  if (refusal !== null) return { ok: false, refusal }
  if (visible(content) === '') return { ok: false, refusal: 'empty' }
  const before = await draftOf(tx, id, who)
  const asked = await askedFor(ctx, tx, { request, report: NOTHING, who })
  const { unfit: _unfit, ...words } = readReply(content, { ...asked, seen: seenAt(ctx, at) })
  const isAgain = before?.state === 'submitted' && before.report.content.includes(words.content)
  if (isAgain && request.state === 'submitted') return { ok: false, refusal: 'already' }
  const begun = await begunWith(tx, id, who)
  const long = longOnes(asked.questions)
  const report = { ...rules.addTo(begun.report, { ...NOTHING, ...words }, long), notHeld: null }
  const { sources, said, filling } = before ?? { sources: [], said: {}, filling: BEGUN }
  const n = (before?.n ?? 0) + 1
  const draft: Draft = {
    ...{ request: id, by: who, n, report, seen: begun.seen, sources, said, filling },
    ...{ state: 'open', updatedAt: at },
  }
  const hindrance = hindranceTo({ request, draft, asked })
  if (hindrance !== null) {
    const given = { ...NOTHING, ...words }
    await openDraft(ctx, tx, { request, who, report: given, source: null, long, filling: { checked: true } })
    const { outcome } = hindrance
    return { ok: false, kept: !outcome.ok && outcome.refusal === 'unconfirmed' ? 'moreToConfirm' : 'more' }
  }
  const whole = signed(report, asked, who)
  await saveDraft(tx, { ...draft, report: whole, state: 'submitted', filling: BEGUN })
  if (n > 1) await markStale(tx, confirmRef.text({ request: id, by: who, n: n - 1 }), ['reports.confirm'])
  await handIn(ctx, tx, { request, who, at, report: whole })
  return { ok: true }
}

/** What somebody else handed in is not replaced unseen: once, the draft is kept as filled in, and its card shows that. */
async function isRewritten(tx: Tx, draft: Draft): Promise<boolean> {
  const last = await lastVersion(tx, draft.request)
  if (last === undefined || last.by === draft.by || last.n <= draft.seen) return false
  await changeDraft(tx, { ...draft, seen: last.n })
  return true
}

type HandingIn = {
  request: Request
  who: MemberId
  at: Temporal.Instant
  report: Report
  move?: 'submit' | 'sayNotHeld'
}

/** Hands in what was checked: the next version, the move, and what becomes of its decisions. The caller holds the request. */
export async function handIn(
  ctx: Ctx,
  tx: Tx,
  { request, who, at, report, move = 'submit' }: HandingIn,
): Promise<void> {
  const late = isAfter(at, request.dueAt)
  const counts = await countsOf(tx, request)
  const isDrawn =
    request.drawn || (!(await lastVersion(tx, request.id)) && (await drawsFor(ctx, tx, request)))
  const n = await addVersion(tx, request.id, { report, by: who, at, late, counts })
  const drawn = isDrawn && (await hasReader(ctx, tx, request))
  if (request.meeting !== null && move === 'submit') await keepRecord(tx, request.meeting, report.content)
  const made = await makeMove(ctx, tx, {
    request,
    move,
    by: who,
    also: { late: n === 1 ? late : request.late, drawn },
    details: { version: n, late },
  })
  if (made.ok) await tellReader(ctx, tx, { request: made.request, n })
  await takeDecisions(ctx, tx, { request, who, decisions: report.decisions, version: n })
}
