import { votesFor } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Letter, LetterHandler, Rendering } from '../../letters/types.ts'
import { meetingById } from '../../meetings/service.ts'
import { nameOf } from '../../roster/service.ts'
import { seenNow } from '../../time/read/reader.ts'
import { attachedTo } from '../attachments/service.ts'
import { askedFor, lastOf } from '../pages/service.ts'
import type { Asked } from '../pages/types.ts'
import { unfitIn } from '../replies/service.ts'
import { stateOf } from '../states/service.ts'
import * as store from '../store.ts'
import { decidedIn } from '../tasks/service.ts'
import type { Draft, Request } from '../types.ts'
import { mayBeUnheld } from '../unheld/service.ts'
import { mayWithdraw } from '../withdrawal/service.ts'
import { causes } from '../words.ts'
import { confirmCard } from './card.ts'
import { confirmRef, draftFor, rewrittenFor } from './service.ts'

/** The private card on which a report is checked and handed in. Whoever sends photos looks at it. */
export const confirmLetter: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) =>
    causes.confirm((await store.byId(tx, confirmRef.parse(ref).request)).title),
  isRelevant: isStillOpen,
  open: isStillOpen,
  render,
  pace: 'second',
}

async function isStillOpen(_ctx: Ctx, tx: Tx, letter: Letter): Promise<boolean> {
  const { request, by, n } = confirmRef.parse(letter.ref)
  const draft = await draftFor(tx, request, by)
  return draft.n === n && draft.state === 'open'
}

async function render(ctx: Ctx, tx: Tx, letter: Letter): Promise<Rendering> {
  const { request: id, by, n } = confirmRef.parse(letter.ref)
  const state = await stateOf(ctx, tx, id)
  const { request } = state
  const draft = await draftFor(tx, id, by)
  const held = request.meeting === null ? null : await meetingById(tx, request.meeting)
  const votes = held === null ? [] : (await votesFor(ctx, tx, { meeting: held, who: by })).lines
  const { decisions } = draft.report
  const submitted = draft.state === 'submitted'
  const asked = await askedFor(ctx, tx, { request, report: draft.report, who: by })
  return confirmCard({
    ...state,
    ...{ draft, n, held, votes, asked, counts: asked.counts },
    host: held === null ? null : await nameOf(tx, held.host, held.branch),
    rewritten: await rewrittenFor(tx, draft, request),
    attached: await attachedTo(tx, draft.report),
    decided: await decidedIn(ctx, tx, { request, who: by, decisions, submitted }),
    ...(await openOnly(ctx, tx, { request, draft, asked })),
    mayBeUnheld: mayBeUnheld(request),
    mayWithdraw: await mayWithdraw(ctx, tx, { request, who: by }),
    terms: ctx.settings.terms,
  })
}

/** What is asked only while the draft is filled in. */
async function openOnly(
  ctx: Ctx,
  tx: Tx,
  { request, draft, asked }: { request: Request; draft: Draft; asked: Asked },
) {
  if (draft.state !== 'open') return { unfit: [], hasLast: false }
  return {
    unfit: unfitIn(draft.report.content, { ...asked, seen: seenNow(ctx) }),
    hasLast: draft.filling.taken === null && (await lastOf(tx, request)) !== null,
  }
}
