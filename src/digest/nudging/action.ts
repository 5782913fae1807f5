import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { decideNudge, openNudge } from './service.ts'
import { refusals, relays, words } from './words.ts'

const openAction = action('digest.nudge', z.object({ digest: z.string().min(1).max(100) }))
const decision = z.object({ nudge: z.string().min(1).max(200) })
export const confirmAction = action('digest.confirmNudge', decision)
export const cancelAction = action('digest.cancelNudge', decision)

const said = { refusals, harmless: ['already', 'nobody'], relays } as const

/** 催办: shows whoever presses it whom it would remind. */
export function nudgeButton(digest: string): Button {
  return openAction.button({ text: words.nudge, data: { digest } })
}

const pressOpen: ActionHandler = async (ctx, tx, press) =>
  toastOf(await openNudge(ctx, tx, { ...openAction.parse(press), who: press.who }), {
    ...said,
    done: words.opened,
  })

const pressConfirm: ActionHandler = async (ctx, tx, press) => {
  const { nudge: id } = confirmAction.parse(press)
  const outcome = await decideNudge(ctx, tx, { id, who: press.who, confirm: true })
  if (!outcome.ok) return refused(outcome.refusal, said)
  return { toast: { tone: 'success', text: words.done(outcome.people, outcome.records) } }
}

const pressCancel: ActionHandler = async (ctx, tx, press) => {
  const { nudge: id } = cancelAction.parse(press)
  const outcome = await decideNudge(ctx, tx, { id, who: press.who, confirm: false })
  return toastOf(outcome, { ...said, done: words.dropped })
}

/** What the buttons of reminding by hand do. */
export const nudgeActions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [confirmAction.name, pressConfirm],
  [cancelAction.name, pressCancel],
]
