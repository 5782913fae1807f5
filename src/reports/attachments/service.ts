import type { Question } from '../../../config/college/questions.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { dropFiles, filesWith, keepFile, keepPicture, picturesWith, sentIn } from '../../files/service.ts'
import type { Picture } from '../../files/types.ts'
import { type MemberId, type MessageId, RequestId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import * as drafts from '../drafts/service.ts'
import { leave } from '../pages/service.ts'
import type { Filled, PageRefusal } from '../pages/types.ts'
import { addTo, BEGUN, MOST_FILES, MOST_PHOTOS, NOTHING } from '../rules.ts'
import * as requests from '../store.ts'
import type { Draft, Note, Report, Request } from '../types.ts'
import { hasField } from '../forms/service.ts'
import { movedForward, placed, sentText } from './rules.ts'
import type { Attached, AttachedIds, AttachedRefusal } from './types.ts'

export { arrangedBlocks, arranging, attachedBlocks } from './card.ts'
export { sentText } from './rules.ts'

/** What is attached to a report, and what became of each. */
export async function attachedTo(tx: Tx, { photos, files }: AttachedIds): Promise<Attached> {
  return { photos: await picturesWith(tx, photos), files: await filesWith(tx, files) }
}

/** Keeps what came with something said for a report, as much as it has room for. The caller holds the request. */
export async function keepSent(
  tx: Tx,
  { request, said }: { request: Request; said: Said },
): Promise<{ sent: AttachedIds; tooMany: Note[] }> {
  const before = await withRoom(tx, (await drafts.begunWith(tx, request.id, said.who)).report)
  const pictures = said.pictures.slice(0, Math.max(0, MOST_PHOTOS - before.photos.length))
  const named = said.files.slice(0, Math.max(0, MOST_FILES - before.files.length))
  const sent: AttachedIds = { photos: [], files: [] }
  const of = { message: said.messageId, ref: request.id }
  for (const source of pictures) {
    const id = await keepPicture(tx, { ...of, source })
    if (id !== undefined) sent.photos.push(id)
  }
  for (const { key: source, name } of named) {
    const id = await keepFile(tx, { ...of, source, name })
    if (id !== undefined) sent.files.push(id)
  }
  const tooMany: [Note, boolean][] = [
    ['tooMany', pictures.length < said.pictures.length],
    ['tooManyFiles', named.length < said.files.length],
  ]
  return { sent, tooMany: tooMany.flatMap(([note, isSo]) => (isSo ? [note] : [])) }
}

/** Photos and files that were handed in, in words, by the label of the question that they answer. */
export async function sentLines(
  tx: Tx,
  { questions, report }: { questions: readonly Question[]; report: AttachedIds },
): Promise<[label: string, said: string][]> {
  const asked = questions.filter((one) => !hasField(one))
  if (asked.length === 0) return []
  const attached = await attachedTo(tx, report)
  const sent = {
    photos: placed(attached.photos).length,
    files: placed(attached.files).map(({ name }) => name),
  }
  return asked.flatMap((question): [string, string][] => {
    const said = sentText(question, { questions, sent })
    return said === '' ? [] : [[question.label, said]]
  })
}

/** Adds what came without words to the person's draft, or begins one. The caller holds the request. */
export async function addSent(
  ctx: Ctx,
  tx: Tx,
  { request, who, sent }: { request: Request; who: MemberId; sent: AttachedIds },
): Promise<void> {
  if (sent.photos.length + sent.files.length === 0) return
  const report = { ...NOTHING, ...sent }
  const draft = await drafts.draftOf(tx, request.id, who)
  if (draft?.state !== 'open') return drafts.openDraft(ctx, tx, { request, who, report, source: null })
  const before = await withRoom(tx, draft.report)
  // Its card is updated when they are here: what somebody is typing there is not disturbed twice.
  await drafts.saveDraft(tx, { ...draft, report: addTo(before, report), updatedAt: ctx.now() })
}

/** What could not be had, or came twice, makes room for what is sent again. */
async function withRoom(tx: Tx, report: Report): Promise<Report> {
  const { photos, files } = await attachedTo(tx, report)
  return { ...report, photos: placed(photos).map(({ id }) => id), files: placed(files).map(({ id }) => id) }
}

/** A photo or file of a draft, pressed together with what was filled in; null: none was chosen. */
type Chosen = Filled & { id: string | null }
type Outcome = { ok: true } | { ok: false; refusal: PageRefusal | AttachedRefusal }

/** Puts a photo or file a place further to the front. */
export async function moveForward(ctx: Ctx, tx: Tx, of: Chosen): Promise<Outcome> {
  return change(ctx, tx, {
    ...of,
    changed: (report, id) => ({
      ...report,
      photos: movedForward(report.photos, id),
      files: movedForward(report.files, id),
    }),
  })
}

/** Takes a photo or file out of a draft. */
export async function remove(ctx: Ctx, tx: Tx, of: Chosen): Promise<Outcome> {
  const outcome = await change(ctx, tx, { ...of, changed: (report, id) => without(report, [id]) })
  if (outcome.ok && of.id !== null) await dropUnused(ctx, tx, { request: of.request, gone: [of.id] })
  return outcome
}

type Changing = Chosen & { changed: (report: Report, id: string) => Report }

/** What was typed is saved with the press, also where nothing is moved. */
async function change(ctx: Ctx, tx: Tx, { id, changed, ...filled }: Changing): Promise<Outcome> {
  const outcome = await leave(ctx, tx, filled)
  if (!outcome.ok) return outcome
  const { draft } = outcome.left
  const ids: string[] = [...draft.report.photos, ...draft.report.files]
  if (id === null || !ids.includes(id)) {
    await drafts.changeDraft(tx, draft)
    return { ok: false, refusal: id === null ? 'unchosen' : 'absent' }
  }
  // In the order of the card, which shows neither what failed nor what came twice.
  const report = await withRoom(tx, draft.report)
  await drafts.changeDraft(tx, { ...draft, report: changed(report, id) })
  return { ok: true }
}

function without(report: Report, gone: readonly string[]): Report {
  const stays = (id: string) => !gone.includes(id)
  return { ...report, photos: report.photos.filter(stays), files: report.files.filter(stays) }
}

/** The photos of a report that are here, in its order, each once. */
export function placedPhotos({ photos }: Pick<Attached, 'photos'>) {
  return placed(photos).filter((one) => one.state === 'here')
}

/** The files of a report that are here, in its order, each once. */
export function placedFiles({ files }: Pick<Attached, 'files'>) {
  return placed(files).filter((one) => one.state === 'here')
}

/** How many photos a group is told of: those that are here or on their way. */
export function countPhotos(pictures: readonly Picture[]): number {
  return placed(pictures).length
}

/** A photo or file is here or cannot be had: every card that shows it is updated anew. Others are left alone. */
export async function attachmentSettled(_ctx: Ctx, tx: Tx, { ref }: { ref: string }): Promise<void> {
  const request = await requests.lock(tx, RequestId.parse(ref))
  if (request !== undefined) await drafts.markDraftsStale(tx, request.id)
}

/**
 * Somebody took a message back: what came with it leaves the drafts, and a draft with words from it is given up. What was
 * handed in stays as it is.
 */
export async function withdrawMessage(ctx: Ctx, tx: Tx, message: MessageId): Promise<void> {
  const { pictures, files } = await sentIn(tx, message)
  const sent = [...pictures, ...files]
  const worded = await drafts.openDrafts(tx, { source: message })
  const concerned = new Set([...sent.map(({ ref }) => ref), ...worded.map(({ request }) => request)])
  const gone = sent.map(({ id }) => id)
  // Always in the same order: two who take back at once must not wait for each other.
  for (const id of [...concerned].sort()) {
    const request = RequestId.parse(id)
    await requests.lock(tx, request)
    for (const draft of await drafts.openDrafts(tx, { request })) {
      const worded = withoutWordsOf(draft, message)
      const left = { ...worded, report: without(worded.report, gone) }
      if (worded !== draft || lengthOf(left) < lengthOf(draft)) await drafts.changeDraft(tx, left)
    }
    await dropUnused(ctx, tx, { request, gone })
  }
}

function lengthOf({ report }: Draft): number {
  return report.photos.length + report.files.length
}

function withoutWordsOf(draft: Draft, message: MessageId): Draft {
  if (!draft.sources.includes(message)) return draft
  const { photos, files } = draft.report
  return {
    ...draft,
    report: { ...NOTHING, photos, files },
    sources: [],
    said: {},
    filling: BEGUN,
    state: 'withdrawn',
  }
}

/** What was handed in is kept, whatever becomes of the draft. */
async function dropUnused(
  ctx: Ctx,
  tx: Tx,
  { request, gone }: { request: RequestId; gone: readonly string[] },
): Promise<void> {
  const handedIn = await drafts.handedInIds(tx, request)
  await dropFiles(
    ctx,
    tx,
    gone.filter((id) => !handedIn.has(id)),
  )
}
