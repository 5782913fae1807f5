import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { CollectionId } from '../../ids.ts'
import type { Letter, LetterHandler, LetterKinds, Rendering } from '../../letters/types.ts'
import { isOwed, lastVersion, peopleFor, requestById, sentLines } from '../../reports/service.ts'
import type { Request } from '../../reports/types.ts'
import { branch, branchTitle, nameOf } from '../../roster/service.ts'
import { dateOf } from '../../time/dates.ts'
import { answeringFor } from '../recipients/service.ts'
import * as collections from '../store.ts'
import type { Collection } from '../types.ts'
import { askCard } from './card.ts'
import { askRef } from './service.ts'
import { causes } from './words.ts'

async function requestIn(tx: Tx, { ref }: Letter): Promise<{ request: Request; collection: Collection }> {
  const request = await requestById(tx, askRef.parse(ref).request)
  return { request, collection: await collections.byId(tx, CollectionId.parse(request.about.id)) }
}

async function isStillOwed(_ctx: Ctx, tx: Tx, letter: Letter): Promise<boolean> {
  return isOwed((await requestIn(tx, letter)).request)
}

async function render(ctx: Ctx, tx: Tx, letter: Letter): Promise<Rendering> {
  const { request, collection } = await requestIn(tx, letter)
  const last = (await lastVersion(tx, request.id)) ?? null
  const { title, questions, by } = collection
  return askCard({
    ...{ request: request.id, title, questions, state: request.state, dueAt: request.dueAt },
    by: await nameOf(tx, by, collection.branch),
    branch: request.branch === null ? null : branchTitle(await branch(tx, request.branch)),
    handedIn:
      last === null
        ? null
        : {
            answers: last.report.answers,
            sent: await sentLines(tx, { questions, report: last.report }),
            ...{ at: last.at, late: last.late },
          },
    people: await peopleFor(ctx, tx, {
      questions,
      answers: last?.report.answers ?? {},
      branch: request.branch,
    }),
    isReminder: letter.kind === 'collections.remind',
    zone: ctx.settings.timezone,
    now: ctx.now(),
  })
}

/** What somebody is asked: whoever answers for the branch on the day of sending, or the person. */
const asked: LetterHandler = {
  urgency: 'notice',
  why: async (_ctx, tx, letter) => causes.asked((await requestIn(tx, letter)).collection.title),
  about: async (ctx, tx, letter) =>
    dateOf((await requestIn(tx, letter)).request.dueAt, ctx.settings.timezone),
  branchOf: async (tx, letter) => (await requestIn(tx, letter)).collection.branch,
  subject: async (_ctx, tx, letter) => (await requestIn(tx, letter)).collection.title,
  async holder(ctx, tx, letter) {
    const { request } = await requestIn(tx, letter)
    return request.office === null || request.branch === null
      ? request.owner
      : answeringFor(ctx, tx, request.branch)
  },
  isRelevant: isStillOwed,
  render,
  open: isStillOwed,
}

export const askLetters = {
  'collections.ask': asked,
  'collections.remind': {
    ...asked,
    urgency: 'reminder',
    atDesk: true,
    why: async (_ctx, tx, letter) => causes.reminded((await requestIn(tx, letter)).collection.title),
  },
} satisfies Partial<LetterKinds>
