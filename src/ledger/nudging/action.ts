import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { ProgrammeId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { nudge, openNudge } from './service.ts'
import { refusals, words } from './words.ts'

const OnProgramme = z.object({ programme: ProgrammeId })
const openAction = action('ledger.nudge', OnProgramme)
const confirmAction = action('ledger.confirmNudge', OnProgramme)

const said = { refusals, harmless: ['already', 'nobody'] } as const

/** 催办未完成: shows whoever presses it whom it would remind. */
export function nudgeButton(programme: ProgrammeId): Button {
  return openAction.button({ text: words.nudge, data: { programme } })
}

/** 确认 of what was shown. */
export function confirmButton(programme: ProgrammeId): Button {
  return confirmAction.button({ text: words.confirm, style: 'primary', data: { programme } })
}

const pressOpen: ActionHandler = async (ctx, tx, press) =>
  toastOf(await openNudge(ctx, tx, { ...openAction.parse(press), who: press.who }), {
    ...said,
    done: words.opened,
  })

const pressConfirm: ActionHandler = async (ctx, tx, press) => {
  const outcome = await nudge(ctx, tx, { ...confirmAction.parse(press), who: press.who })
  if (!outcome.ok) return refused(outcome.refusal, said)
  return { toast: { tone: 'success', text: words.done(outcome.people) } }
}

/** What the buttons of reminding by hand do. */
export const nudgeActions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [confirmAction.name, pressConfirm],
]
