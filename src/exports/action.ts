import { z } from 'zod'
import { action } from '../cards/action.ts'
import { refused } from '../cards/toast.ts'
import type { ActionAnswer, ActionHandler } from '../letters/types.ts'
import { decide, giveReason } from './service.ts'
import type { Exporters, Outcome } from './types.ts'
import { refusals, words } from './words.ts'

const id = z.uuid()

/** 生成, with the reason. */
export const giveAction = action('exports.give', z.object({ id }))
/** 同意, 不同意 of another administrator. */
export const agreeAction = action('exports.agree', z.object({ id, agrees: z.enum(['yes', 'no']) }))

function answered(outcome: Outcome): ActionAnswer {
  if (!outcome.ok) return refused(outcome.refusal, { refusals, harmless: ['settled'] })
  return { toast: { tone: 'success', text: words.toast[outcome.state] } }
}

/** What the buttons do; the features' exporters are handed down. */
export function actionsOf(exporters: Exporters): [string, ActionHandler][] {
  return [
    [
      giveAction.name,
      async (ctx, tx, press) => {
        const pressed = { ...giveAction.parse(press), who: press.who, at: press.madeAt, exporters }
        return answered(await giveReason(ctx, tx, { ...pressed, form: press.form }))
      },
    ],
    [
      agreeAction.name,
      async (ctx, tx, press) => {
        const { agrees, ...of } = agreeAction.parse(press)
        const pressed = { ...of, who: press.who, at: press.madeAt, exporters }
        return answered(await decide(ctx, tx, { ...pressed, agrees: agrees === 'yes' }))
      },
    ],
  ]
}
