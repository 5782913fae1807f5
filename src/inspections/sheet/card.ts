import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card, Field } from '../../cards/card.ts'
import { cutTo } from '../../cards/shortened.ts'
import type { VisitId } from '../../ids.ts'
import { ITEMS, VERDICTS, type Verdict } from '../types.ts'
import { verdicts } from '../words.ts'
import { addAction, dropAction, MOST, saveAction, submitAction } from './action.ts'
import { countOf, printOf } from './rules.ts'
import type { Draft, Entry, Mark, Remedy, Sheet, Version } from './types.ts'
import { words } from './words.ts'

/** What the form of a sheet is rendered from; `answerBy`: until when the branch could confirm if it came today. */
export type FormView = {
  visit: VisitId
  branch: string
  day: Temporal.PlainDate
  draft: Draft
  entries: readonly Entry[]
  answerBy: Temporal.PlainDate
  /** What the branch says against the version that is amended; null: it is the first. */
  objection: string | null
}

/** 督查表, to be filled in by its inspector. (domain §2.7) */
export function sheetForm(view: FormView): Card {
  const { branch, day, draft, entries, answerBy, objection } = view
  const title = words.title(branch)
  const others = [
    addAction.button({ text: words.addRemedy, data: { visit: view.visit } }),
    saveAction.button({ text: words.save, data: { visit: view.visit } }),
  ]
  const submit = submitAction.button({
    text: words.submit,
    style: 'primary',
    data: { visit: view.visit },
  })
  const fields = [...entries.map(selectOf), restField(draft), ...commentFields(draft), ...remedyFields(draft)]
  return {
    title,
    tone: 'blue',
    summary: title,
    blocks: [
      text(words.planned(day)),
      ...(objection === null ? [] : [text(words.objected(objection))]),
      small(words.counted),
      ...draftedRemedies(view.visit, draft.remedies),
      { kind: 'form', name: 'sheet', fields, submit, others },
      small(words.confirm(branch, answerBy)),
      small(words.draftKept),
    ],
  }
}

const OPTIONS = VERDICTS.map((value) => ({ text: verdicts[value], value }))

function selectOf({ item, chosen, said, isEnough }: Entry): Field {
  return {
    ...{ kind: 'select', name: item, required: false, placeholder: words.choose, options: OPTIONS },
    label: words.label(item, said === null ? null : words.auto(said, isEnough)),
    ...(chosen === null ? {} : { chosen }),
  }
}

function restField({ rest }: Draft): Field {
  return {
    ...{ kind: 'select', name: 'rest', required: false, placeholder: words.restHint, options: OPTIONS },
    label: words.rest,
    ...(rest === null ? {} : { chosen: rest }),
  }
}

function commentFields(draft: Draft): Field[] {
  return [
    inputOf('content', draft.content),
    inputOf('procedure', draft.procedure),
    { ...inputOf('remark', draft.remark), lines: 'one' },
  ]
}

const INPUTS = {
  content: { label: words.content, placeholder: words.contentHint },
  procedure: { label: words.procedure, placeholder: words.procedureHint },
  remark: { label: words.remark, placeholder: words.remarkHint },
  remedy: { label: words.remedy, placeholder: words.remedyHint },
}

function inputOf(name: keyof typeof INPUTS, typed: string): Extract<Field, { kind: 'input' }> {
  const maxLength = MOST[name]
  const value = cutTo(typed, maxLength)
  return { kind: 'input', name, ...INPUTS[name], value, required: false, lines: 'many', maxLength }
}

function remedyFields({ remedy, remedyDay }: Draft): Field[] {
  return [
    inputOf('remedy', remedy),
    {
      ...{ kind: 'date', name: 'remedyDay', label: words.remedyDay, required: false },
      placeholder: words.choose,
      ...(remedyDay === null ? {} : { value: remedyDay }),
    },
  ]
}

function draftedRemedies(visit: VisitId, remedies: readonly Remedy[]): Block[] {
  if (remedies.length === 0) return []
  const drops = remedies.map((remedy, index) =>
    dropAction.button({ text: words.dropRemedy(index + 1), data: { visit, print: printOf(remedy) } }),
  )
  return [text(remedyLines(remedies)), buttons(...drops)]
}

function remedyLines(remedies: readonly Remedy[]): string {
  const lines = remedies.map(({ what, dueOn }, index) => words.remedyLine(index + 1, what, dueOn))
  return [words.remedies, ...lines].join('\n')
}

/** What a sheet says: both comments, the items, what is to be put right. */
export function sheetBlocks(sheet: Sheet): Block[] {
  const { content, procedure, remark, remedies } = sheet
  const counted = (verdict: Verdict) => countOf(sheet, verdict)
  const lines = ITEMS.map((item) => words.mark(item, sheet.marks[item].verdict, markSaid(sheet.marks[item])))
  return [
    text(words.contentSaid(content)),
    text(words.procedureSaid(procedure)),
    ...(remark === '' ? [] : [text(words.remarkSaid(remark))]),
    {
      kind: 'folded',
      title: words.tally(counted),
      blocks: [text(lines.join('\n'))],
    },
    ...(remedies.length === 0 ? [] : [text(remedyLines(remedies))]),
  ]
}

function markSaid({ verdict, counted }: Mark): string {
  if (counted === null) return ''
  if (counted.verdict === null) return words.thin(counted.said)
  return counted.verdict === verdict
    ? words.byCount(counted.said)
    : words.byInspector(counted.verdict, counted.said)
}

/** What a reader's card of a sheet is rendered from; `said`: how it stands, and what was said about it. */
export type ReadView = {
  branch: string
  day: Temporal.PlainDate
  sheet: Version | null
  handedIn: Temporal.PlainDate | null
  said: readonly string[]
}

/** A sheet that was handed in, to its inspector and to administrators. */
export function sheetCard({ branch, sheet, handedIn, said }: ReadView): Card {
  const title = words.title(branch)
  if (sheet === null || handedIn === null)
    return { title, tone: 'grey', summary: title, blocks: [text(words.noSheet)] }
  return {
    title,
    tone: 'green',
    summary: title,
    blocks: [small(words.version(sheet.n, handedIn)), ...sheetBlocks(sheet), ...said.map(text)],
  }
}
