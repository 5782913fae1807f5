import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { select } from '../../cards/fields.ts'
import type { LedgerDraftId } from '../../ids.ts'
import { shortDay } from '../../time/format.ts'
import type { Branch } from '../../roster/types.ts'
import { fieldsOf, rowsLine, words as forms } from '../forms/service.ts'
import { isUndated, stepLine } from '../steps/service.ts'
import { arrangeAction, backAction, confirmAction, dropAction, editAction } from './action.ts'
import {
  type DialogueView,
  type Draft,
  type Found,
  PANELS,
  type Panel,
  type Preview,
  type Stage,
} from './types.ts'
import { readRefusals, words } from './words.ts'

type Edit = Extract<Stage, { at: 'edit' }>

/** 新建台账: what is known of it and one form, the preview, or what came of it. */
export function composeCard(view: DialogueView): Card {
  const { stage } = view.dialogue
  switch (stage.at) {
    case 'edit':
      return drawn(words.titleOf(stage.draft.title), editBlocks(view, stage))
    case 'preview':
      return drawn(words.pending(stage.draft.title), previewBlocks(view, stage.draft))
    case 'made':
      return drawn(words.made(stage.title), [text(words.madeLine(stage.title))], 'green')
    case 'dropped':
      return drawn(words.title, [text(words.dropped)], 'grey')
    default:
      return drawn(words.importTitle, [...fileBlocks(stage), dropButton(view)])
  }
}

function drawn(title: string, blocks: Block[], tone: Card['tone'] = 'blue'): Card {
  return { title, summary: title, tone, blocks }
}

function fileBlocks(stage: Extract<Stage, { at: 'awaiting' | 'reading' }>): Block[] {
  if (stage.at === 'reading') return [text(words.reading(stage.name)), small(words.again)]
  return [
    ...(stage.refusal === null ? [] : [text(readRefusals[stage.refusal])]),
    text(words.awaiting),
    small(words.layout),
  ]
}

function dropButton({ dialogue }: DialogueView): Block {
  return buttons(dropAction.button({ text: words.drop, data: { draft: dialogue.id } }))
}

function editBlocks(view: DialogueView, stage: Edit): Block[] {
  const { draft, panel, said } = stage
  return [
    ...(panel === 'facts' ? [] : [factsOf(view, draft)]),
    ...foundBlocks(view, draft),
    stepsBlock(draft),
    ...(said === null ? [] : [text(said)]),
    { kind: 'rule' },
    ...panelBlocks(view, stage),
    dropButton(view),
  ]
}

function factsOf({ knows }: DialogueView, draft: Draft): Block {
  return {
    kind: 'facts',
    facts: [
      [words.facts.title, draft.title === '' ? forms.unset : draft.title],
      [words.facts.rows, rowsLine(draft, knows.branches)],
      [words.facts.digest, forms.digest[draft.digest]],
    ],
  }
}

function stepsBlock({ steps }: Draft): Block {
  if (steps.length === 0) return small(words.noSteps)
  return text([words.stepsHead, ...steps.map((step, at) => `${at + 1}. ${stepLine(step, steps)}`)].join('\n'))
}

function foundBlocks({ knows }: DialogueView, { found }: Draft): Block[] {
  return found === null ? [] : [text(foundLines(found, knows.branches).join('\n'))]
}

// Every button sends what was filled in, so that nothing is lost on the way to another panel.
function panelBlocks(view: DialogueView, stage: Edit): Block[] {
  const { id } = view.dialogue
  const { panel, draft, editing } = stage
  const of: On = { draft: id, panel, step: editing ?? '' }
  const others = [
    ...panelsFrom(stage).map((to) => toButton(of, to, words.panels[to])),
    toButton(of, 'preview', words.preview),
  ]
  if (panel === 'arrange') return [...arrangeBlocks(id, draft), buttons(...others)]
  const submit = { ...toButton(of, 'take', takeWords(stage)), style: 'primary' as const }
  return [{ kind: 'form', name: 'compose', fields: fieldsOf(view, stage), submit, others }]
}

function takeWords({ panel, editing }: Edit): string {
  if (panel === 'facts') return words.save
  if (panel === 'paste') return words.read
  if (panel === 'days') return words.setDays
  return editing === null ? words.add : words.change
}

