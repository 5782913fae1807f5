import type { Html } from '../../html/element.ts'
import { tag, type Tone } from '../../html/parts.ts'
import type { ProgrammeId } from '../../ids.ts'
import type { Term } from '../../time/calendar.ts'
import { shortDay } from '../../time/format.ts'
import { isLate, isOpen } from '../rules.ts'
import type { Cell, Definition, Step } from '../types.ts'
import type { Column, ShownRow, Standing } from './types.ts'
import { words } from './words.ts'

/** How a cell stands on a day. */
export function standingOf(cell: Pick<Cell, 'state' | 'due'>, today: Temporal.PlainDate): Standing {
  return isLate(cell, today) ? 'late' : cell.state
}

/** The columns of a programme: its steps in their order, and of one that comes again its rounds. */
export function columnsOf(
  { steps }: Pick<Definition, 'steps'>,
  { cells, terms }: { cells: readonly Cell[]; terms: readonly Term[] },
): Column[] {
  return steps.flatMap((step) => {
    const own = cells.filter((cell) => cell.step === step.id)
    const rounds = [...new Set(own.map((cell) => roundIn(step, cell)))].toSorted()
    const isOneYear = new Set(rounds.map((round) => round.slice(0, YEAR))).size === 1
    return rounds.map((round) => ({
      key: keyOf(step, round),
      title: words.column(step.title, roundName(round, { terms, isOneYear })),
    }))
  })
}

const YEAR = 4

// When an office ends differs by row, and is one step all the same.
function roundIn({ every }: Step, { round }: Pick<Cell, 'round'>): string {
  return every === undefined ? '' : round
}

function keyOf({ id }: Step, round: string): string {
  return round === '' ? id : `${id}.${round}`
}

/** The key of the column in which a cell stands. */
export function columnKey(cell: Cell, { steps }: Pick<Definition, 'steps'>): string {
  const step = steps.find(({ id }) => id === cell.step)
  return step === undefined ? cell.step : keyOf(step, roundIn(step, cell))
}

/** A round in words, such as 11月; empty for what is done once. */
function roundName(
  round: string,
  { terms, isOneYear }: { terms: readonly Term[]; isOneYear: boolean },
): string {
  const month = /^\d{4}-(\d\d)$/.exec(round)?.[1]
  if (month !== undefined) return isOneYear ? words.month(Number(month)) : round
  if (/^\d{4}$/.test(round)) return words.year(round)
  return terms.find(({ id }) => id === round)?.name ?? round
}

/** Whether something of a row is still to be done. */
export function hasOpen({ cells }: Pick<ShownRow, 'cells'>): boolean {
  return [...cells.values()].some((cell) => isOpen(cell))
}

/** Where the table of a programme stands. */
export function addressOf(programme: ProgrammeId): string {
  return `/ledger/${encodeURIComponent(programme)}`
}

const TONES: Readonly<Record<Standing, Tone>> = {
  waiting: 'neutral',
  open: 'neutral',
  handedIn: 'info',
  returned: 'attention',
  done: 'good',
  waived: 'neutral',
  late: 'attention',
}

/** How a cell stands, in words and a colour. */
export function standingTag(cell: Pick<Cell, 'state' | 'due'>, on: Temporal.PlainDate): Html {
  const standing = standingOf(cell, on)
  return tag(words.standings[standing], TONES[standing])
}

/** A day, with its year where that is not this one. */
export function dayText(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  return day.year === today.year ? shortDay(day) : words.ofYear(day.year, shortDay(day))
}
