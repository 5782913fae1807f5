import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import type { ProgrammeId } from '../../ids.ts'
import type { Cell } from '../types.ts'
import { confirmButton } from './action.ts'
import type { Owing } from './types.ts'
import { hindrances, words } from './words.ts'

/** A card names so many people. */
const MOST_PEOPLE = 40
/** A person is shown so many steps. */
const MOST_CELLS = 12

type Of = { programme: ProgrammeId; title: string }

/** Whom a reminder by hand would reach, for an administrator alone. */
export function previewCard({ programme, title }: Of, all: readonly (Owing & { name: string })[]): Card {
  const due = all.filter(({ hindrance }) => hindrance === null)
  const nudged = all.filter(({ hindrance }) => hindrance === 'nudged').length
  const cells = due.reduce((sum, one) => sum + one.cells.length, 0)
  const lines = all.slice(0, MOST_PEOPLE).map((one) => {
    const line = words.line(one.name, one.cells.length)
    return one.hindrance === null ? line : words.hindered(line, hindrances[one.hindrance])
  })
  const further = all.length - lines.length
  const says = all.length === 0 ? words.nobody : words.doneToday(nudged)
  return {
    ...{ title: words.title(title), summary: words.title(title), tone: due.length > 0 ? 'orange' : 'green' },
    blocks: [
      text(due.length > 0 ? words.says(cells, due.length) : says),
      ...(lines.length > 0 ? [text(lines.join('\n'))] : []),
      ...(further > 0 ? [small(words.further(further))] : []),
      ...(due.length > 0 ? [small(words.hint), buttons(confirmButton(programme))] : []),
    ],
  }
}

type Line = { cell: Cell; line: string; doing: Button[] }

/** What a person is reminded of by hand. */
export function nudgedCard(title: string, lines: readonly Line[]): Card {
  return {
    ...{ title: words.cardTitle(title), summary: words.cardTitle(title), tone: 'orange' },
    blocks: [
      text(words.card),
      ...lines.slice(0, MOST_CELLS).flatMap(({ line, doing }): Block[] => [text(line), buttons(...doing)]),
    ],
  }
}