// Before there are steps there is nothing to arrange.
function panelsFrom({ panel, draft }: Edit): Panel[] {
  const hides: Partial<Record<Panel, boolean>> = {
    arrange: draft.steps.length === 0,
    days: !draft.steps.some(isUndated),
  }
  return PANELS.filter((to) => to !== panel && hides[to] !== true)
}

type On = { draft: LedgerDraftId; panel: Panel; step: string }

function toButton(on: On, to: Panel | 'take' | 'preview', said: string): Button {
  return editAction.button({ text: said, data: { ...on, to } })
}

/** Of more steps a card holds no three buttons each: one is chosen from a list. */
const FEW = 12
const HOWS = ['up', 'edit', 'out'] as const

function arrangeBlocks(draft: LedgerDraftId, { steps }: Draft): Block[] {
  if (steps.length > FEW) return [chosenStep(draft, steps)]
  return steps.map(({ id: step }, at) =>
    buttons(
      ...HOWS.map((how) =>
        arrangeAction.button({ text: `${at + 1} ${words[how]}`, data: { draft, step, how } }),
      ),
    ),
  )
}

function chosenStep(draft: LedgerDraftId, steps: Draft['steps']): Block {
  const [submit, ...others] = HOWS.map((how) =>
    arrangeAction.button({ text: words[how], data: { draft, step: '', how } }),
  )
  if (submit === undefined) throw new Error('nothing can be done with a step')
  const options = steps.map(({ id: value, title }, at) => ({ text: `${at + 1}. ${title}`, value }))
  const of = { name: 'step', label: words.steps, placeholder: forms.choose, options, chosen: null }
  return { kind: 'form', name: 'arrange', fields: [select(of)], submit, others }
}

function previewBlocks(view: DialogueView, draft: Draft): Block[] {
  const { dialogue, preview, today } = view
  const data = { draft: dialogue.id }
  return [
    factsOf(view, draft),
    ...foundBlocks(view, draft),
    stepsBlock(draft),
    { kind: 'rule' },
    ...(preview === null ? [] : previewLines(preview, today).map(text)),
    { kind: 'rule' },
    buttons(
      confirmAction.button({ text: words.confirm, style: 'primary', data }),
      backAction.button({ text: words.back, data }),
      dropAction.button({ text: words.drop, data }),
    ),
  ]
}

function previewLines(preview: Preview, today: Temporal.PlainDate): string[] {
  const { rows, cells, done, dues, late, people, ownerless } = preview
  const days = dues.map(({ day, cells: n }) => words.dueCells(dayOf(day, today), n))
  return [
    rows === 0 ? words.noRowsYet : words.counts(rows, cells),
    ...(done === 0 ? [] : [words.done(done)]),
    ...(days.length === 0 ? [] : [words.dues(days)]),
    ...(late === 0 ? [] : [words.late(late)]),
    ...(rows === 0 ? [] : [words.people(people)]),
    ...(ownerless === 0 ? [] : [words.ownerless(ownerless)]),
  ]
}

function dayOf(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  return `${day.year === today.year ? '' : `${day.year}年`}${shortDay(day)}`
}

/** So many lines are named; the others are counted. */
const NAMED = 10

/** What was understood of a workbook, and what was not, a line each. */
function foundLines(found: Found, branches: readonly Branch[]): string[] {
  const { of, rows, missing, unknown, attributes, unread } = found
  const heads = {
    branches: words.foundBranches(rows, branches.length),
    people: words.foundPeople(rows),
    projects: words.foundProjects(rows),
  }
  const absent = branches.filter(({ id }) => missing.includes(id)).map(({ short }) => short)
  return [
    heads[of],
    ...(absent.length === 0 ? [] : [words.missing(named(absent))]),
    ...(unknown.length === 0 ? [] : [words.unknown(named(unknown.map(lineOf)))]),
    ...(attributes.length === 0 ? [] : [words.attributes(attributes.join('、'))]),
    ...(unread.length === 0 ? [] : [words.unread(named(unread.map(lineOf)))]),
  ]
}

function lineOf({ line, said }: { line: number; said: string }): string {
  return words.line(line, said)
}

function named(all: readonly string[]): string {
  const shown = all.slice(0, NAMED).join('、')
  return all.length > NAMED ? `${shown}${words.more(all.length)}` : shown
}
