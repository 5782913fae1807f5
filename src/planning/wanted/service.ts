import { createHash } from 'node:crypto'
import type { Need } from '../../cards/need.ts'
import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { person } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { moment } from '../../time/format.ts'
import { seenNow } from '../../time/read/reader.ts'
import {
  audienceChoicesFor,
  begin,
  draftFrom,
  findDialogue,
  keepDialogue,
  type Outcome,
  whenKnown,
} from '../new-meeting/service.ts'
import { type Draft, OTHER, type Stage } from '../new-meeting/types.ts'
import type { WantedCall } from './types.ts'
import { words } from './words.ts'

/** Whether a person may call any meeting today. */
export async function mayCallAnyMeeting(ctx: Ctx, tx: Tx, who: MemberId): Promise<boolean> {
  return (await audienceChoicesFor(ctx, tx, who)).may.length > 0
}

/**
 * The matter of whoever speaks of a meeting that somebody else calls, with what was said of it: the same words on one day are
 * one matter. Null when the person may call it.
 */
export async function callNeed(ctx: Ctx, tx: Tx, said: Said): Promise<Need | null> {
  const { who } = said
  const { isTheirs, stage, here } = await draftFrom(ctx, tx, {
    said,
    ...(await audienceChoicesFor(ctx, tx, who)),
  })
  if (isTheirs || !('draft' in stage)) return null
  const near = here === null ? (await person(tx, who)).branch : here.branch
  const wanted = stage.at === 'preview' ? stage : { ...stage, draft: forSomebody(ctx, stage.draft, near) }
  const key = `meetings.wanted:${who}:${today(ctx)}:${hashOf(wanted)}`
  return { matter: 'convene', id: await keepDialogue(tx, { key, by: who, stage: wanted, at: ctx.now() }) }
}

/** Whom it is for when nobody was named: the branch that is near, unless it is of a type that the college holds. */
function forSomebody(ctx: Ctx, draft: Draft, near: string | null): Draft {
  const level = ctx.settings.types.find(({ name }) => name === draft.type)?.level
  if (draft.whom !== null || near === null || level === 'college') return draft
  return { ...draft, whom: `branch:${near}` }
}

function hashOf(stage: Stage): string {
  return createHash('sha256').update(JSON.stringify(stage)).digest('base64url')
}

/** What somebody wants of another, from a draft that they may not book; null when there is no such draft. */
export async function callWanted(ctx: Ctx, tx: Tx, id: MeetingId): Promise<WantedCall | null> {
  const found = await findDialogue(tx, id)
  if (found === undefined) return null
  const { by, stage } = found
  if (!('draft' in stage)) return { branch: null, what: '', open: false }
  const { every } = await audienceChoicesFor(ctx, tx, by)
  const { whom } = forSomebody(ctx, stage.draft, (await person(tx, by)).branch)
  const choice = every.find(({ key }) => key === whom)
  return { branch: choice?.branch ?? null, what: whatIn(ctx, stage.draft), open: true }
}

function whatIn(ctx: Ctx, { type, title, start, place }: Draft): string {
  const called = title === '' && type !== OTHER ? type : title
  const when = start === null ? null : moment(start, seenNow(ctx))
  return [called, when, place].filter((part) => part !== null && part !== '').join(words.comma)
}

/** Begins the call of such a meeting by whoever may, once for each person: the preview, or the form for what is missing. */
export async function takeUp(
  ctx: Ctx,
  tx: Tx,
  { draft: id, who }: { draft: MeetingId; who: MemberId },
): Promise<Outcome> {
  const wanted = await findDialogue(tx, id)
  if (wanted === undefined || !('draft' in wanted.stage)) return { ok: false, refusal: 'already' }
  const { every, may } = await audienceChoicesFor(ctx, tx, who)
  const { whom } = wanted.stage.draft
  const isTheirs = whom === null ? may.length > 0 : may.some(({ key }) => key === whom)
  if (!isTheirs) return { ok: false, refusal: 'mayNot' }
  const knows = { seen: seenNow(ctx), types: ctx.settings.types, every }
  const stage = wanted.stage.at === 'when' ? wanted.stage : whenKnown(wanted.stage.draft, knows)
  await begin(ctx, tx, { key: oneFor('meetings.convene', `${id}:${who}`).key, who, stage })
  return { ok: true, stage }
}
