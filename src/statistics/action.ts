import { z } from 'zod'
import { action } from '../cards/action.ts'
import { count } from '../cards/ref.ts'
import type { Button } from '../cards/card.ts'
import { shortened } from '../cards/shortened.ts'
import type { ActionHandler } from '../letters/types.ts'
import type { FigureName } from '../measures/types.ts'
import { openRows } from './rows/service.ts'
import { askedIn, askedText, OFFERED } from './rules.ts'
import { sendSheet } from './service.ts'
import type { Asked, Opened } from './types.ts'
import { words } from './words.ts'

const Sheet = z.object({ shows: z.string() })
const Rows = z.object({
  shows: z.string(),
  figure: z.string().refine((name): name is FigureName => OFFERED.some((one) => one === name)),
  page: z.string().regex(/^\d{1,4}$/),
})

const sheetAction = action('statistics.show', Sheet)
const rowsAction = action('statistics.open', Rows)

const LONGEST_BUTTON = 40

/** Sends the figures of something. */
export function sheetButton(asked: Asked, text: string): Button {
  return sheetAction.button({ text: shortened(text, LONGEST_BUTTON), data: { shows: askedText(asked) } })
}

/** Sends the rows that a figure counts. */
export function rowsButton({ asked, figure, page }: Opened, text: string): Button {
  const data = { shows: askedText(asked), figure, page: String(page) }
  return rowsAction.button({ text: shortened(text, LONGEST_BUTTON), data })
}

// Whoever reads is looked at when the letter is rendered.
const pressSheet: ActionHandler = async (ctx, tx, press) => {
  const { shows } = sheetAction.parse(press)
  await sendSheet(ctx, tx, { who: press.who, asked: askedIn(shows), by: minuteOf(press) })
  return { toast: { tone: 'success', text: words.sent } }
}

const pressRows: ActionHandler = async (ctx, tx, press) => {
  const { shows, figure, page } = rowsAction.parse(press)
  const opened = { asked: askedIn(shows), figure, page: count.parse(page) }
  await openRows(ctx, tx, { who: press.who, opened, by: minuteOf(press) })
  return { toast: { tone: 'success', text: words.sent } }
}

/** Two presses within a minute are one. */
function minuteOf({ who, madeAt }: Parameters<ActionHandler>[2]): string {
  return `${who}@${madeAt.round({ smallestUnit: 'minute', roundingMode: 'floor' })}`
}

/** What this feature's buttons do. */
export const actions: [string, ActionHandler][] = [
  [sheetAction.name, pressSheet],
  [rowsAction.name, pressRows],
]
