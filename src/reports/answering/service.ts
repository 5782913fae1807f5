import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, RequestId } from '../../ids.ts'
import { lastVersion, refusalFor } from '../drafts/service.ts'
import { faultsIn, faultsText, hasField, peopleFor, readPage } from '../forms/service.ts'
import * as rules from '../rules.ts'
import * as requests from '../store.ts'
import { handIn } from '../submission/service.ts'
import type { Refusal } from '../types.ts'
import { formById } from '../templates/service.ts'

/** What was sent from a card that holds all fields of a form. */
export type Answering = {
  request: RequestId
  who: MemberId
  at: Temporal.Instant
  form: Readonly<Record<string, unknown>>
}

/** `wrong` says what is to be mended, by the names of the questions. */
export type Answered = { ok: true } | { ok: false; refusal: Refusal } | { ok: false; wrong: string }

/** Hands in the answers of a form that is filled in on one card, at once and without a draft: the next version. */
export async function answerAtOnce(
  ctx: Ctx,
  tx: Tx,
  { request: id, who, at, form }: Answering,
): Promise<Answered> {
  const request = await requests.lock(tx, id)
  if (request === undefined || request.form === null) return { ok: false, refusal: 'settled' }
  const refusal = await refusalFor(ctx, tx, { request, who, at })
  if (refusal !== null) return { ok: false, refusal }
  const questions = await formById(tx, request.form)
  // What has no field is answered on the confirm card.
  if (!questions.every(hasField)) return { ok: false, refusal: 'superseded' }
  const last = await lastVersion(tx, id)
  const before = last?.report.answers ?? {}
  const people = await peopleFor(ctx, tx, { questions, answers: before, branch: request.branch })
  const answers = readPage(questions, form, { before, people })
  const faults = faultsIn(questions, { answers, people, sent: { photos: 0, files: 0 } })
  if (faults.length > 0) return { ok: false, wrong: faultsText(faults) }
  if (request.state === 'submitted' && isDeepStrictEqual(answers, before))
    return { ok: false, refusal: 'already' }
  if (Object.keys(answers).length === 0) return { ok: false, refusal: 'empty' }
  await handIn(ctx, tx, { request, who, at, report: { ...rules.NOTHING, answers } })
  return { ok: true }
}
