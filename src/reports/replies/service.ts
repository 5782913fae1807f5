import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type MemberId, RequestId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { LetterKind, Said } from '../../letters/types.ts'
import { rightsOf } from '../../roster/service.ts'
import { openDraft, refusalFor } from '../answers/service.ts'
import * as requests from '../store.ts'
import type { Note, Request } from '../types.ts'
import { looksLikeReport, readReply } from './rules.ts'

/** Letters to which a reply is a report. */
const ASKING: readonly LetterKind[] = ['reports.request', 'reports.chase', 'reports.confirm']

/** Takes a reply to one of our requests as a draft. False when it was no such reply. */
export async function draftFromReply(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  if (said.about === null || !ASKING.includes(said.about.kind)) return false
  await takeText(ctx, tx, { said, id: RequestId.parse(said.about.ref.split('/')[0]) })
  return true
}

/** Takes a text of the direct chat as a draft, when exactly one report is waited for. False when it was none. */
export async function draftFromTalk(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  if (said.inGroup || !looksLikeReport(said.text)) return false
  const request = await theOneOwed(ctx, tx, said.who)
  if (request === undefined) return false
  await takeText(ctx, tx, { said, id: request.id })
  return true
}

async function theOneOwed(ctx: Ctx, tx: Tx, who: MemberId): Promise<Request | undefined> {
  const own = await requests.owed(tx, { owner: who })
  if (own.length > 0) return own.length === 1 ? own[0] : undefined
  const rights = await rightsOf(ctx, tx, who)
  const others = await requests.owed(tx, {
    owner: who,
    branches: rights.branchCommitteeOf,
    groups: rights.leaderOf,
  })
  return others.length === 1 ? others[0] : undefined
}

async function takeText(ctx: Ctx, tx: Tx, { said, id }: { said: Said; id: RequestId }): Promise<void> {
  const request = await requests.lock(tx, id)
  if (request === undefined) return
  const refusal = await refusalFor(ctx, tx, { request, who: said.who, at: ctx.now() })
  if (refusal !== null) return note(ctx, tx, { said, what: refusal })
  const { content, decisions = '', present = null } = readReply(said.text)
  const report = { content, decisions, stated: present }
  await openDraft(ctx, tx, { request, who: said.who, report, source: said.messageId })
  if (said.inGroup) await note(ctx, tx, { said, what: content === '' ? 'form_sent' : 'drafted' })
}

async function note(ctx: Ctx, tx: Tx, { said, what }: { said: Said; what: Note }): Promise<void> {
  const to = { chat: said.chat }
  const key = `reports.noted:${said.messageId}`
  await writeLetters(ctx, tx, [{ key, kind: 'reports.noted', ref: what, to, replyTo: said.messageId }])
}
