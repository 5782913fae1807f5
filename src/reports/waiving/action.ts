import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { RequestId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { waive } from './service.ts'
import { refusals, relays, words } from './words.ts'

/** 免交 of the request that is chosen in the form. */
export const waiveAction = action('reports.waive', z.object({}))

/** Why something is waived is said in so many characters at most. */
export const MOST_REASON = 100

const Form = z.object({ waived: RequestId.nullable().catch(null), reason: typedUpTo(MOST_REASON) })

/** What the button of this part does. */
export const waivingActions: [string, ActionHandler][] = [
  [
    waiveAction.name,
    async (ctx, tx, press) => {
      waiveAction.parse(press)
      const { waived: request, reason } = Form.parse(press.form)
      if (request === null) return refused('none', { refusals })
      const outcome = await waive(ctx, tx, { request, reason, who: press.who })
      const answer = toastOf(outcome, { done: words.done, refusals, harmless: ['waived'] })
      const isOthers = !outcome.ok && outcome.refusal === 'mayNot'
      return isOthers ? { ...answer, needs: { matter: relays.mayNot, id: request } } : answer
    },
  ],
]
