import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { PickedDate } from '../../cards/picked.ts'
import { refused } from '../../cards/toast.ts'
import { RequestId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { reopen } from './service.ts'
import { refusals, relays, words } from './words.ts'

/** 重开 of the request that is chosen in the form. */
export const reopenAction = action('reports.reopen', z.object({}))

const Form = z.object({ reopened: RequestId.nullable().catch(null), until: PickedDate })

const pressReopen: ActionHandler = async (ctx, tx, press) => {
  reopenAction.parse(press)
  const { reopened: request, until } = Form.parse(press.form)
  if (request === null) return refused('none', { refusals })
  const outcome = await reopen(ctx, tx, { request, until, who: press.who })
  if (outcome.ok) return { toast: { tone: 'success', text: words.done(outcome.until) } }
  if (outcome.refusal === 'mayNot')
    return { ...refused(outcome.refusal, { refusals }), needs: { matter: relays.mayNot, id: request } }
  if (outcome.refusal !== 'badDay') return refused(outcome.refusal, { refusals, harmless: ['open'] })
  return { toast: { tone: 'warning', text: words.badDay(outcome.days.first, outcome.days.last) } }
}

/** What the button of this part does. */
export const reopeningActions: [string, ActionHandler][] = [[reopenAction.name, pressReopen]]
