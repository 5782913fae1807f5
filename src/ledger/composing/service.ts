import { setAlarms } from '../../alarms/service.ts'
import { count, kind, oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import { type LedgerDraftId, type MemberId, ProgrammeId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import { branches, rightsOf } from '../../roster/service.ts'
import { seenAt, seenNow } from '../../time/read/reader.ts'
import { templatesWith } from '../../../config/college/templates.ts'
import { tickFound } from '../cells/service.ts'
import { lockProgramme, saveProgramme } from '../programmes/service.ts'
import { filledOf, formOf } from '../forms/service.ts'
import { askForNear } from '../turns/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Complete, Dialogue, Draft, Filled, Knows, Panel, Refusal, Stage, Taken } from './types.ts'
import { refusalText } from './words.ts'

export { EMPTY, yearOf } from './rules.ts'
export {
  begin as beginDraft,
  byId as draftById,
  deleteDrafts,
  lock as lockDraft,
  lockAwaiting,
  setStage,
} from './store.ts'

/** What the letter shows, as its `ref`, to whoever may not make a programme. */
export const MAY_NOT = 'mayNot'

/** Begins to make a programme as somebody said it, `rest` without the command; the card goes to them privately. */
export async function beginProgramme(
  ctx: Ctx,
  tx: Tx,
  { said: { who, messageId, at }, rest }: { said: Said; rest: string },
): Promise<void> {
  const letter = { ...oneFor('ledger.compose', messageId), to: { person: who } }
  if (!(await mayMake(ctx, tx, who))) return writeLetters(ctx, tx, [{ ...letter, ref: MAY_NOT }])
  const stage = rules.begunFrom(rest, { ...(await knownNow(ctx, tx)), seen: seenAt(ctx, at) })
  const id = await store.begin(tx, { key: letter.key, by: who, stage, at: ctx.now() })
  if (id !== null) await writeLetters(ctx, tx, [{ ...letter, ref: id }])
}

/** Whether a person may make programmes: an administrator of the college. (domain §5) */
export async function mayMake(ctx: Ctx, tx: Tx, who: MemberId): Promise<boolean> {
  return (await rightsOf(ctx, tx, who)).admin
}

/** What is known where a draft is read at this moment. */
export async function knownNow(ctx: Ctx, tx: Tx): Promise<Knows> {
  const templates = templatesWith(ctx.settings.templates).map(({ name }) => name)
  return { seen: seenNow(ctx), branches: await branches(tx), templates }
}

/** `isKept`: what was filled in stands in the draft, or the matter is settled, and nothing is lost. */
export type Outcome = { ok: true; stage: Stage } | { ok: false; text: string; isKept: boolean }

type Turn = { id: LedgerDraftId; who: MemberId }
type Edit = Extract<Stage, { at: 'edit' }>

/** Where a button of a draft leads: it takes what its panel holds, and opens another panel, or the preview. */
export type To = Panel | 'take' | 'preview'

type Editing = Turn & { form: Record<string, unknown>; panel: Panel; editing: string | null; to: To }

/** Takes what a panel was filled in with. What is wrong with it stays in the form; another panel can be opened meanwhile. */
export async function edit(
  ctx: Ctx,
  tx: Tx,
  { form, panel, editing, to, ...turn }: Editing,
): Promise<Outcome> {
  return take(
    ctx,
    tx,
    turn,
  )((before, knows) => {
    if (!('draft' in before)) return null
    // Another device may show another panel than the one that was opened last.
    const open: Edit = before.at === 'edit' ? before : rules.panelOf(before.draft, panel)
    return afterForm({ ...open, panel, editing }, { form, to, knows })
  })
}

type Filling = { form: Record<string, unknown>; to: To; knows: Knows }

function afterForm(open: Edit, { form, to, knows }: Filling): Stage {
  const { panel } = open
  const taken = rules.takenFrom(form, open, knows)
  const draft = taken?.draft ?? open.draft
  const said = wrongIn(taken, to === 'take' ? panel : null)
  const kept = { ...open.filled, ...filledOf(form) }
  const filled = said === null ? rules.without(kept, panel) : { ...kept, ...taken?.left }
  if (to === 'preview') return previewed({ ...open, draft, filled, said }, knows)
  if (to !== 'take') return { ...rules.panelOf(draft, to), filled }
  if (said !== null) return { ...open, draft, filled, said }
  return { ...rules.panelOf(draft, rules.afterPanel(panel, draft)), filled }
}

function wrongIn(taken: Taken | null, asked: Panel | null): string | null {
  if (taken === null)
    return asked === null ? null : refusalText(asked === 'paste' ? 'noSteps' : 'noStepTitle')
  return taken.refusal === null ? null : refusalText(taken.refusal, taken.said)
}

function previewed(stage: Edit, knows: Knows): Stage {
  if (stage.said !== null) return stage
  const complete = rules.completed(stage.draft, knows)
  if (complete.ok) return { at: 'preview', draft: complete.draft }
  const said = refusalText(complete.refusal, complete.said)
  return { ...rules.panelOf(stage.draft, complete.panel), filled: stage.filled, said }
}

/** Moves a step up, takes it out, or opens its form. */
export async function arrange(
  ctx: Ctx,
  tx: Tx,
  { step: id, how, ...turn }: Turn & { step: string; how: 'up' | 'edit' | 'out' },
): Promise<Outcome> {
  return take(
    ctx,
    tx,
    turn,
  )((stage) => {
    if (!('draft' in stage)) return null
    const { draft } = stage
    const step = draft.steps.find((one) => one.id === id)
    if (how === 'edit' && step !== undefined)
      return { ...rules.panelOf(draft, 'step'), editing: id, filled: { ...filledIn(stage), ...formOf(step) } }
    const steps = how === 'edit' ? draft.steps : rules.arranged(draft.steps, { id, how })
    const open = stage.at === 'edit' ? stage : rules.panelOf(draft, 'arrange')
    return { ...open, draft: { ...draft, steps }, said: null }
  })
}

function filledIn(stage: Stage): Filled {
  return stage.at === 'edit' ? rules.without(stage.filled, 'step') : {}
}

/** 修改. */
export async function goBack(ctx: Ctx, tx: Tx, turn: Turn): Promise<Outcome> {
  return take(ctx, tx, turn)((stage) => (stage.at === 'preview' ? rules.panelOf(stage.draft, 'facts') : null))
}

/** Gives the draft up. */
export async function drop(ctx: Ctx, tx: Tx, turn: Turn): Promise<Outcome> {
  return take(ctx, tx, turn)(({ at }) => (at === 'made' || at === 'dropped' ? null : { at: 'dropped' }))
}

/** 确认: the programme that was previewed is made, once, whoever presses how often. */
export async function confirm(ctx: Ctx, tx: Tx, turn: Turn): Promise<Outcome> {
  return take(
    ctx,
    tx,
    turn,
  )(async (stage, knows) => {
    if (stage.at !== 'preview') return null
    const complete = rules.completed(stage.draft, knows)
    if (!complete.ok) return previewed(rules.panelOf(stage.draft, complete.panel), knows)
    const { draft } = complete
    const programme = await makeFrom(ctx, tx, { ...turn, draft })
    await tickFound(ctx, tx, { programme, done: draft.done, by: turn.who })
    await setBegun(ctx, tx, { programme, part: 1 })
    return { at: 'made', programme, title: draft.title }
  })
}

async function makeFrom(
  ctx: Ctx,
  tx: Tx,
  { id: number, who, draft }: Turn & { draft: Complete },
): Promise<ProgrammeId> {
  let id = ProgrammeId.parse(rules.idFor(draft.title, number))
  // A file may have given the same to another.
  while ((await lockProgramme(tx, id)) !== undefined) id = ProgrammeId.parse(`${id}x`)
  await saveProgramme(ctx, tx, { definition: rules.definitionOf(draft, id), by: who })
  return id
}

const begun = kind(
  'ledger.begun',
  { key: '{programme}:{part}', ref: '{programme}/{part}' },
  { programme: ProgrammeId, part: count },
)

async function setBegun(ctx: Ctx, tx: Tx, of: { programme: ProgrammeId; part: number }): Promise<void> {
  await setAlarms(tx, [{ ...begun.names(of), dueAt: ctx.now() }])
}

/** Asks for what a programme that was made needs before long, a part after the other. */
export async function askForBegun(ctx: Ctx, tx: Tx, ref: string): Promise<void> {
  const { programme, part } = begun.ref.parse(ref)
  if (await askForNear(ctx, tx, programme)) await setBegun(ctx, tx, { programme, part: part + 1 })
}

type Next = (stage: Stage, knows: Knows) => Stage | null | Promise<Stage | null>

// A press of somebody else, or on a card whose matter is settled, changes nothing.
function take(ctx: Ctx, tx: Tx, { id, who }: Turn): (next: Next) => Promise<Outcome> {
  return async (next) => {
    const dialogue = await store.lock(tx, id)
    if (dialogue === undefined || dialogue.by !== who) return refuse('already')
    if (!(await mayMake(ctx, tx, who))) return refuse('mayNot')
    const stage = await next(dialogue.stage, await knownNow(ctx, tx))
    if (stage === null) return refuse('already')
    await store.setStage(tx, { id, stage, at: ctx.now() })
    if (stage.at === 'edit' && stage.said !== null) return { ok: false, text: stage.said, isKept: true }
    return { ok: true, stage }
  }
}

function refuse(refusal: Refusal): Outcome {
  return { ok: false, text: refusalText(refusal), isKept: refusal === 'already' }
}

/** The stage in which a draft that was read from something is looked at: its preview, or what is missing. */
export function lookedAt(draft: Draft, knows: Knows): Stage {
  return previewed(rules.panelOf(draft, 'facts'), knows)
}

/** The draft that a card shows. Throws when there never was one. */
export async function dialogueById(tx: Tx, id: LedgerDraftId): Promise<Dialogue> {
  const found = await store.byId(tx, id)
  if (found === undefined) throw new Unfit(`no draft ${id}`)
  return found
}
