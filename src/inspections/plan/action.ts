import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { PickedDate } from '../../cards/picked.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { MemberId, VisitId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { changeVisit, confirmPlan, previewPlan } from './service.ts'
import { refusals, relays, words } from './words.ts'

const Term = z.object({ term: z.string() })

/** 生成计划, or 重新安排: sends a preview. */
const previewAction = action('inspections.preview', Term)
/** 确认 of a preview. */
export const confirmAction = action(
  'inspections.confirmPlan',
  Term.extend({ seed: z.string().regex(/^\d{1,10}$/), print: z.string() }),
)
/** 调整: another inspector or another day for one row. */
const changeAction = action('inspections.change', Term)

/** 生成计划, 重新安排. */
export function previewButton(term: string, text: string): Button {
  return previewAction.button({ text, style: 'primary', data: { term } })
}

/** 调整. */
export function changeButton(term: string): Button {
  return changeAction.button({ text: words.change, data: { term } })
}

const Chosen = z.object({
  visit: VisitId,
  inspector: MemberId.nullable().catch(null),
  day: PickedDate,
})

const said = { refusals, relays, harmless: ['complete', 'unchanged'] } as const

const pressPreview: ActionHandler = async (ctx, tx, { who, madeAt: at, ...press }) =>
  toastOf(await previewPlan(ctx, tx, { ...previewAction.parse(press), who, at }), {
    done: words.toastPreviewed,
    ...said,
  })

const pressConfirm: ActionHandler = async (ctx, tx, { who, ...press }) => {
  const { seed, ...of } = confirmAction.parse(press)
  const outcome = await confirmPlan(ctx, tx, { ...of, seed: Number(seed), who })
  if (!outcome.ok) return refused(outcome.refusal, said)
  return { toast: { tone: 'success', text: words.toastPlanned(outcome.visits) } }
}

const pressChange: ActionHandler = async (ctx, tx, { who, form }) => {
  const chosen = Chosen.parse(form)
  return toastOf(await changeVisit(ctx, tx, { ...chosen, who }), { done: words.toastChanged, ...said })
}

/** What the buttons of a term's plan do. */
export const planActions: [string, ActionHandler][] = [
  [previewAction.name, pressPreview],
  [confirmAction.name, pressConfirm],
  [changeAction.name, pressChange],
]
