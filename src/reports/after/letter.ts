import { peopleToConfirm, votesFor } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import type { Letter, LetterHandler, Rendering } from '../../letters/types.ts'
import { meetingById } from '../../meetings/service.ts'
import { mayWithdraw } from '../withdrawal/service.ts'
import { dateOf } from '../../time/dates.ts'
import { countsOf, draftOf } from '../drafts/service.ts'
import { wayOutFor } from '../ways/service.ts'
import { writerOf } from '../owners/service.ts'
import { isOwed } from '../rules.ts'
import { stateOf } from '../states/service.ts'
import * as store from '../store.ts'
import type { Request } from '../types.ts'
import { causes } from '../words.ts'
import { afterCard } from './card.ts'
import { afterRef } from './service.ts'

/** The one card after a meeting 会后一卡. */
export const afterLetter: LetterHandler = {
  urgency: 'notice',
  why: async (_ctx, tx, letter) => causes.after((await requestIn(tx, letter)).title),
  subject: async (_ctx, tx, letter) => (await requestIn(tx, letter)).title,
  about: async (ctx, tx, letter) => dateOf((await requestIn(tx, letter)).askedAt, ctx.settings.timezone),
  branchOf: async (tx, letter) => (await requestIn(tx, letter)).branch,
  holder: async (ctx, tx, letter) => writerOf(ctx, tx, await requestIn(tx, letter)),
  isRelevant: isStillOwed,
  open: isStillOwed,
  render,
}

async function isStillOwed(_ctx: Ctx, tx: Tx, letter: Letter): Promise<boolean> {
  return isOwed(await requestIn(tx, letter))
}

async function render(ctx: Ctx, tx: Tx, letter: Letter): Promise<Rendering> {
  const request = await requestIn(tx, letter)
  const held = await meetingById(tx, afterRef.parse(letter.ref).meeting)
  const who = 'person' in letter.to ? letter.to.person : request.owner
  const draft = await draftOf(tx, request.id, who)
  const { lines: votes, mayEnter: mayVote } = await votesFor(ctx, tx, { meeting: held, who })
  return afterCard({
    ...(await stateOf(ctx, tx, request.id)),
    wayOut: await wayOutFor(ctx, tx, { request, who }),
    held,
    counts: await countsOf(tx, request),
    toConfirm: held.state === 'adjourned' ? null : await peopleToConfirm(ctx, tx, { meeting: held, who }),
    drafted: draft?.state === 'open',
    ...{ votes, mayVote },
    // Its reader is the host, or acts for the host.
    host: null,
    mayWithdraw: await mayWithdraw(ctx, tx, { request, who }),
    terms: ctx.settings.terms,
  })
}

async function requestIn(tx: Tx, { ref }: Letter): Promise<Request> {
  const { meeting } = afterRef.parse(ref)
  const request = await store.everOf(tx, meeting)
  if (request === undefined) throw new Unfit(`no request for ${meeting}`)
  return request
}
