import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card, Field } from '../../cards/card.ts'
import type { MemberId } from '../../ids.ts'
import { shortened } from '../../cards/shortened.ts'
import { sumOf } from '../../measures/service.ts'
import { changeButton, previewButton } from '../plan/service.ts'
import type { Row } from '../plan/types.ts'
import { moved } from '../rules.ts'
import { openButton } from '../sheet/service.ts'
import type { Visit } from '../types.ts'
import { words } from './words.ts'

type Term = { id: string; name: string }

/** What the overview is rendered from; `edit` null: its reader only reads. */
export type OverviewView = {
  term: Term
  rows: readonly Row[]
  edit: { people: readonly { who: MemberId; name: string }[] } | null
}

/** A table and a list take no more. */
const MOST_ROWS = 100
/** So many sheets are offered at once. */
const MOST_BUTTONS = 6
const LONGEST_NAME = 30

/** A row for every branch: when it is inspected by whom, and how that stands; to the committee, privately. */
export function overviewCard({ term, rows, edit }: OverviewView): Card {
  const title = words.title(term.name)
  const planned = rows.filter(({ visit }) => visit !== null)
  const missing = rows.filter(({ gap }) => gap !== null).length
  const blocks: Block[] =
    planned.length === 0
      ? [text(words.none)]
      : [
          text(words.counts(rows.length, sumOf(rows.flatMap(({ figures }) => figures ?? [])))),
          ...(missing === 0 ? [] : [text(words.missing(missing))]),
          tableOf(rows),
        ]
  return {
    title,
    tone: missing === 0 ? 'blue' : 'orange',
    summary: title,
    blocks: [...blocks, ...(edit === null ? [] : editBlocks({ term, rows, ...edit }))],
  }
}

function tableOf(rows: readonly Row[]): Block {
  const { columns } = words
  return {
    kind: 'table',
    columns: [
      { name: 'branch', title: columns.branch, type: 'text' },
      { name: 'stage', title: columns.stage, type: 'text' },
      { name: 'remedies', title: columns.remedies, type: 'text' },
      { name: 'day', title: columns.day, type: 'text' },
      { name: 'inspector', title: columns.inspector, type: 'text' },
    ],
    rows: rows.slice(0, MOST_ROWS).map(({ short, visit, inspector, gap, figures }) => ({
      branch: short,
      stage: gap === null && visit !== null ? words.stages[visit.stage] : words.gaps[gap ?? 'unplanned'],
      day: visit === null ? words.nobody : words.day(visit.day),
      inspector: inspector ?? words.nobody,
      remedies: words.remedies(figures),
    })),
  }
}

type Edit = Pick<OverviewView, 'term' | 'rows'> & NonNullable<OverviewView['edit']>

function editBlocks({ term, rows, people }: Edit): Block[] {
  const missing = rows.filter(({ gap }) => gap !== null).length
  const isFirst = rows.every(({ visit }) => visit === null)
  const label = isFirst ? words.edit.generate : words.edit.redraw(missing)
  const ahead = rows.flatMap(({ short, visit }) => (visit === null ? [] : [{ text: short, value: visit.id }]))
  const draws: Block[] = missing === 0 ? [] : [buttons(previewButton(term.id, label))]
  if (ahead.length === 0) return draws
  const fields = [
    selectOf({ name: 'visit', label: words.edit.visit, hint: words.edit.choose, required: true }, ahead),
    selectOf(
      { name: 'inspector', label: words.edit.inspector, hint: words.edit.asItIs, required: false },
      people.map(({ who, name }) => ({ text: name, value: who })),
    ),
    dayField,
  ]
  return [
    ...draws,
    { kind: 'rule' },
    small(words.change),
    { kind: 'form', name: 'change', fields, submit: changeButton(term.id) },
  ]
}

const dayField: Field = {
  ...{ kind: 'date', name: 'day', label: words.edit.newDay },
  ...{ placeholder: words.edit.asItIs, required: false },
}

function selectOf(
  { hint, ...field }: { name: string; label: string; hint: string; required: boolean },
  options: { text: string; value: string }[],
): Field {
  return { kind: 'select', ...field, placeholder: hint, options: options.slice(0, MOST_ROWS) }
}

/** The visits of one inspector in a term, the first day first. */
export function visitsCard({
  term,
  visits,
}: {
  term: Term
  visits: readonly { branch: string; visit: Visit }[]
}): Card {
  const title = words.mine(term.name)
  const lines = visits.map(({ branch, visit }) =>
    words.visitLine(branch, visit.day, words.stages[visit.stage]),
  )
  const toFill = visits.filter(({ visit }) => moved(visit.stage, 'submit') !== null).slice(0, MOST_BUTTONS)
  const fill = toFill.map(({ branch, visit }) =>
    openButton(visit.id, words.fill(shortened(branch, LONGEST_NAME))),
  )
  const blocks: Block[] =
    visits.length === 0
      ? [text(words.noVisits)]
      : [text(lines.join('\n')), ...(fill.length === 0 ? [] : [buttons(...fill)]), small(words.assigned)]
  return { title, tone: visits.length === 0 ? 'grey' : 'blue', summary: title, blocks }
}

/** What a card of a near visit is rendered from; `visit` null: it was made, or is made on another day or by another. */
export type NearView = { branch: string; visit: Visit | null; isMade: boolean }

/** A visit that is near, to whoever makes it. */
export function remindCard({ branch, visit, isMade }: NearView): Card {
  const title = words.remindTitle(branch)
  if (visit === null) return notNearCard(title, isMade)
  const blocks = [
    text(words.remind(branch, visit.day)),
    text(words.remindHow),
    buttons({ ...openButton(visit.id), style: 'primary' }),
  ]
  return { title, tone: 'blue', summary: title, blocks }
}

/** A visit that is near, to the branch's secretary. */
export function comingCard({ branch, inspector, visit, isMade }: NearView & { inspector: string }): Card {
  const title = words.comingTitle(branch)
  if (visit === null) return notNearCard(title, isMade)
  const blocks = [text(words.coming(visit.day, inspector)), text(words.comingHow)]
  return { title, tone: 'blue', summary: title, blocks }
}

function notNearCard(title: string, isMade: boolean): Card {
  return { title, tone: 'grey', summary: title, blocks: [text(isMade ? words.over : words.moved)] }
}
