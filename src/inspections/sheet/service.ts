import { audit } from '../../audit.ts'
import { visible } from '../../cards/visible.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, VisitId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { rightsOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { earlier } from '../../time/order.ts'
import { ableOnes } from '../candidates/service.ts'
import { countsOf, figureText } from '../counts/service.ts'
import type { Counts } from '../counts/types.ts'
import { askBranch } from '../asking/service.ts'
import { moved } from '../rules.ts'
import type { Item, Stage, Visit } from '../types.ts'
import { answerDay, lockVisit, sheetOpened, sheetRef, visitById } from '../visits/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { Draft, type Entry, type Filled, type Refusal, type Version } from './types.ts'

export { sheetBlocks } from './card.ts'
export { openButton } from './action.ts'

/** Why something was refused: `moved` with the stage, `unmarked` with the items, `tooSoon` with the day before. */
export type Refused = { refusal: Refusal; stage?: Stage; items?: Item[]; after?: Temporal.PlainDate }
export type Outcome = { ok: true } | ({ ok: false } & Refused)

type NotTheirs = Extract<Refusal, 'notInspector' | 'notYourBranch' | 'ownBranch'>

type By = { visit: VisitId; who: MemberId }

/** Sends somebody the sheet of a visit: its inspector to fill it in, an administrator to read it. */
export async function openSheet(ctx: Ctx, tx: Tx, { visit: id, who }: By): Promise<Outcome> {
  const visit = await visitById(tx, id)
  const refusal = await refusalToRead(ctx, tx, { visit, who })
  if (refusal !== null) return { ok: false, refusal }
  await writeLetters(ctx, tx, [{ ...sheetOpened(ctx, { visit: id, who }), to: { person: who } }])
  await markSheetStale(tx, { visit: id, who })
  return { ok: true }
}

/** Why somebody may not read a sheet with its comments, or null: inspector and administrators do. (domain §5, row 16) */
export async function refusalToRead(
  ctx: Ctx,
  tx: Tx,
  { visit, who }: { visit: Visit; who: MemberId },
): Promise<NotTheirs | null> {
  return (await rightsOf(ctx, tx, who)).admin ? null : refusalToWrite(tx, { visit, who })
}

/** Why somebody may not fill in a sheet, or null: only its inspector does, and never of the own branch. (domain §5) */
export async function refusalToWrite(
  tx: Tx,
  { visit, who }: { visit: Visit; who: MemberId },
): Promise<NotTheirs | null> {
  const its = (await ableOnes(tx)).find((one) => one.who === who)
  if (its === undefined) return 'notInspector'
  if (its.own === visit.branch) return 'ownBranch'
  return visit.inspector === who ? null : 'notYourBranch'
}

/** What a visit's form holds at this moment: what was entered, else what was handed in and is objected to. */
export async function formOf(
  ctx: Ctx,
  tx: Tx,
  visit: Visit,
): Promise<{ draft: Draft; entries: Entry[]; counts: Counts }> {
  const counts = await countsOf(ctx, tx, visit)
  const draft = await draftOf(tx, visit)
  return { draft, counts, entries: entriesOf(draft, counts) }
}

function entriesOf(draft: Draft, counts: Counts): Entry[] {
  return rules.entriesOf(draft, { counts, said: (item) => figureText(counts[item].figure) })
}

async function draftOf(tx: Tx, { id }: Visit): Promise<Draft> {
  const draft = await store.draftOf(tx, id)
  if (draft !== undefined) return draft
  const handedIn = await store.newest(tx, id)
  return handedIn === undefined ? Draft.parse({}) : rules.draftFrom(handedIn)
}

/** The newest version of a visit's sheet; null before one was handed in. */
export async function sheetOf(tx: Tx, visit: VisitId): Promise<Version | null> {
  return (await store.newest(tx, visit)) ?? null
}

type Pressed = By & { filled: Filled; at: Temporal.Instant }
type Step = (form: { draft: Draft; visit: Visit; counts: Counts }) => Promise<Outcome>

