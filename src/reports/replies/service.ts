import { inSightAt } from '../../cards/in-sight.ts'
import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, type MemberId, RequestId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import type { LetterKind } from '../../letters/types.ts'
import { noticeRef } from '../../meetings/service.ts'
import { isOutOfReach } from '../../roster/service.ts'
import {
  begunBy,
  changeDraft,
  confirmRef,
  handedInWith,
  openDraft,
  openDrafts,
  refusalFor,
} from '../drafts/service.ts'
import { NOTHING, reword } from '../rules.ts'
import { afterRef } from '../after/service.ts'
import { owedBy } from '../owners/service.ts'
import { asksFor } from '../forms/service.ts'
import { addSent, keepSent } from '../attachments/service.ts'
import { remindRef } from '../rounds/service.ts'
import { askedFor } from '../pages/service.ts'
import * as requests from '../store.ts'
import { formById, longOnes } from '../templates/service.ts'
import { seenAt } from '../../time/read/reader.ts'
import type { Note, Request, Wording } from '../types.ts'
import { type Ear, readReply } from './rules.ts'

export { readReply, unfitIn } from './rules.ts'

/** Letters to which a reply is a report. */
const ASKING: readonly LetterKind[] = [
  'reports.request',
  'reports.chase',
  'reports.nudge',
  'reports.confirm',
  'collections.ask',
  'collections.remind',
]

/** Takes a reply to one of our requests as a draft. False when it was no such reply. */
export async function draftFromReply(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  const id = await repliedTo(tx, said)
  if (id === null) return false
  await take(ctx, tx, { said, id })
  return true
}

async function repliedTo(tx: Tx, { about }: Said): Promise<RequestId | null> {
  if (about?.kind === 'reports.after') return requests.ofMeeting(tx, afterRef.parse(about.ref).meeting)
  if (about === null || !ASKING.includes(about.kind)) return null
  return confirmRef.find(about.ref)?.request ?? remindRef.parse(about.ref).request
}

/** Letters about a meeting, to which a reply may be its report once that is asked for: 会后小结, the notice. */
async function aboutMeeting(tx: Tx, { about }: Said): Promise<RequestId | null> {
  if (about?.kind === 'attendance.checkin') return requests.ofMeeting(tx, MeetingId.parse(about.ref))
  return about?.kind === 'meetings.notice' ? requests.ofMeeting(tx, noticeRef.parse(about.ref).meeting) : null
}

/** Takes what somebody wrote as a draft of that report. */
export async function draftFromText(
  ctx: Ctx,
  tx: Tx,
  { said, request: id }: { said: Said; request: RequestId },
): Promise<void> {
  await take(ctx, tx, { said, id })
}

/**
 * Takes photos and files of the direct chat as part of a draft. With several reports in question the person is asked which
 * one. False when there is none.
 */
export async function draftFromAttachments(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  if (said.inGroup || !isAttached(said)) return false
  const asked = askedOf(said)
  if (asked !== null && (await takesSent(tx, { id: asked, said }))) {
    await take(ctx, tx, { said, id: asked })
    return true
  }
  const all = await reportsInQuestion(ctx, tx, said)
  const [begun, owed] = [await taking(tx, all.begun, said), await taking(tx, all.owed, said)]
  const [request, ...others] = begun.length > 0 ? begun : owed
  if (request === undefined) return false
  if (others.length > 0) await note(ctx, tx, { said, what: 'which' })
  else await take(ctx, tx, { said, id: request })
  return true
}

/** What a collection's card asks that a photo or file replies to. */
function askedOf({ about }: Said): RequestId | null {
  const isAsked = about?.kind === 'collections.ask' || about?.kind === 'collections.remind'
  return isAsked ? RequestId.parse(about.ref) : null
}

async function taking(tx: Tx, ids: readonly RequestId[], said: Said): Promise<RequestId[]> {
  const those: RequestId[] = []
  for (const id of ids) if (await takesSent(tx, { id, said })) those.push(id)
  return those
}

/** A record takes photos and files whatever it asks; a collection and a step of a programme take those that they ask for. */
async function takesSent(tx: Tx, { id, said }: { id: RequestId; said: Said }): Promise<boolean> {
  const { about, form } = await requests.byId(tx, id)
  if (about.kind !== 'collection' && about.kind !== 'step') return true
  const questions = form === null ? [] : await formById(tx, form)
  return asksFor(questions, { photos: said.pictures.length, files: said.files.length })
}

