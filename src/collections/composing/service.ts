import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import type { CollectionId, MemberId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import { reminderBefore } from '../../reports/service.ts'
import { branches } from '../../roster/service.ts'
import { instantOf } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { seenAt, seenNow } from '../../time/read/reader.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { begin as beginAsking } from '../asking/service.ts'
import { arranged } from '../questions/service.ts'
import { choicesFor, everyChoice, recipientsOf, resolve } from '../recipients/service.ts'
import type { Choice } from '../recipients/types.ts'
import type { Content } from '../types.ts'
import { beginWeekly, timesOf } from '../weekly/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Complete, Dialogue, Draft, Panel, Preview, Refusal, Stage } from './types.ts'
import { refusalText } from './words.ts'

export { deleteDialogues } from './store.ts'

/** What the letter shows, as its `ref`, to whoever may not collect anything. */
export const MAY_NOT = 'mayNot'

/** Begins to compose a collection as somebody said it; the card goes to them privately, from a group too. */
export async function beginCollection(ctx: Ctx, tx: Tx, { who, messageId, text, at }: Said): Promise<void> {
  const choices = await choicesFor(ctx, tx, who)
  const letter = { ...oneFor('collections.compose', messageId), to: { person: who } }
  if (choices.length === 0) return writeLetters(ctx, tx, [{ ...letter, ref: MAY_NOT }])
  const known = { choices, every: await everyChoice(tx), branches: await branches(tx) }
  const stage = rules.begunFrom(text, { ...known, seen: seenAt(ctx, at) })
  const id = await store.begin(tx, { key: letter.key, by: who, stage, at: ctx.now() })
  if (id !== null) await writeLetters(ctx, tx, [{ ...letter, ref: id }])
}

/** `isKept`: what was filled in stands in the draft, or the matter is settled, and nothing is lost. */
export type Outcome = { ok: true; stage: Stage } | { ok: false; text: string; isKept: boolean }

type Turn = { id: CollectionId; who: MemberId }
type Edit = Extract<Stage, { at: 'edit' }>

/** Where a button of a draft leads: it takes what its panel holds, and opens another panel, or the preview. */
export type To = Panel | 'take' | 'preview'

/** Takes what a panel was filled in with. What is wrong with it stays in the form; another panel can be opened meanwhile. */
export async function edit(
  ctx: Ctx,
  tx: Tx,
  { form, panel, to, ...turn }: Turn & { form: Record<string, unknown>; panel: Panel; to: To },
): Promise<Outcome> {
  return take(
    ctx,
    tx,
    turn,
  )(async (before, choices) => {
    if (!('draft' in before)) return null
    // Another device may show another panel than the one that was opened last.
    const stage: Edit = { ...(before.at === 'edit' ? before : rules.panelOf(before.draft, panel)), panel }
    const knows = { choices, seen: seenNow(ctx) }
    const taken = rules.takenFrom(form, stage, knows)
    const draft = taken?.draft ?? stage.draft
    const wrong = await wrongIn(tx, { taken, draft, choices, isAsked: to === 'take' })
    const kept = { ...stage.filled, ...rules.filledOf(form) }
    const filled = wrong === null ? rules.without(kept, stage.panel) : { ...kept, ...taken?.left }
    if (to === 'preview') return previewed({ ...stage, draft, filled, said: wrong }, knows)
    if (to !== 'take') return { at: 'edit', draft, panel: to, filled, said: null }
    return {
      at: 'edit',
      draft,
      panel: wrong === null ? rules.afterPanel(stage.panel) : stage.panel,
      filled,
      said: wrong,
    }
  })
}

type Took = { taken: rules.Taken | null; draft: Draft; choices: readonly Choice[]; isAsked: boolean }

async function wrongIn(tx: Tx, { taken, draft, choices, isAsked }: Took): Promise<string | null> {
  if (taken === null) return isAsked ? refusalText('noLabel') : null
  if (taken.refusal !== null) return refusalText(taken.refusal)
  const choice = choices.find(({ key }) => key === draft.whom)
  const found = choice === undefined ? null : await resolve(tx, { choice, typed: draft.people })
  return found === null || found.ok ? null : refusalText(found.refusal, 'said' in found ? found.said : '')
}

function previewed(stage: Edit, knows: Pick<rules.Knows, 'choices' | 'seen'>): Stage {
  if (stage.said !== null) return stage
  const complete = rules.completed(stage.draft, knows)
  if (complete.ok) return { at: 'preview', draft: complete.draft }
  return { ...stage, panel: complete.panel, said: refusalText(complete.refusal) }
}

/** Moves a question up or down, or takes it out. */
export async function arrange(
  ctx: Ctx,
  tx: Tx,
  { question, how, ...turn }: Turn & { question: string; how: 'up' | 'down' | 'out' },
): Promise<Outcome> {
  return take(
    ctx,
    tx,
    turn,
  )(async (stage) => {
    if (stage.at !== 'edit') return null
    const questions = arranged(stage.draft.questions, { id: question, how })
    return { ...stage, draft: { ...stage.draft, questions } }
  })
}

/** 返回修改. */
export async function goBack(ctx: Ctx, tx: Tx, turn: Turn): Promise<Outcome> {
  return take(
    ctx,
    tx,
    turn,
  )(async (stage) => (stage.at === 'preview' ? rules.panelOf(stage.draft, 'facts') : null))
}

/** Gives the draft up. */
export async function drop(ctx: Ctx, tx: Tx, turn: Turn): Promise<Outcome> {
  return take(ctx, tx, turn)(async (stage) => ('draft' in stage ? { at: 'dropped' } : null))
}

/** 开始: what was previewed is asked, once, whoever presses how often. */
export async function start(ctx: Ctx, tx: Tx, turn: Turn): Promise<Outcome> {
  return take(
    ctx,
    tx,
    turn,
  )(async (stage, choices) => {
    if (stage.at !== 'preview') return null
    const knows = { choices, seen: seenNow(ctx) }
    const complete = rules.completed(stage.draft, knows)
    if (!complete.ok)
      return { ...rules.panelOf(stage.draft, complete.panel), said: refusalText(complete.refusal) }
    const content = await contentOf(tx, { draft: complete.draft, choices })
    if ('refusal' in content) return { ...rules.panelOf(stage.draft, 'facts'), said: content.refusal }
    await beginFrom(ctx, tx, { ...turn, content, draft: complete.draft })
    return { at: 'started' }
  })
}

type Beginning = Turn & { content: Content; draft: Complete }

async function beginFrom(ctx: Ctx, tx: Tx, { id, who, content, draft }: Beginning): Promise<void> {
  const { due, until } = draft
  if (until !== null) return beginWeekly(ctx, tx, { id, by: who, content, weekly: { first: due, until } })
  const dueAt = instantOf(due, ctx.settings.timezone)
  await beginAsking(ctx, tx, { ...content, id, by: who, weekly: null, dueAt })
}

async function contentOf(
  tx: Tx,
  { draft, choices }: { draft: Complete; choices: readonly Choice[] },
): Promise<Content | { refusal: string }> {
  const choice = choices.find(({ key }) => key === draft.whom)
  if (choice === undefined) return { refusal: refusalText('noAudience') }
  const found = await resolve(tx, { choice, typed: draft.people })
  if (!found.ok) return { refusal: refusalText(found.refusal, 'said' in found ? found.said : '') }
  const { title, questions } = draft
  return { title, questions, target: found.target, branch: choice.branch }
}

/** What the preview shows; null once the person may not begin it any more. */
export async function previewOf(
  ctx: Ctx,
  tx: Tx,
  { draft, choices }: { draft: Complete; choices: readonly Choice[] },
): Promise<Preview | null> {
  const content = await contentOf(tx, { draft, choices })
  if ('refusal' in content) return null
  const now = ctx.now()
  const dueAt = instantOf(draft.due, ctx.settings.timezone)
  const arrives = allowedFrom(now, quietOf(ctx), draft.due.toPlainDate())
  const reminded = reminderBefore(ctx, dueAt)
  return {
    content,
    recipients: await recipientsOf(ctx, tx, content),
    dueAt,
    times: draft.until === null ? 1 : timesOf({ first: draft.due, until: draft.until }, ctx.calendar),
    arrives: isAfter(arrives, now) ? arrives : null,
    reminded: reminded !== null && isAfter(reminded, now) ? reminded : null,
  }
}

type Next = (stage: Stage, choices: readonly Choice[]) => Promise<Stage | null>

// A press of somebody else, or on a card whose matter is settled, changes nothing.
function take(ctx: Ctx, tx: Tx, { id, who }: Turn): (next: Next) => Promise<Outcome> {
  return async (next) => {
    const dialogue = await store.lock(tx, id)
    if (dialogue === undefined || dialogue.by !== who) return refuse('already')
    const choices = await choicesFor(ctx, tx, who)
    if (choices.length === 0) return refuse('mayNot')
    const stage = await next(dialogue.stage, choices)
    if (stage === null) return refuse('already')
    await store.setStage(tx, { id, stage, at: ctx.now() })
    if (stage.at === 'edit' && stage.said !== null) return { ok: false, text: stage.said, isKept: true }
    return { ok: true, stage }
  }
}

function refuse(refusal: Refusal): Outcome {
  return { ok: false, text: refusalText(refusal), isKept: refusal === 'already' }
}

/** The draft that a card shows. Throws when there never was one. */
export async function dialogueById(tx: Tx, id: CollectionId): Promise<Dialogue> {
  const found = await store.byId(tx, id)
  if (found === undefined) throw new Unfit(`no draft ${id}`)
  return found
}
