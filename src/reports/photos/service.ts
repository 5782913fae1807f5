import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type MemberId, type MessageId, type PictureId, RequestId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { dropFiles, keepPicture, picturesWith, sentIn } from '../../files/service.ts'
import type { Picture } from '../../files/types.ts'
import * as answers from '../drafts/service.ts'
import { addTo, draftRefusal, MOST_PHOTOS, NOTHING } from '../rules.ts'
import * as requests from '../store.ts'
import type { Draft, Report, Request } from '../types.ts'

export { photoBlocks } from './card.ts'

/** Keeps the pictures of something said for a report, as many as it has room for. The caller holds the request. */
export async function keepPhotos(
  tx: Tx,
  { request, said }: { request: Request; said: Said },
): Promise<{ photos: PictureId[]; tooMany: boolean }> {
  const before = await withoutLost(tx, (await answers.begunWith(tx, request.id, said.who)).report)
  const sources = said.pictures.slice(0, Math.max(0, MOST_PHOTOS - before.photos.length))
  const photos: PictureId[] = []
  for (const source of sources) {
    const id = await keepPicture(tx, { message: said.messageId, source, ref: request.id })
    if (id !== undefined) photos.push(id)
  }
  return { photos, tooMany: sources.length < said.pictures.length }
}

/** Adds photos that came without words to the person's draft, or begins one. The caller holds the request. */
export async function addPhotos(
  ctx: Ctx,
  tx: Tx,
  added: { request: Request; who: MemberId; photos: PictureId[] },
): Promise<void> {
  const { request, who, photos } = added
  if (photos.length === 0) return
  const report = { ...NOTHING, photos }
  const draft = await answers.draftOf(tx, request.id, who)
  if (draft?.state !== 'open') return answers.openDraft(ctx, tx, { request, who, report, source: null })
  const before = await withoutLost(tx, draft.report)
  // Its card is updated when they are here: what somebody is typing there is not disturbed twice.
  await answers.saveDraft(tx, { ...draft, report: addTo(before, report), updatedAt: ctx.now() })
}

/** A photo that could not be had makes room for the one that is sent again. */
async function withoutLost(tx: Tx, report: Report): Promise<Report> {
  const pictures = await picturesWith(tx, report.photos)
  return { ...report, photos: pictures.filter(({ state }) => state !== 'failed').map(({ id }) => id) }
}

/** Takes the last photo out of a draft. */
export async function dropLastPhoto(
  ctx: Ctx,
  tx: Tx,
  of: { request: RequestId; who: MemberId; n: number },
): Promise<answers.Outcome> {
  await requests.lock(tx, of.request)
  const draft = await answers.draftOf(tx, of.request, of.who)
  const refusal = draftRefusal(draft, of.n)
  if (draft === undefined || refusal !== null) return { ok: false, refusal: refusal ?? 'superseded' }
  const gone = draft.report.photos.slice(-1)
  await answers.changeDraft(tx, withoutPhotos(draft, gone))
  await dropUnused(ctx, tx, { request: draft.request, gone })
  return { ok: true }
}

/** How many photos a group is told of: those that are here or on their way. */
export function countPhotos(pictures: readonly Picture[]): number {
  return pictures.filter(({ state }) => state === 'here' || state === 'waiting').length
}

/** A photo is here or cannot be had: every card that shows it is updated anew. */
export async function photoSettled(_ctx: Ctx, tx: Tx, { ref }: Pick<Picture, 'ref'>): Promise<void> {
  const request = await requests.lock(tx, RequestId.parse(ref))
  if (request !== undefined) await answers.markDraftsStale(tx, request.id)
}

/**
 * Somebody took a message back: its photos leave the drafts, and a draft with words from it is given up. What was
 * handed in stays as it is.
 */
export async function withdrawMessage(ctx: Ctx, tx: Tx, message: MessageId): Promise<void> {
  const pictures = (await sentIn(tx, message)).pictures
  const worded = await answers.openDrafts(tx, { source: message })
  const concerned = new Set([...pictures.map(({ ref }) => ref), ...worded.map(({ request }) => request)])
  const gone = pictures.map(({ id }) => id)
  // Always in the same order: two who take back at once must not wait for each other.
  for (const id of [...concerned].sort()) {
    const request = RequestId.parse(id)
    await requests.lock(tx, request)
    for (const draft of await answers.openDrafts(tx, { request })) {
      const left = withoutPhotos(withoutWordsOf(draft, message), gone)
      if (left !== draft) await answers.changeDraft(tx, left)
    }
    await dropUnused(ctx, tx, { request, gone })
  }
}

function withoutWordsOf(draft: Draft, message: MessageId): Draft {
  if (!draft.sources.includes(message)) return draft
  const report = { ...draft.report, content: '', decisions: '', stated: null }
  return { ...draft, report, sources: [], said: {}, state: 'withdrawn' }
}

function withoutPhotos(draft: Draft, gone: readonly PictureId[]): Draft {
  const photos = draft.report.photos.filter((id) => !gone.includes(id))
  if (photos.length === draft.report.photos.length) return draft
  return { ...draft, report: { ...draft.report, photos } }
}

/** What was handed in is kept, whatever becomes of the draft. */
async function dropUnused(
  ctx: Ctx,
  tx: Tx,
  { request, gone }: { request: RequestId; gone: readonly PictureId[] },
): Promise<void> {
  const handedIn = await answers.photosHandedIn(tx, request)
  await dropFiles(
    ctx,
    tx,
    gone.filter((id) => !handedIn.has(id)),
  )
}