/** 保存草稿. Whatever is pressed on the form, what was entered is kept first. */
export async function saveDraft(ctx: Ctx, tx: Tx, pressed: Pressed): Promise<Outcome> {
  return onForm(ctx, tx, { pressed, step: async () => ({ ok: true }) })
}

async function onForm(
  ctx: Ctx,
  tx: Tx,
  { pressed, step }: { pressed: Pressed; step: Step },
): Promise<Outcome> {
  const { who, filled, at } = pressed
  const visit = await lockVisit(tx, pressed.visit)
  const refusal = await refusalToWrite(tx, { visit, who })
  if (refusal !== null) return { ok: false, refusal }
  if (moved(visit.stage, 'submit') === null) return { ok: false, refusal: 'moved', stage: visit.stage }
  const counts = await countsOf(ctx, tx, visit)
  const draft = rules.filledIn(await draftOf(tx, visit), filled, counts)
  await store.keepDraft(tx, visit.id, { draft, at })
  await markSheetStale(tx, pressed)
  return step({ draft, visit, counts })
}

/** 要求整改: adds what is to be put right to the sheet. */
export async function addRemedy(ctx: Ctx, tx: Tx, pressed: Pressed): Promise<Outcome> {
  const after = answerDay(ctx)
  return onForm(ctx, tx, {
    pressed,
    async step({ draft, visit }) {
      const added = rules.withRemedy(draft, after)
      if (!added.ok) return { ...added, after }
      await store.keepDraft(tx, visit.id, { draft: added.draft, at: pressed.at })
      return { ok: true }
    },
  })
}

/** Takes the one with that print out again. */
export async function dropRemedy(
  ctx: Ctx,
  tx: Tx,
  { print, ...by }: By & { print: string },
): Promise<Outcome> {
  return onForm(ctx, tx, {
    pressed: { ...by, filled: {}, at: ctx.now() },
    async step({ draft, visit }) {
      const remedies = draft.remedies.filter((one) => rules.printOf(one) !== print)
      if (remedies.length === draft.remedies.length) return { ok: false, refusal: 'noSuchRemedy' }
      await store.keepDraft(tx, visit.id, { draft: { ...draft, remedies }, at: ctx.now() })
      return { ok: true }
    },
  })
}

/** 提交督查表: a new version, which the branch is asked to confirm. A remedy that is still being written belongs to it. */
export async function submitSheet(ctx: Ctx, tx: Tx, pressed: Pressed): Promise<Outcome> {
  const after = answerDay(ctx)
  return onForm(ctx, tx, {
    pressed,
    async step({ draft: typed, visit, counts }) {
      const added =
        visible(typed.remedy) === '' ? { ok: true as const, draft: typed } : rules.withRemedy(typed, after)
      if (!added.ok) return { ...added, after }
      const { draft } = added
      const entries = entriesOf(draft, counts)
      const formed = rules.sheetFrom(draft, { entries, counts, after })
      if (!formed.ok) return { ...formed, after, items: rules.unmarked(entries, draft) }
      const n = ((await sheetOf(tx, visit.id))?.n ?? 0) + 1
      await store.insert(tx, visit.id, { ...formed.sheet, n, by: pressed.who, at: pressed.at })
      await store.forgetDraft(tx, visit.id)
      // It may have been made before its day.
      const made = { ...visit, day: earlier(visit.day, today(ctx)) }
      await askBranch(ctx, tx, { visit: made, stage: 'submitted' })
      const details = { version: n, remedies: formed.sheet.remedies.length }
      await audit(ctx, tx, { actor: pressed.who, act: 'inspections.submit', about: visit.id, details })
      return { ok: true }
    },
  })
}

/** Says that what a card of a sheet shows has changed. */
export async function markSheetStale(tx: Tx, by: By): Promise<void> {
  await markStale(tx, sheetRef.text(by), ['inspections.sheet'])
}
