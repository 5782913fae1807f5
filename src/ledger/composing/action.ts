import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { Typed } from '../../cards/typed.ts'
import { LedgerDraftId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { arrange, confirm, drop, edit, goBack, type Outcome } from './service.ts'
import { PANELS } from './types.ts'
import { toasts } from './words.ts'

const OfDraft = z.object({ draft: LedgerDraftId })

/** Takes what a panel was filled in with, and opens another or the preview; `step` is the one that is changed, if any. */
export const editAction = action(
  'ledger.draftEdit',
  OfDraft.extend({ panel: z.enum(PANELS), step: z.string(), to: z.enum([...PANELS, 'take', 'preview']) }),
)
/** 上移, 修改, 删除. */
export const arrangeAction = action(
  'ledger.draftArrange',
  OfDraft.extend({ step: z.string(), how: z.enum(['up', 'edit', 'out']) }),
)
/** 修改. */
export const backAction = action('ledger.draftBack', OfDraft)
/** 确认: what was previewed is made. */
export const confirmAction = action('ledger.draftConfirm', OfDraft)
/** 取消: nothing is made. */
export const dropAction = action('ledger.draftDrop', OfDraft)

const pressEdit: ActionHandler = async (ctx, tx, press) => {
  const { draft: id, step, ...of } = editAction.parse(press)
  const editing = step === '' ? null : step
  return answered(await edit(ctx, tx, { id, ...of, editing, who: press.who, form: press.form }))
}

const pressArrange: ActionHandler = async (ctx, tx, press) => {
  const { draft: id, step: named, how } = arrangeAction.parse(press)
  // Of many steps one is chosen from a list.
  const step = named === '' ? Typed.parse(press.form['step']) : named
  return answered(await arrange(ctx, tx, { id, who: press.who, step, how }))
}

const pressBack: ActionHandler = async (ctx, tx, press) =>
  answered(await goBack(ctx, tx, { id: backAction.parse(press).draft, who: press.who }))

const pressConfirm: ActionHandler = async (ctx, tx, press) =>
  answered(await confirm(ctx, tx, { id: confirmAction.parse(press).draft, who: press.who }))

const pressDrop: ActionHandler = async (ctx, tx, press) =>
  answered(await drop(ctx, tx, { id: dropAction.parse(press).draft, who: press.who }))

function answered(outcome: Outcome): ActionAnswer {
  if (outcome.ok) return { toast: { tone: 'success', text: toasts[outcome.stage.at] } }
  // After a warning the form shows what was sent: here it stands in the draft, without what was taken.
  return { toast: { tone: outcome.isKept ? 'info' : 'warning', text: outcome.text } }
}

/** What the buttons on the card of a draft do. */
export const actions: [string, ActionHandler][] = [
  [editAction.name, pressEdit],
  [arrangeAction.name, pressArrange],
  [backAction.name, pressBack],
  [confirmAction.name, pressConfirm],
  [dropAction.name, pressDrop],
]
