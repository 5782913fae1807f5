import { audit } from '../../audit.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { count, kind } from '../../cards/ref.ts'
import { visible } from '../../cards/visible.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import { MemberId, RequestId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { nameOf } from '../../roster/service.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { markDraftsStale } from '../drafts/service.ts'
import { type Days, putOff } from '../extension/service.ts'
import { branchLabel, isWriter, readersOf } from '../owners/service.ts'
import * as requests from '../store.ts'
import type { Request } from '../types.ts'
import { waive } from '../waiving/service.ts'
import type { ExplanationToDo } from './card.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { ExplainingRefusal, Explanation, ExplanationOutcome } from './types.ts'

export { explainButton, explanationToDo } from './card.ts'
export { emptyExplanations } from './store.ts'

const parts = { request: RequestId, who: MemberId, burst: count, n: count }
const formLetter = kind('reports.explanation', { key: '{request}:{who}:{burst}', ref: '{request}' }, parts)
const nth = { key: '{request}/{n}', ref: '{request}/{n}' } as const
const askedLetter = kind('reports.toAnswer', nth, parts)
const againLetter = kind('reports.toAnswer', { key: '{request}/{n}:{who}:{burst}', ref: nth.ref }, parts)
const answeredLetter = kind('reports.answered', nth, parts)

/** Which explanation a letter is about: `R-A044/1`. */
export const explanationRef = askedLetter.ref

export type Outcome = { ok: true } | { ok: false; refusal: ExplainingRefusal }

type Of = { request: Request; who: MemberId }

/** Why a person cannot explain a request now; null when nothing is in the way. */
export async function refusalToExplain(
  ctx: Ctx,
  tx: Tx,
  { request, who }: Of,
): Promise<ExplainingRefusal | null> {
  if (!(await isWriter(ctx, tx, { request, who }))) return 'mayNot'
  const last = await store.last(tx, request.id)
  const refusal = rules.refusalToExplain(request, { last, now: ctx.now() })
  if (refusal !== null) return refusal
  return (await readersOf(ctx, tx, { request, besides: [who] })).length === 0 ? 'nobody' : null
}

/** The explanation that waits for an answer; undefined when none does. */
export async function unanswered(tx: Tx, request: RequestId): Promise<Explanation | undefined> {
  const last = await store.last(tx, request)
  return last?.outcome === null ? last : undefined
}

/** The last explanation of a request. */
export async function lastExplanation(tx: Tx, request: RequestId): Promise<Explanation | undefined> {
  return store.last(tx, request)
}

/** Sends the person the form 说明情况, privately. */
export async function openExplanation(
  ctx: Ctx,
  tx: Tx,
  { request: id, who }: { request: RequestId; who: MemberId },
): Promise<Outcome> {
  const refusal = await refusalToExplain(ctx, tx, { request: await requests.byId(tx, id), who })
  if (refusal !== null) return { ok: false, refusal }
  const letter = formLetter.names({ request: id, who, burst: inSightAt(ctx.now()) })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  return { ok: true }
}

type Explaining = { request: RequestId; who: MemberId; said: string; at: Temporal.Instant }

/** Puts what a person explains before whoever reads the request. It reaches nobody else, and no log. */
export async function explain(
  ctx: Ctx,
  tx: Tx,
  { request: id, who, said, at }: Explaining,
): Promise<Outcome> {
  const request = await requests.lock(tx, id)
  if (request === undefined) return { ok: false, refusal: 'settled' }
  const refusal = await refusalToExplain(ctx, tx, { request, who })
  if (refusal !== null) return { ok: false, refusal }
  if (visible(said) === '') return { ok: false, refusal: 'noWords' }
  const n = ((await store.last(tx, id))?.n ?? 0) + 1
  await store.insert(tx, { request: id, n, by: who, at, said })
  await audit(ctx, tx, { actor: who, act: 'reports.explain', about: id, details: { n } })
  const [reader] = await readersOf(ctx, tx, { request, besides: [who] })
  if (reader !== undefined) {
    const letter = { ...askedLetter.names({ request: id, n }), to: { person: reader } }
    await writeLetters(ctx, tx, [{ ...letter, dueAt: allowedFrom(ctx.now(), quietOf(ctx)) }])
    await markStale(tx, reader, ['desk.summary'])
  }
  await markDraftsStale(tx, id)
  return { ok: true }
}

/** Whether a person may answer an explanation today: never the own. (domain §5, row 15) */
export async function mayAnswer(
  ctx: Ctx,
  tx: Tx,
  { request, explanation, who }: Of & { explanation: Explanation },
): Promise<boolean> {
  return (await readersOf(ctx, tx, { request, besides: [explanation.by] })).includes(who)
}

