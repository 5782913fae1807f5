import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card, Field } from '../../cards/card.ts'
import type { BranchId, ProgrammeId } from '../../ids.ts'
import type { CellState } from '../types.ts'
import { chooseForm, declineButton, putForm, takeBackButton } from './action.ts'
import type { Nomination } from './types.ts'
import { words } from './words.ts'

/** What a branch puts forward, and what it may still do. */
export type FormView = {
  programme: ProgrammeId
  title: string
  what: Nomination['what']
  most: number
  branch: { id: BranchId; name: string }
  /** The last day, in words; null: as long as the programme runs. */
  until: string | null
  isOver: boolean
  rows: readonly { id: string; name: string; consent: CellState | null; isBegun: boolean }[]
  fields: readonly Field[]
}

/** The form by which a branch puts people or projects forward, with what it has put forward so far. */
export function nominateCard(view: FormView): Card {
  const { programme, what, most, branch, rows, until, isOver } = view
  const title = words.title(view.title, what)
  const isFull = rows.length >= most
  return {
    ...{ title, tone: isOver ? 'grey' : 'blue', summary: title },
    blocks: [
      text(words.of(branch.name, what, most)),
      ...(rows.length === 0 ? [text(words.none(what))] : rows.flatMap((row) => rowBlocks(row, view))),
      ...(isOver ? [small(words.over(what))] : []),
      ...(isOver || !isFull ? [] : [small(words.full(what))]),
      ...(isOver || isFull ? [] : [putForm({ programme, branch: branch.id }, { what, fields: view.fields })]),
      ...(isOver || until === null ? [] : [small(words.until(until, what))]),
    ],
  }
}

function rowBlocks(
  { id: row, name, consent, isBegun }: FormView['rows'][number],
  { programme, isOver }: FormView,
): Block[] {
  const line = consent === null ? name : words.row(name, words.consents[consent])
  return [text(line), ...(isOver || isBegun ? [] : [buttons(takeBackButton({ programme, row }, name))])]
}

/** Asks whoever may do it for several branches for which. */
export function chooseCard({
  programme,
  title: of,
  what,
  branches,
}: Pick<FormView, 'programme' | 'title' | 'what'> & {
  branches: readonly { id: string; short: string }[]
}): Card {
  const title = words.title(of, what)
  return { ...{ title, tone: 'blue', summary: title }, blocks: [chooseForm(programme, branches)] }
}

type ConsentView = {
  programme: ProgrammeId
  row: string
  title: string
  branch: string
  state: CellState
  doing: readonly Button[]
}

/** Asks somebody privately who was put forward. */
export function consentCard({ programme, row, title: of, branch, state, doing }: ConsentView): Card {
  const title = words.consentTitle(of)
  const isOpen = state === 'open' || state === 'waiting' || state === 'returned'
  return {
    ...{ title, tone: isOpen ? 'blue' : 'green', summary: title },
    blocks: [
      text(words.consentAsk(branch, of)),
      ...(isOpen ? [buttons(...doing, declineButton({ programme, row }))] : [text(words.consents[state])]),
      small(words.consentHint),
    ],
  }
}

/** Tells who leads a branch that somebody did not consent. */
export function declinedCard({
  title: of,
  name,
  until,
}: {
  title: string
  name: string
  until: string | null
}): Card {
  const title = words.declinedTitle(of)
  return {
    ...{ title, tone: 'orange', summary: title },
    blocks: [text(words.declined(name, of)), ...(until === null ? [] : [small(words.declinedUntil(until))])],
  }
}
