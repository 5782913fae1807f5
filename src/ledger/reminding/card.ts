import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { dateOf } from '../../time/dates.ts'
import { deadline, shortDay } from '../../time/format.ts'
import { isAfter, isBefore } from '../../time/order.ts'
import { doingButtons } from '../cells/service.ts'
import type { Line } from './types.ts'
import { words } from './words.ts'

/** A phone shows so many without scrolling away. */
const MOST_SHOWN = 10

type Shown = { lines: readonly Line[]; now: Temporal.Instant; zone: string }

/** 台账提醒: the steps that one person is reminded of on a day; what was done since is gone. */
export function dueCard({ lines, now, zone }: Shown): Card {
  const title = lines.length > 0 ? words.title : words.doneTitle
  const card = { title, summary: title }
  if (lines.length === 0) return { ...card, tone: 'green', blocks: [text(words.done)] }
  const isLate = lines.some((line) => isOver(line, { now, zone }))
  const further = lines.length - MOST_SHOWN
  return {
    ...card,
    tone: isLate ? 'orange' : 'blue',
    blocks: [
      ...lines.slice(0, MOST_SHOWN).flatMap((line) => lineBlocks(line, { now, zone })),
      ...(further > 0 ? [text(words.further(further))] : []),
      ...(lines.some(({ cell }) => cell.needs === 'signed') ? [small(words.hint)] : []),
    ],
  }
}

type When = Pick<Shown, 'now' | 'zone'>

function isOver({ due, dueAt }: Line, { now, zone }: When): boolean {
  return dueAt === null ? isAfter(dateOf(now, zone), due) : !isBefore(now, dueAt)
}

function lineBlocks(line: Line, when: When): Block[] {
  const { cell, explained, ways } = line
  const all = [...doingButtons(cell), ...ways]
  return [
    text(saidOf(line, when)),
    ...(explained ? [small(words.explained)] : []),
    ...(all.length > 0 ? [buttons(...all)] : []),
  ]
}

function saidOf(line: Line, when: When): string {
  const { cell, title, due, dueAt } = line
  const isLate = isOver(line, when)
  if (dueAt === null) return (isLate ? words.past : words.by)(title, shortDay(due))
  if (cell.state === 'returned') return words.returned(title)
  return (isLate ? words.overdue : words.until)(title, deadline(dueAt.toZonedDateTimeISO(when.zone)))
}