/** The reports that somebody's words, photos or files may be: the one replied to, that of the meeting replied to, those begun, and those owed. */
export async function reportsInQuestion(ctx: Ctx, tx: Tx, said: Said) {
  const idOf = ({ id }: Request) => id
  const { own, all } = await owedBy(ctx, tx, said.who)
  return {
    own: await repliedTo(tx, said),
    near: await aboutMeeting(tx, said),
    begun: (await begunBy(ctx, tx, said.who)).map(idOf),
    owed: (own.length > 0 ? own : all).map(idOf),
  }
}

/** Whether a person may hand this report in now. */
export async function mayWrite(
  ctx: Ctx,
  tx: Tx,
  { request: id, who }: { request: RequestId; who: MemberId },
): Promise<boolean> {
  const request = await requests.byId(tx, id)
  return (await refusalFor(ctx, tx, { request, who, at: ctx.now() })) === null
}

/** What the reports are about, for a person to choose from. */
export async function reportTitles(tx: Tx, ids: readonly RequestId[]): Promise<Map<RequestId, string>> {
  const titles = new Map<RequestId, string>()
  for (const id of ids) titles.set(id, (await requests.byId(tx, id)).title)
  return titles
}

async function take(ctx: Ctx, tx: Tx, { said, id }: { said: Said; id: RequestId }): Promise<void> {
  const { who } = said
  const request = await requests.lock(tx, id)
  if (request === undefined) return
  const refusal = await refusalFor(ctx, tx, { request, who, at: ctx.now() })
  if (refusal !== null) return note(ctx, tx, { said, what: refusal })
  const { sent, tooMany } = await keepSent(tx, { request, said })
  for (const what of tooMany) await note(ctx, tx, { said, what })
  if (isWordless(said)) return addSent(ctx, tx, { request, who, sent })
  const ear = await earFor(ctx, tx, { request, said })
  const report = { ...NOTHING, ...wordingOf(said.text, ear), ...sent }
  await openDraft(ctx, tx, { request, who, report, source: said.messageId, long: longOnes(ear.questions) })
  // The private card is the answer: the group need not read that it was sent.
  if (said.inGroup && (await isOutOfReach(tx, who))) await note(ctx, tx, { said, what: 'outOfReach' })
}

function wordingOf(text: string, ear: Ear): Wording {
  const { unfit: _unfit, ...wording } = readReply(text, ear)
  return wording
}

async function earFor(
  ctx: Ctx,
  tx: Tx,
  { request, said: { who, at } }: { request: Request; said: Pick<Said, 'who' | 'at'> },
): Promise<Ear> {
  const { questions, people } = await askedFor(ctx, tx, { request, report: NOTHING, who })
  return { questions, people, seen: seenAt(ctx, at) }
}

/** A message was given other words: they take the place of the earlier ones in the draft that holds them. */
export async function reviseDrafts(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const { messageId: source, who } = said
  for (const { request } of await openDrafts(tx, { source })) {
    await requests.lock(tx, request)
    const draft = (await openDrafts(tx, { source })).find((one) => one.request === request && one.by === who)
    if (draft === undefined) continue
    const ear = await earFor(ctx, tx, { request: await requests.byId(tx, request), said })
    const now = wordingOf(said.text, ear)
    const report = reword(draft.report, { before: draft.said[source], now, long: longOnes(ear.questions) })
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

function isAttached({ pictures, files }: Said): boolean {
  return pictures.length + files.length > 0
}

function isWordless(said: Said): boolean {
  return said.text === '' && isAttached(said)
}

async function note(ctx: Ctx, tx: Tx, { said, what }: { said: Said; what: Note }): Promise<void> {
  const to = { chat: said.chat }
  // Photos and files that are sent one after the other get one answer.
  const burst = inSightAt(ctx.now())
  const id = isWordless(said)
    ? `${what}:${said.chat}:${said.who}:${burst}`
    : `${what === 'handedIn' ? 'edited:' : ''}${said.messageId}`
  await writeLetters(ctx, tx, [{ ...oneFor('reports.noted', id), ref: what, to, replyTo: said.messageId }])
}
