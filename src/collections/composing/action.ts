import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { CollectionId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { arrange, drop, edit, goBack, type Outcome, start } from './service.ts'
import { PANELS } from './types.ts'
import { toasts } from './words.ts'

const OfDraft = z.object({ draft: CollectionId })

/** Takes what a panel was filled in with, and opens another or the preview. */
export const editAction = action(
  'collections.edit',
  OfDraft.extend({ panel: z.enum(PANELS), to: z.enum([...PANELS, 'take', 'preview']) }),
)
/** 上移, 下移, 删除. */
export const arrangeAction = action(
  'collections.arrange',
  OfDraft.extend({ question: z.string(), how: z.enum(['up', 'down', 'out']) }),
)
/** 返回修改. */
export const backAction = action('collections.back', OfDraft)
/** 开始: what was previewed is asked. */
export const startAction = action('collections.start', OfDraft)
/** 取消: nothing is asked. */
export const dropAction = action('collections.drop', OfDraft)

const pressEdit: ActionHandler = async (ctx, tx, press) => {
  const { draft: id, ...of } = editAction.parse(press)
  return answered(await edit(ctx, tx, { id, ...of, who: press.who, form: press.form }))
}

const pressArrange: ActionHandler = async (ctx, tx, press) => {
  const { draft: id, ...of } = arrangeAction.parse(press)
  return answered(await arrange(ctx, tx, { id, who: press.who, ...of }))
}

const pressBack: ActionHandler = async (ctx, tx, press) =>
  answered(await goBack(ctx, tx, { id: backAction.parse(press).draft, who: press.who }))

const pressStart: ActionHandler = async (ctx, tx, press) =>
  answered(await start(ctx, tx, { id: startAction.parse(press).draft, who: press.who }))

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
  [startAction.name, pressStart],
  [dropAction.name, pressDrop],
]
