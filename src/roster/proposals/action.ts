import { z } from 'zod'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { action } from '../../cards/action.ts'
import { toastOf } from '../../cards/toast.ts'
import { decideProposal, type Outcome } from './service.ts'
import { refusals, words } from './words.ts'

const Data = z.object({ version: z.string() })

/** 确认 on a version of the files that takes much away. */
export const confirmAction = action('roster.confirm', Data)
/** 取消 on such a version: what was accepted before stays in force. */
export const refuseAction = action('roster.refuse', Data)

/** The two buttons of a version that waits for a yes. */
export function proposalButtons(version: string) {
  const data = { version }
  return [
    confirmAction.button({ text: words.confirm, style: 'danger', data }),
    refuseAction.button({ text: words.cancel, data }),
  ]
}

/** What the buttons do. */
export const proposalActions: [string, ActionHandler][] = [
  [
    confirmAction.name,
    async (ctx, tx, press) => {
      const { version } = confirmAction.parse(press)
      return answered(await decideProposal(ctx, tx, { version, who: press.who, yes: true }), words.toastYes)
    },
  ],
  [
    refuseAction.name,
    async (ctx, tx, press) => {
      const { version } = refuseAction.parse(press)
      return answered(await decideProposal(ctx, tx, { version, who: press.who, yes: false }), words.toastNo)
    },
  ],
]

function answered(outcome: Outcome, done: string): ActionAnswer {
  return toastOf(outcome, { done, refusals, harmless: ['already', 'over'] })
}
