import { text } from '../cards/blocks.ts'
import type { Card } from '../cards/card.ts'
import { shortDay } from '../time/format.ts'
import { isLate } from './rules.ts'
import type { Cell, Definition } from './types.ts'
import { words } from './words.ts'

/** 12月18日. */
export function dayText(day: Temporal.PlainDate): string {
  return shortDay(day.toZonedDateTime('UTC'))
}

/** How a programme is called where there is little room. */
export function shortTitle({ short, title }: Definition): string {
  return short ?? title
}

/** A step with its programme. */
export function stepTitle({ step: id }: Pick<Cell, 'step'>, definition: Definition): string {
  const title = definition.steps.find((step) => step.id === id)?.title ?? id
  return `${shortTitle(definition)}：${title}`
}

/** A step with its programme and its day, in a line. */
export function stepLine(cell: Cell, definition: Definition, today: Temporal.PlainDate): string {
  const title = stepTitle(cell, definition)
  const { state, due } = cell
  if (state === 'returned') return words.returnedLine(title)
  const say = isLate(cell, today) ? words.lateLine : words.stepLine
  return say(title, due === null ? words.undated : dayText(due))
}

/** A card that shows nothing. */
export function emptyCard(title: string, said: string): Card {
  return { title, tone: 'grey', summary: title, blocks: [text(said)] }
}
