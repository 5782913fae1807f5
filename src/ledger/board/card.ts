import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { dayText, stepLine } from '../card.ts'
import type { Line } from '../coverage/types.ts'
import type { CellId } from '../../ids.ts'
import { countedLine } from '../measuring/service.ts'
import type { Counted } from '../measuring/types.ts'
import { AHEAD } from '../rules.ts'
import { periodOf } from '../schedule/service.ts'
import type { Cell } from '../types.ts'
import { closeButton, lookForm, onlyButton, pickForm } from './action.ts'
import { near, type Sign, signOf, spokenOf, unfinished } from './rules.ts'
import type { Shown } from './types.ts'
import { states, words as common } from '../words.ts'
import { words } from './words.ts'

/** With their buttons: the platform takes 200 things in a card. */
const MOST_NEAR = 10
const MOST_STEPS_DONE = 12
/** Of a college with more rows only those are listed that have something to do, and no more than these. */
const MOST_ROWS = 40
/** A phone shows so many columns beside the name. */
const MOST_STEPS = 6
/** What the platform shows of a table at once. */
const PAGE = 14
/** A select holds no more. */
const MOST_OPTIONS = 100

/** A day: today, from which on things are late. */
type On = { today: Temporal.PlainDate }

/** How far each programme is, in lines; which of them is looked at is chosen below. */
type Listed = {
  lines: readonly Pick<Line, 'text' | 'late' | 'tone'>[]
  programmes: readonly Pick<Shown, 'id' | 'definition'>[]
}

/** 台账: a line for each programme, those that are behind first in mind. */
export function overviewCard({ lines, programmes }: Listed): Card {
  const behind = lines.filter(({ tone }) => tone === 'behind')
  return {
    ...{ title: words.title, tone: behind.length > 0 ? 'orange' : 'blue', summary: words.title },
    blocks: [text(lines.map(lineText).join('\n')), pickForm(programmes)],
  }
}

function lineText({ text: said, late, tone }: Listed['lines'][number]): string {
  const more = [...(late > 0 ? [words.late(late)] : []), ...(tone === 'behind' ? [words.behind] : [])]
  return [said, ...more].join('，')
}

type Beside = On & { only: 'all' | 'open'; admin: boolean; more: readonly Button[] }

/** A programme as a table of rows and steps. `more`: what else its reader may begin. */
export function programmeCard(shown: Shown, { only, admin, more, today }: Beside): Card {
  const { definition, rows, id } = shown
  const open = unfinished(shown, today.add(AHEAD))
  const listed = only === 'open' || rows.length > MOST_ROWS ? open.slice(0, MOST_ROWS) : rows
  const further = (only === 'open' ? open.length : rows.length) - listed.length
  const title = only === 'open' ? words.onlyOpenTitle(definition.title) : definition.title
  const { from, until } = periodOf(definition, today)
  return {
    ...{ title, tone: shown.closed ? 'grey' : 'blue', summary: title },
    blocks: [
      small(words.period(`${from}`, `${until}`)),
      ...(shown.dropped && admin ? [text(words.dropped)] : []),
      bodyOf(shown, listed, today),
      ...(further > 0 ? [small(words.furtherRows(further))] : []),
      ...(shown.closed ? [small(words.closedLine)] : []),
      buttons(
        onlyButton(id, only === 'open' ? 'all' : 'open'),
        ...(shown.closed ? [] : more),
        ...(admin && !shown.closed ? [closeButton(id)] : []),
      ),
      ...lookBlocks(shown),
    ],
  }
}

function lookBlocks({ id, rows }: Shown): Block[] {
  return rows.length === 0 || rows.length > MOST_OPTIONS ? [] : [lookForm(id, rows)]
}

function bodyOf(shown: Shown, listed: Shown['rows'], today: Temporal.PlainDate): Block {
  if (shown.rows.length === 0) return text(words.noRows)
  return listed.length === 0 ? text(words.allDone) : tableOf(shown, listed, today)
}

function tableOf({ definition, cells }: Shown, rows: Shown['rows'], today: Temporal.PlainDate): Block {
  const steps = definition.steps.slice(0, MOST_STEPS)
  const byRow = Map.groupBy(cells, ({ row }) => row)
  return {
    kind: 'table',
    pageSize: PAGE,
    columns: [
      { name: 'row', title: words.row, type: 'text' },
      ...steps.map(({ id, title }) => ({ name: `s_${id}`, title, type: 'text' as const })),
    ],
    rows: rows.map((row) => ({
      row: row.name,
      ...Object.fromEntries(
        steps.map(({ id }) => {
          const own = (byRow.get(row.id) ?? []).filter(({ step }) => step === id)
          return [`s_${id}`, signText(signOf(own, today))]
        }),
      ),
    })),
  }
}

/** A sign in words: colour alone says nothing. */
function signText(sign: Sign): string {
  if (sign.kind === 'none') return words.absent
  if (sign.kind === 'rounds')
    return sign.late > 0
      ? words.roundsLate(sign.done, sign.due, sign.late)
      : words.rounds(sign.done, sign.due)
  if (sign.late) return common.late
  return sign.state === 'open' && sign.due !== null ? dayText(sign.due) : states[sign.state]
}

/** The row of a branch or project: what is to be done, and how everything stands. `doing`: the buttons of a cell. */
export function rowCard(
  { definition, rows: [row], cells }: Shown,
  { today, doing, counts }: On & { doing: (cell: Cell) => Button[]; counts: ReadonlyMap<CellId, Counted> },
): Card {
  const title = `${definition.title}：${row?.name ?? ''}`
  const attributes = Object.entries(row?.attributes ?? {}).map(([name, value]) => `${name} ${value}`)
  return {
    ...{ title, tone: 'blue', summary: title },
    blocks: [
      ...(attributes.length > 0 ? [small(attributes.join(' · '))] : []),
      ...definition.steps.flatMap((step, nth): Block[] => {
        const own = cells.filter((cell) => cell.step === step.id)
        const [next] = near(own, today.add(AHEAD))
        const cell = spokenOf(own, today)
        const counted = cell && counts.get(cell.id)
        const line = words.stepOf(step.title, signText(signOf(own, today)))
        const has = cell !== undefined && (next !== undefined || nth < MOST_STEPS_DONE)
        return [
          text(counted === undefined ? line : countedLine(line, counted)),
          ...(has ? [buttons(...doing(cell))] : []),
        ]
      }),
    ],
  }
}

/** What whoever leads branches is to do in all programmes, the first due first. */
export function ownCard(
  all: readonly Shown[],
  { today, doing }: On & { doing: (cell: Cell) => Button[] },
): Card {
  const names = new Map(all.map((one) => [one.id, one.definition]))
  const open = near(
    all.flatMap(({ cells }) => cells),
    today.add(AHEAD),
  )
  const shown = open.slice(0, MOST_NEAR)
  return {
    ...{ title: words.title, tone: 'blue', summary: words.title },
    blocks: [
      ...(shown.length === 0 ? [text(words.nothingNear)] : []),
      ...shown.flatMap((cell): Block[] => {
        const definition = names.get(cell.programme)
        if (definition === undefined) return []
        return [text(stepLine(cell, definition, today)), buttons(...doing(cell))]
      }),
      ...(open.length > shown.length ? [small(words.furtherSteps(open.length - shown.length))] : []),
      pickForm(all),
    ],
  }
}
