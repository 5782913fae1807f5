import { z } from 'zod'
import { action } from '../cards/action.ts'
import type { Button } from '../cards/card.ts'
import { inSightAt } from '../cards/in-sight.ts'
import { refused } from '../cards/toast.ts'
import { toastAsk } from '../exports/service.ts'
import { BranchId } from '../ids.ts'
import type { ActionHandler } from '../letters/types.ts'
import { askFile, orderFile } from './service.ts'
import { type Asked, CONTENTS, FORMATS } from './types.ts'
import { refusals, words } from './words.ts'

const asked = z.object({ of: z.union([z.literal('all'), BranchId]), from: z.iso.date(), to: z.iso.date() })
const Form = z.object({ content: z.enum(CONTENTS).catch('counts'), format: z.enum(FORMATS).catch('xlsx') })

const exportAction = action('workbooks.export', asked)
/** 生成. */
export const orderAction = action('workbooks.order', asked)

/** 导出 on a card that shows figures: asks privately in which form they are wanted. */
export function exportButton({ of, days }: Asked): Button {
  const { from, to } = days
  return exportAction.button({ text: words.export, data: { of, from: from.toString(), to: to.toString() } })
}

function askedIn({ of, from, to }: z.infer<typeof asked>): Asked {
  return { of, days: { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) } }
}

const pressExport: ActionHandler = async (ctx, tx, press) => {
  const wanted = askedIn(exportAction.parse(press))
  const { of, days } = wanted
  // A second press while the card is in sight does no harm.
  const by = `${press.who}-${of}-${days.from}-${days.to}-${inSightAt(ctx.now())}`
  const outcome = await askFile(ctx, tx, { ...wanted, who: press.who, by })
  if (!outcome.ok) return refused(outcome.refusal, { refusals })
  return { toast: { tone: 'info', text: words.sent } }
}

const pressOrder: ActionHandler = async (ctx, tx, press) => {
  const wanted = askedIn(orderAction.parse(press))
  const chosen = Form.parse(press.form ?? {})
  const outcome = await orderFile(ctx, tx, { ...wanted, ...chosen, who: press.who, at: press.madeAt })
  if (!outcome.ok) return refused(outcome.refusal, { refusals })
  return { toast: { tone: 'success', text: outcome.asked ? toastAsk : words.toast } }
}

/** What this feature's buttons do. */
export const actions: [string, ActionHandler][] = [
  [exportAction.name, pressExport],
  [orderAction.name, pressOrder],
]
