import { votesFor } from '../../attendance/service.ts'
import type { Card } from '../../cards/card.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type MemberId, RequestId } from '../../ids.ts'
import { isNewest } from '../../letters/service.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import { meetingById } from '../../meetings/service.ts'
import { branch, nameOf, rightsOf } from '../../roster/service.ts'
import { attachedTo } from '../attachments/service.ts'
import { countsOf, lastVersion, versionOf } from '../drafts/service.ts'
import { ownerOf, writerOf } from '../owners/service.ts'
import { mayWrite, waitsForReview } from '../rules.ts'
import { stateOf, textOf } from '../states/service.ts'
import { formOf } from '../templates/service.ts'
import * as requests from '../store.ts'
import type { Request, Version } from '../types.ts'
import { noReadCard, type Read, readCard, returnedCard } from './card.ts'
import { changesIn } from './rules.ts'
import { lastReview, type Walking, walkingOf, walkRef, waitingToRead } from './service.ts'
import { causes, words } from './words.ts'

/** The queue, for whoever opened it or was told of it. */
const walk: LetterHandler = {
  urgency: 'answer',
  why: causes.asked,
  isRelevant: async () => true,
  render: renderWalk,
}

/** The letters of reading what was handed in. */
export const reviewLetters = {
  'reports.review': walk,
  'reports.toReview': {
    ...walk,
    urgency: 'reminder',
    atDesk: true,
    why: causes.week,
    isRelevant: async (ctx, tx, { ref }) => ((await waitingToRead(ctx, tx, walkRef.parse(ref).who)) ?? 0) > 0,
  },
  'reports.returned': {
    urgency: 'answer',
    why: async (_ctx, tx, letter) => causes.returned((await requestIn(tx, letter)).title),
    subject: async (_ctx, tx, letter) => (await requestIn(tx, letter)).title,
    branchOf: async (tx, letter) => (await requestIn(tx, letter)).branch,
    holder: senderOf,
    isRelevant: isReturned,
    open: isReturned,
    render: async (ctx, tx, { ref }) => returnedCard(await stateOf(ctx, tx, RequestId.parse(ref))),
  },
} satisfies Record<string, LetterHandler>

async function requestIn(tx: Tx, { ref }: Letter): Promise<Request> {
  return requests.byId(tx, RequestId.parse(ref))
}

async function isReturned(_ctx: Ctx, tx: Tx, letter: Letter): Promise<boolean> {
  return (await requestIn(tx, letter)).state === 'returned'
}

// Who handed it in, or whoever writes it now when that person may not any more.
async function senderOf(ctx: Ctx, tx: Tx, letter: Letter): Promise<MemberId | null> {
  const request = await requestIn(tx, letter)
  const sender = 'person' in letter.to ? letter.to.person : null
  const owner = await ownerOf(ctx, tx, request)
  const isStill = sender !== null && mayWrite({ ...request, owner }, sender, await rightsOf(ctx, tx, sender))
  return isStill ? sender : writerOf(ctx, tx, request)
}

async function renderWalk(ctx: Ctx, tx: Tx, letter: Letter): Promise<Card> {
  const { who } = walkRef.parse(letter.ref)
  if ((await waitingToRead(ctx, tx, who)) === null) return noReadCard({ text: words.mayNot, last: null })
  if (!(await isNewest(tx, letter))) return noReadCard({ text: words.superseded, last: null })
  const walking = await walkingOf(ctx, tx, who)
  const { shown, done, last } = walking
  const version = shown === null ? undefined : await lastVersion(tx, shown.id)
  if (shown === null || version === undefined)
    return noReadCard({ text: done === 0 ? words.none : words.finished(done), last })
  return readCard(await viewOf(ctx, tx, { walking, request: shown, version, who }))
}

/** What an inspection wants to be put right; null for anything else. */
async function requiredIn(ctx: Ctx, tx: Tx, request: Request): Promise<string | null> {
  if (request.about.kind !== 'remedy') return null
  const [first] = await formOf(ctx, tx, request)
  return first?.help ?? null
}

type Shown = { walking: Walking; request: Request; version: Version; who: MemberId }

async function viewOf(ctx: Ctx, tx: Tx, { walking, request, version, who }: Shown): Promise<Read> {
  const held = request.meeting === null ? null : await meetingById(tx, request.meeting)
  const said = await lastReview(tx, request.id)
  const before = said !== null && said.n < version.n ? await versionOf(tx, request.id, said.n) : undefined
  const fields = await textOf(ctx, tx, { request, report: version.report })
  const { number, of, last } = walking
  return {
    ...{ request, held, version, fields, number, of, last },
    host: held === null ? null : await nameOf(tx, held.host, held.branch),
    counts: await countsOf(tx, request),
    votes: held === null ? [] : (await votesFor(ctx, tx, { meeting: held, who })).lines,
    terms: ctx.settings.terms,
    zone: ctx.settings.timezone,
    branch: request.branch === null ? null : (await branch(tx, request.branch)).short,
    by: await nameOf(tx, version.by, null),
    attached: await attachedTo(tx, version.report),
    changes:
      before === undefined
        ? []
        : changesIn(await textOf(ctx, tx, { request, report: before.report }), fields),
    asked: before === undefined ? null : request.returnReason,
    decided:
      said === null || said.n < version.n
        ? null
        : { by: await nameOf(tx, said.by, null), verdict: said.verdict },
    waits: waitsForReview(request),
    required: await requiredIn(ctx, tx, request),
    // They are about records of meetings.
    points: request.meeting === null ? [] : ctx.settings.reports.points,
  }
}
