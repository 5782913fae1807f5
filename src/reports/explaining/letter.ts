import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { RequestId } from '../../ids.ts'
import type { Letter, LetterHandler, LetterKinds } from '../../letters/types.ts'
import { nameOf } from '../../roster/service.ts'
import { daysOffered, refusalToPutOff } from '../extension/service.ts'
import { branchLabel, maySettle } from '../owners/service.ts'
import * as store from '../store.ts'
import type { Request } from '../types.ts'
import { answeredCard, explanationCard, toAnswerCard } from './card.ts'
import {
  answererOf,
  explanationOf,
  explanationRef,
  lastExplanation,
  mayAnswer,
  refusalToExplain,
} from './service.ts'
import type { Explanation } from './types.ts'
import { causes } from './words.ts'

const readerIn = ({ to }: Letter) => ('person' in to ? to.person : null)

/** The form, and how it stands; for whoever opened it. */
const form: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) => causes.form((await store.byId(tx, RequestId.parse(ref))).title),
  subject: async (_ctx, tx, { ref }) => (await store.byId(tx, RequestId.parse(ref))).title,
  branchOf: async (tx, { ref }) => (await store.byId(tx, RequestId.parse(ref))).branch,
  isRelevant: async () => true,
  render: renderForm,
}

async function renderForm(ctx: Ctx, tx: Tx, letter: Letter) {
  const request = await store.byId(tx, RequestId.parse(letter.ref))
  const who = readerIn(letter)
  const last = await lastExplanation(tx, request.id)
  const reader = last && (await answererOf(ctx, tx, { request, explanation: last }))
  return explanationCard({
    request,
    last: last !== undefined && last.by === who ? last : null,
    waits: last?.outcome === null,
    mayExplain: who !== null && (await refusalToExplain(ctx, tx, { request, who })) === null,
    reader: reader ? await nameOf(tx, reader, request.branch) : '',
    answeredBy: await answererName(tx, request, last),
    zone: ctx.settings.timezone,
  })
}

async function answererName(tx: Tx, { branch }: Request, said: Explanation | undefined): Promise<string> {
  return said?.answeredBy ? nameOf(tx, said.answeredBy, branch) : ''
}

const about = {
  subject: async (_ctx, tx, { ref }) => (await explanationOf(tx, explanationRef.parse(ref))).request.title,
  branchOf: async (tx, { ref }) => (await explanationOf(tx, explanationRef.parse(ref))).request.branch,
} satisfies Partial<LetterHandler>

async function waits(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  return (await explanationOf(tx, explanationRef.parse(ref))).explanation.outcome === null
}

/** An explanation, for whoever answers it. */
const toAnswer: LetterHandler = {
  ...about,
  urgency: 'notice',
  why: async (_ctx, tx, { ref }) =>
    causes.asked((await explanationOf(tx, explanationRef.parse(ref))).request.title),
  holder: async (ctx, tx, { ref }) => answererOf(ctx, tx, await explanationOf(tx, explanationRef.parse(ref))),
  isRelevant: waits,
  async render(ctx, tx, letter) {
    const { request, explanation } = await explanationOf(tx, explanationRef.parse(letter.ref))
    const who = readerIn(letter)
    return toAnswerCard({
      ...{ request, explanation },
      branch: await branchLabel(ctx, tx, request),
      by: await nameOf(tx, explanation.by, request.branch),
      answeredBy: await answererName(tx, request, explanation),
      mayAnswer: who !== null && (await mayAnswer(ctx, tx, { request, explanation, who })),
      mayWaive: who !== null && (await maySettle(ctx, tx, { request, who })),
      days: refusalToPutOff(ctx, request) === null ? daysOffered(ctx, request) : null,
      zone: ctx.settings.timezone,
    })
  },
  open: waits,
}

/** The answer, for whoever explained. */
const answered: LetterHandler = {
  ...about,
  urgency: 'notice',
  why: async (_ctx, tx, { ref }) =>
    causes.answered((await explanationOf(tx, explanationRef.parse(ref))).request.title),
  isRelevant: async () => true,
  async render(ctx, tx, letter) {
    const { request, explanation } = await explanationOf(tx, explanationRef.parse(letter.ref))
    const answeredBy = await answererName(tx, request, explanation)
    return answeredCard({ request, explanation, answeredBy, zone: ctx.settings.timezone })
  },
}

/** What is said about explanations 说明情况. */
export const explainingLetters = {
  'reports.explanation': form,
  'reports.toAnswer': toAnswer,
  'reports.answered': answered,
} satisfies Partial<LetterKinds>
