import type { PlannedMeeting } from '../../../config/college.ts'
import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import { takeUpRecord } from '../../attendance/service.ts'
import { branches, branchOfChat, everyGroup, leaderOf, rightsOf, secretaryOf } from '../../roster/service.ts'
import { oldSince, seenAt, seenNow } from '../../time/read/reader.ts'
import { bookCalled, lockMeeting, plannedRecord, takeBackRecord } from '../../meetings/service.ts'
import type { MeetingRecord } from '../../meetings/types.ts'
import { mayChange } from '../changes/service.ts'
import { filledOf } from '../rules.ts'
import { takeUpMeetings } from '../follow-up/service.ts'
import { readCall } from '../naming/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { AudienceChoice, Complete, Draft, NewMeetingDialogue, Refusal, Stage } from './types.ts'
import { Unfit } from '../../errors.ts'

export { whenKnown } from './rules.ts'
export { byId as findDialogue, deleteDialogues, keep as keepDialogue } from './store.ts'

export type Outcome = { ok: true; stage: Stage } | { ok: false; refusal: Refusal }

/** Begins to call a meeting as somebody said it; the card goes to them privately, from a group too. */
export async function beginNewMeeting(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const { who, messageId } = said
  const { stage, isTheirs } = await draftFrom(ctx, tx, { said, ...(await audienceChoicesFor(ctx, tx, who)) })
  const letter = { ...oneFor('meetings.convene', messageId), to: { person: who } }
  if (!isTheirs) return writeLetters(ctx, tx, [{ ...letter, ref: MAY_NOT }])
  await begin(ctx, tx, { key: letter.key, who, stage })
}

type Begun = { key: string; who: MemberId }

/** Begins with what its card shows first, once for each key. */
export async function begin(ctx: Ctx, tx: Tx, { key, who, stage }: Begun & { stage: Stage }): Promise<void> {
  const id = await store.begin(tx, { key, by: who, stage, at: ctx.now() })
  if (id !== null)
    await writeLetters(ctx, tx, [{ key, kind: 'meetings.convene', ref: id, to: { person: who } }])
}

/** Begins with the form of a meeting of which all but its time is known, once for each key. False when the person may not call it. */
export async function beginDrafted(ctx: Ctx, tx: Tx, of: Begun & { draft: Draft }): Promise<boolean> {
  const { may } = await audienceChoicesFor(ctx, tx, of.who)
  if (!may.some(({ key }) => key === of.draft.whom)) return false
  const stage: Stage = { at: 'form', draft: of.draft, question: null, filled: {} }
  await begin(ctx, tx, { key: oneFor('meetings.convene', of.key).key, who: of.who, stage })
  return true
}

/** What the letter shows, as its `ref`, to whoever may not call a meeting. */
export const MAY_NOT = 'mayNot'

/** Everybody whom a meeting can be for, and for whom this person may call one today. */
export async function audienceChoicesFor(
  ctx: Ctx,
  tx: Tx,
  who: MemberId,
): Promise<{ every: AudienceChoice[]; may: AudienceChoice[] }> {
  const rights = await rightsOf(ctx, tx, who)
  const every = rules.everyAudienceChoice({ branches: await branches(tx), groups: await everyGroup(tx) })
  return { every, may: every.filter((choice) => rules.mayCall(rights, choice)) }
}

type Asked = { said: Said; every: readonly AudienceChoice[]; may: readonly AudienceChoice[] }

/** What was said of a meeting, where, and whether the person may call it. */
export async function draftFrom(ctx: Ctx, tx: Tx, { said, every, may }: Asked) {
  const { types } = ctx.settings
  const knows = { seen: seenNow(ctx), types, every }
  const here = await hereOf(ctx, tx, { said, every, may })
  const near = here === null ? may : may.filter(({ branch }) => branch === here.branch)
  const audienceChoices = rules.namesOf(every, await branches(tx), near)
  const { reading, ...named } = readCall(said.text, { types, audienceChoices, seen: seenAt(ctx, said.at) })
  const meant = rules.audienceMeant(named, { may, types, here })
  const { title, place, type, agenda } = named
  const of = { whom: meant === rules.NOBODY ? null : meant, type, title, place, agenda }
  const draft: Draft = { ...of, start: null, minutes: reading.minutes, saidAt: oldSince(ctx, said.at) }
  const isTheirs = may.length > 0 && (meant === null || may.some(({ key }) => key === meant))
  const bare: Stage = { at: 'form', draft, question: null, filled: {} }
  return {
    stage: said.text.trim() === '' ? bare : rules.stageFrom(draft, reading, knows),
    ...{ here, isTheirs },
  }
}

