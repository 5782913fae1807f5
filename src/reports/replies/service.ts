import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type MemberId, RequestId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { LetterKind, Said } from '../../letters/types.ts'
import { isOutOfReach, rightsOf } from '../../roster/service.ts'
import { begunBy, changeDraft, handedInWith, openDraft, openDrafts, refusalFor } from '../answers/service.ts'
import { reword } from '../rules.ts'
import { addPhotos, keepPhotos } from '../photos/service.ts'
import * as requests from '../store.ts'
import type { Note, Request, Wording } from '../types.ts'
import { looksLikeReport, readReply } from './rules.ts'

/** Letters to which a reply is a report. */
const ASKING: readonly LetterKind[] = ['reports.request', 'reports.chase', 'reports.confirm']
/** Photos that are sent one after the other get one answer in so long. */
const BURST_MS = 600_000

/** Takes a reply to one of our requests as a draft. False when it was no such reply. */
export async function draftFromReply(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  if (said.about === null || !ASKING.includes(said.about.kind)) return false
  await take(ctx, tx, { said, id: RequestId.parse(said.about.ref.split('/')[0]) })
  return true
}

/**
 * Takes a text or photos of the direct chat as a draft, when exactly one report is in question. With photos for several
 * the person is asked which one. False when it was none.
 */
export async function draftFromTalk(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  const hasPhotos = said.pictures.length > 0
  if (said.inGroup || !(hasPhotos || looksLikeReport(said.text))) return false
  const begun = hasPhotos ? await begunBy(ctx, tx, said.who) : []
  const [request, ...others] = begun.length > 0 ? begun : await owedBy(ctx, tx, said.who)
  if (request === undefined || (others.length > 0 && !hasPhotos)) return false
  if (others.length > 0) await note(ctx, tx, { said, what: 'which' })
  else await take(ctx, tx, { said, id: request.id })
  return true
}

/** What a person owes, otherwise what others owe whom the person may write for. */
async function owedBy(ctx: Ctx, tx: Tx, who: MemberId): Promise<Request[]> {
  const own = await requests.owed(tx, { owner: who })
  if (own.length > 0) return own
  const rights = await rightsOf(ctx, tx, who)
  return requests.owed(tx, {
    owner: who,
    branches: rights.branchCommitteeOf,
    groups: rights.leaderOf,
  })
}

async function take(ctx: Ctx, tx: Tx, { said, id }: { said: Said; id: RequestId }): Promise<void> {
  const { who } = said
  const request = await requests.lock(tx, id)
  if (request === undefined) return
  const refusal = await refusalFor(ctx, tx, { request, who, at: ctx.now() })
  if (refusal !== null) return note(ctx, tx, { said, what: refusal })
  const { photos, tooMany } = await keepPhotos(tx, { request, said })
  if (tooMany) await note(ctx, tx, { said, what: 'too_many' })
  if (isPhotosOnly(said)) return addPhotos(ctx, tx, { request, who, photos })
  const report = { ...wordingOf(said.text), photos }
  await openDraft(ctx, tx, { request, who, report, source: said.messageId })
  // The private card is the answer: the group need not read that it was sent.
  if (said.inGroup && (await isOutOfReach(tx, who))) await note(ctx, tx, { said, what: 'outOfReach' })
}

function wordingOf(text: string): Wording {
  const { content, decisions = '', present: stated = null } = readReply(text)
  return { content, decisions, stated }
}

/** A message was given other words: they take the place of the earlier ones in the draft that holds them. */
export async function reviseDrafts(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const { messageId: source, who } = said
  const now = wordingOf(said.text)
  for (const { request } of await openDrafts(tx, { source })) {
    await requests.lock(tx, request)
    const draft = (await openDrafts(tx, { source })).find((one) => one.request === request && one.by === who)
    if (draft === undefined) continue
    const report = reword(draft.report, { before: draft.said[source], now })
    await changeDraft(tx, {
      ...draft,
      report,
      said: { ...draft.said, [source]: now },
      updatedAt: ctx.now(),
    })
  }
  const handedIn = await handedInWith(tx, source)
  if (handedIn?.by === who) await note(ctx, tx, { said, what: 'handedIn' })
}

function isPhotosOnly({ text, pictures }: Said): boolean {
  return text === '' && pictures.length > 0
}

async function note(ctx: Ctx, tx: Tx, { said, what }: { said: Said; what: Note }): Promise<void> {
  const to = { chat: said.chat }
  const burst = Math.floor(ctx.now().epochMilliseconds / BURST_MS)
  const key = isPhotosOnly(said)
    ? `reports.noted:${what}:${said.chat}:${said.who}:${burst}`
    : `reports.noted:${what === 'handedIn' ? 'edited:' : ''}${said.messageId}`
  await writeLetters(ctx, tx, [{ key, kind: 'reports.noted', ref: what, to, replyTo: said.messageId }])
}