/** The person before whom an explanation is put today; null when there is nobody. */
export async function answererOf(
  ctx: Ctx,
  tx: Tx,
  { request, explanation }: { request: Request; explanation: Explanation },
): Promise<MemberId | null> {
  return (await readersOf(ctx, tx, { request, besides: [explanation.by] }))[0] ?? null
}

type Answering = {
  request: RequestId
  n: number
  who: MemberId
  at: Temporal.Instant
  outcome: ExplanationOutcome
  answer: string
  until: Temporal.PlainDate | null
}

export type AnswerOutcome =
  | Outcome
  | { ok: false; refusal: 'answered'; by: MemberId }
  | { ok: false; refusal: 'badDay'; days: Days }

/** Answers an explanation, once: with words, another deadline, or by waiving; its sender is told. */
export async function answerExplanation(
  ctx: Ctx,
  tx: Tx,
  { request: id, n, who, at, outcome, answer, until }: Answering,
): Promise<AnswerOutcome> {
  const request = await requests.lock(tx, id)
  const explanation = await store.nth(tx, { request: id, n })
  if (request === undefined || explanation === undefined) return { ok: false, refusal: 'settled' }
  if (!(await mayAnswer(ctx, tx, { request, explanation, who })))
    return { ok: false, refusal: 'mayNotAnswer' }
  if (explanation.answeredBy !== null) return { ok: false, refusal: 'answered', by: explanation.answeredBy }
  const done = await follow(ctx, tx, { request, who, outcome, answer, until })
  if (!done.ok) return done
  await store.answer(tx, { request: id, n }, { outcome, by: who, at, answer })
  await audit(ctx, tx, { actor: who, act: 'reports.answer', about: id, details: { n, outcome } })
  const letter = { ...answeredLetter.names({ request: id, n }), to: { person: explanation.by } }
  await writeLetters(ctx, tx, [{ ...letter, dueAt: allowedFrom(ctx.now(), quietOf(ctx)) }])
  await markDraftsStale(tx, id)
  await markStale(tx, who, ['desk.summary'])
  return { ok: true }
}

type Following = Of & Pick<Answering, 'outcome' | 'answer' | 'until'>

async function follow(
  ctx: Ctx,
  tx: Tx,
  { request, who, outcome, answer, until }: Following,
): Promise<AnswerOutcome> {
  const isBlank = visible(answer) === ''
  switch (outcome) {
    case 'replied':
      return isBlank ? { ok: false, refusal: 'noReply' } : { ok: true }
    case 'extended':
      return putOff(ctx, tx, { request, by: who, until })
    case 'waived': {
      if (isBlank) return { ok: false, refusal: 'noReason' }
      const waived = await waive(ctx, tx, { request: request.id, who, reason: answer })
      if (waived.ok) return waived
      return { ok: false, refusal: waived.refusal === 'mayNot' ? 'mayNotAnswer' : 'settled' }
    }
  }
}

/** Sends whoever may answer the explanation once more. */
export async function openToAnswer(
  ctx: Ctx,
  tx: Tx,
  { request: id, n, who }: { request: RequestId; n: number; who: MemberId },
): Promise<Outcome> {
  const { request, explanation } = await explanationOf(tx, { request: id, n })
  if (!(await mayAnswer(ctx, tx, { request, explanation, who })))
    return { ok: false, refusal: 'mayNotAnswer' }
  const letter = againLetter.names({ request: id, n, who, burst: inSightAt(ctx.now()) })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  return { ok: true }
}

/** An explanation and its request. Throws when there never was one. */
export async function explanationOf(
  tx: Tx,
  { request: id, n }: store.Nth,
): Promise<{ request: Request; explanation: Explanation }> {
  const explanation = await store.nth(tx, { request: id, n })
  if (explanation === undefined) throw new Unfit(`no explanation ${n} of ${id}`)
  return { request: await requests.byId(tx, id), explanation }
}

/** The explanations that are put before a person today, the oldest first. */
export async function explanationsToAnswer(ctx: Ctx, tx: Tx, who: MemberId): Promise<ExplanationToDo[]> {
  const found: ExplanationToDo[] = []
  for (const explanation of await store.waiting(tx)) {
    const request = await requests.byId(tx, explanation.request)
    if ((await answererOf(ctx, tx, { request, explanation })) !== who) continue
    found.push({
      ...{ request, explanation, branch: await branchLabel(ctx, tx, request) },
      by: await nameOf(tx, explanation.by, request.branch),
    })
  }
  return found
}