async function hereOf(ctx: Ctx, tx: Tx, { said: { inGroup, chat }, every, may }: Asked) {
  const branch = inGroup ? await branchOfChat(tx, chat) : undefined
  if (branch === undefined) return inGroup ? rules.collegeHere(ctx.settings.chats, chat, may) : null
  const group = (await everyGroup(tx)).find((one) => one.chat === chat)
  const own = every.find(({ audience }) => audience.kind === 'group' && audience.group === group?.id)
  return { branch, own: own?.key ?? null }
}

type Turn = { id: MeetingId; who: MemberId }

/** Takes one of the starts that may have been meant. */
export async function pickStart(ctx: Ctx, tx: Tx, turn: Turn & { start: string }): Promise<Outcome> {
  return take(ctx, tx, {
    ...turn,
    next: ({ stage }, { knows }) => {
      if (stage.at !== 'when') return null
      const start = stage.choices.find((choice) => choice.toString() === turn.start)
      return start === undefined ? null : rules.whenKnown({ ...stage.draft, start }, knows)
    },
  })
}

/** Takes another start than the one that the preview shows. */
export async function takeFree(
  ctx: Ctx,
  tx: Tx,
  turn: Turn & { start: Temporal.PlainDateTime },
): Promise<Outcome> {
  return take(ctx, tx, {
    ...turn,
    next: ({ stage }, { knows }) =>
      stage.at === 'preview' ? rules.whenKnown({ ...stage.draft, start: turn.start }, knows) : null,
  })
}

/** Opens the form. */
export async function editDraft(ctx: Ctx, tx: Tx, turn: Turn): Promise<Outcome> {
  return take(ctx, tx, {
    ...turn,
    next: ({ stage }) =>
      'draft' in stage ? { at: 'form', draft: stage.draft, question: null, filled: {} } : null,
  })
}

/** Takes what was filled in; what cannot be understood stays in the form. */
export async function fillDraft(
  ctx: Ctx,
  tx: Tx,
  turn: Turn & { form: Record<string, unknown> },
): Promise<Outcome> {
  let refusal: Refusal | null = null
  const outcome = await take(ctx, tx, {
    ...turn,
    next: ({ stage }, { may, knows }) => {
      if (stage.at !== 'form') return null
      const { draft } = stage
      const read = rules.readForm(turn.form, { draft, may, types: knows.types })
      if (read.ok) return rules.whenKnown(read.draft, knows)
      refusal = read.refusal
      return { at: 'form', draft, question: null, filled: filledOf(turn.form) }
    },
  })
  return refusal === null || !outcome.ok ? outcome : { ok: false, refusal }
}

/** Gives the draft up. */
export async function dropDraft(ctx: Ctx, tx: Tx, turn: Turn): Promise<Outcome> {
  return take(ctx, tx, { ...turn, next: ({ stage }) => ('draft' in stage ? { at: 'dropped' } : null) })
}

