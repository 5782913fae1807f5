import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { count } from '../../cards/ref.ts'
import { shortened } from '../../cards/shortened.ts'
import { refused } from '../../cards/toast.ts'
import { BranchId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { openNumbers, openRows } from './service.ts'
import type { Of } from './types.ts'
import { refusals, words } from './words.ts'

const ofWhom = z.union([z.enum(['all', 'college']), BranchId])
const numbersAction = action('digest.numbers', z.object({ digest: z.string().min(1).max(100), of: ofWhom }))
const rowsAction = action(
  'digest.rows',
  z.object({
    digest: z.string().min(1).max(100),
    of: ofWhom,
    number: z.string().min(1).max(100),
    page: z.string().regex(/^\d{1,4}$/),
  }),
)

const LONGEST_BUTTON = 40

/** 数字出处: sends the numbers of a digest, each of which opens into its rows. */
export function numbersButton({ digest, of }: { digest: string; of: Of }): Button {
  return numbersAction.button({ text: words.numbers, data: { digest, of } })
}

/** Sends the rows that a number of a digest counts. */
export function rowsButton(
  of: { digest: string; of: Of; number: string; page: number },
  text: string,
): Button {
  return rowsAction.button({ text: shortened(text, LONGEST_BUTTON), data: { ...of, page: String(of.page) } })
}

const pressNumbers: ActionHandler = async (ctx, tx, press) => {
  const outcome = await openNumbers(ctx, tx, { ...numbersAction.parse(press), ...byOf(press) })
  return outcome.ok
    ? { toast: { tone: 'success', text: words.sent } }
    : refused(outcome.refusal, { refusals })
}

const pressRows: ActionHandler = async (ctx, tx, press) => {
  const { page, ...opened } = rowsAction.parse(press)
  const outcome = await openRows(ctx, tx, { ...opened, page: count.parse(page), ...byOf(press) })
  return outcome.ok
    ? { toast: { tone: 'success', text: words.sent } }
    : refused(outcome.refusal, { refusals })
}

/** Two presses within a minute are one. */
function byOf({ who, madeAt }: Parameters<ActionHandler>[2]) {
  return { who, by: `${who}@${madeAt.round({ smallestUnit: 'minute', roundingMode: 'floor' })}` }
}

/** What the buttons of the numbers do. */
export const rowsActions: [string, ActionHandler][] = [
  [numbersAction.name, pressNumbers],
  [rowsAction.name, pressRows],
]
