import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { RequestId } from '../../ids.ts'
import type { Letter, LetterHandler, LetterKinds } from '../../letters/types.ts'
import { nameOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { applicationOf, isLapsed, isWaiting } from '../applications/service.ts'
import * as store from '../store.ts'
import { extensionAskedCard, extensionCard } from './card.ts'
import { daysOffered, deciderOf, extensionShown, mayDecide, refusalToAsk } from './service.ts'
import { causes } from './words.ts'

/** The request and its application, where there is one. */
async function shownBy(tx: Tx, { ref }: Letter) {
  const request = await store.byId(tx, RequestId.parse(ref))
  return { request, application: (await applicationOf(tx, request.id)) ?? null }
}

async function waits(_ctx: Ctx, tx: Tx, letter: Letter): Promise<boolean> {
  const { request, application } = await shownBy(tx, letter)
  return isWaiting(application ?? undefined, request)
}

const about = {
  subject: async (_ctx, tx, letter) => (await shownBy(tx, letter)).request.title,
  branchOf: async (tx, letter) => (await shownBy(tx, letter)).request.branch,
} satisfies Partial<LetterHandler>

/** The form, and how the application stands; for whoever opened it. */
const form: LetterHandler = {
  ...about,
  urgency: 'answer',
  why: async (_ctx, tx, letter) => causes.form((await shownBy(tx, letter)).request.title),
  isRelevant: async () => true,
  render: renderForm,
}

async function renderForm(ctx: Ctx, tx: Tx, letter: Letter) {
  const { request, application } = await shownBy(tx, letter)
  const who = 'person' in letter.to ? letter.to.person : null
  const mayAsk = who !== null && (await refusalToAsk(ctx, tx, { request, who })) === null
  const decider = application && (await deciderOf(ctx, tx, { request, application }))
  return extensionCard({
    request,
    application,
    days: mayAsk ? daysOffered(ctx, request) : null,
    reader: decider === null ? '' : await nameOf(tx, decider, request.branch),
    isLapsed: isLapsed(application ?? undefined, today(ctx)),
    isOwn: application?.by === who,
    zone: ctx.settings.timezone,
  })
}

/** An application, for whoever decides on it. */
const asked: LetterHandler = {
  ...about,
  urgency: 'notice',
  why: async (_ctx, tx, letter) => causes.asked((await shownBy(tx, letter)).request.title),
  async holder(ctx, tx, letter) {
    const { request, application } = await shownBy(tx, letter)
    return application && deciderOf(ctx, tx, { request, application })
  },
  isRelevant: waits,
  async render(ctx, tx, letter) {
    const { request, application } = await shownBy(tx, letter)
    if (application === null) throw new Error(`no application for ${request.id}`)
    const who = 'person' in letter.to ? letter.to.person : null
    return extensionAskedCard({
      ...(await extensionShown(ctx, tx, { request, application })),
      decidedBy: application.decidedBy && (await nameOf(tx, application.decidedBy, request.branch)),
      mayDecide: who !== null && (await mayDecide(ctx, tx, { request, application, who })),
      zone: ctx.settings.timezone,
    })
  },
  open: waits,
}

/** That it was declined, for whoever asked. */
const declined: LetterHandler = {
  ...about,
  urgency: 'notice',
  why: async (_ctx, tx, letter) => causes.declined((await shownBy(tx, letter)).request.title),
  isRelevant: async (_ctx, tx, letter) => (await shownBy(tx, letter)).application?.state === 'declined',
  render: renderForm,
}

/** What is said about another deadline. */
export const extensionLetters = {
  'reports.extension': form,
  'reports.extensionAsked': asked,
  'reports.extensionDeclined': declined,
} satisfies Partial<LetterKinds>