/** Books the meeting that the preview shows; once, whoever presses how often. */
export async function bookDraft(ctx: Ctx, tx: Tx, turn: Turn): Promise<Outcome> {
  const { id, who } = turn
  const dialogue = await store.lock(tx, id)
  if (dialogue?.stage.at !== 'preview' || dialogue.by !== who) return { ok: false, refusal: 'already' }
  const { draft, past } = dialogue.stage
  const { every, may } = await audienceChoicesFor(ctx, tx, who)
  if (!may.some(({ key }) => key === draft.whom)) return { ok: false, refusal: 'mayNot' }
  const stage = rules.whenKnown(draft, { seen: seenNow(ctx), types: ctx.settings.types, every })
  // What was previewed as a meeting ahead is not booked as a record.
  if (stage.at !== 'preview' || stage.past !== past) {
    await store.setStage(tx, id, stage)
    return { ok: false, refusal: 'outdated' }
  }
  const planned = await plannedFrom(ctx, tx, { draft, may, id, who })
  const isAhead = await bookCalled(ctx, tx, { planned, by: who })
  await (isAhead ? takeUpMeetings(ctx, tx, [id]) : takeUpRecord(ctx, tx, id))
  const booked: Stage = { at: isAhead ? 'booked' : 'recorded' }
  await store.setStage(tx, id, booked)
  return { ok: true, stage: booked }
}

/** Takes back a record of the past that was written by mistake: it counts for nothing. Null when it is done now. */
export async function undoRecord(ctx: Ctx, tx: Tx, { id, who }: Turn): Promise<Refusal | null> {
  const dialogue = await store.lock(tx, id)
  if (dialogue?.stage.at !== 'recorded') return 'already'
  const meeting = await lockMeeting(tx, id)
  if (!mayChange(await rightsOf(ctx, tx, who), who, meeting)) return 'mayNotUndo'
  return (await takeBackRecord(ctx, tx, { meeting, by: who })) ? null : 'already'
}

type Turned = { may: readonly AudienceChoice[]; knows: rules.Knows }
type Next = (dialogue: NewMeetingDialogue, on: Turned) => Stage | null

// A press of somebody else, or on a card whose matter is settled, changes nothing.
async function take(ctx: Ctx, tx: Tx, { id, who, next }: Turn & { next: Next }): Promise<Outcome> {
  const dialogue = await store.lock(tx, id)
  if (dialogue === undefined || dialogue.by !== who) return { ok: false, refusal: 'already' }
  const { every, may } = await audienceChoicesFor(ctx, tx, who)
  if (may.length === 0) return { ok: false, refusal: 'mayNot' }
  const stage = next(dialogue, { may, knows: { seen: seenNow(ctx), types: ctx.settings.types, every } })
  if (stage === null) return { ok: false, refusal: 'already' }
  await store.setStage(tx, id, stage)
  return { ok: true, stage }
}

/** The draft that a card shows. Throws when there never was one. */
export async function dialogueById(tx: Tx, id: MeetingId): Promise<NewMeetingDialogue> {
  const found = await store.byId(tx, id)
  if (found === undefined) throw new Unfit(`no draft ${id}`)
  return found
}

type Drafted = { draft: Complete; may: readonly AudienceChoice[]; id: MeetingId; who: MemberId }

/** The meeting as it would be booked. */
export async function recordFrom(ctx: Ctx, tx: Tx, drafted: Drafted): Promise<MeetingRecord> {
  return plannedRecord(ctx, tx, await plannedFrom(ctx, tx, drafted))
}

async function plannedFrom(ctx: Ctx, tx: Tx, { draft, may, id, who }: Drafted): Promise<PlannedMeeting> {
  const choice = may.find(({ key }) => key === draft.whom)
  if (choice === undefined) throw new Unfit(`${who} may not call a meeting for ${draft.whom}`)
  const { start, place, agenda } = draft
  return {
    id,
    start,
    place,
    agenda,
    audience: choice.audience,
    ...rules.calledAs(draft),
    minutes: rules.minutesOf(draft, ctx.settings.types),
    host: await hostFor(ctx, tx, { choice, who }),
    observers: [],
    movedFrom: null,
    cancelled: null,
  }
}

// A branch without a secretary has no other host than whoever calls the meeting.
async function hostFor(
  ctx: Ctx,
  tx: Tx,
  { choice, who }: { choice: AudienceChoice; who: MemberId },
): Promise<MemberId> {
  const { audience, branch } = choice
  const leader = audience.kind === 'group' ? await leaderOf(ctx, tx, audience.group) : null
  const secretary = branch === null ? null : await secretaryOf(ctx, tx, branch)
  return leader ?? secretary ?? who
}
