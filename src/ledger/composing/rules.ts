import { z } from 'zod'
import type { Programme as Definition } from '../../../config/college/programmes.ts'
import { faultsWithin } from '../../../config/college/check-programmes.ts'
import {
  dayField,
  filledOf,
  KIND_NAMES,
  LONGEST_TITLE,
  rowsOfKind,
  stepFrom,
  withFacts,
} from '../forms/service.ts'
import { PickedDate } from '../../cards/picked.ts'
import { cutTo } from '../../cards/shortened.ts'
import { Typed } from '../../cards/typed.ts'
import { ProgrammeId } from '../../ids.ts'
import { isUndated, MOST_STEPS, nextId, readSteps, StepShape } from '../steps/service.ts'
import type { Step } from '../types.ts'
import type { Complete, Draft, Filled, Knows, Panel, Refusal, Stage, Taken } from './types.ts'
import { refusalText } from './words.ts'

/** A draft before anything is known of it. */
export const EMPTY: Draft = { title: '', rows: null, digest: 'line', steps: [], found: null, done: [] }

/** The card that `台账 新建` and the words behind it begin with. Lines that are not understood stand in a form, to be mended. */
export function begunFrom(text: string, knows: Knows): Stage {
  // On a phone the key for a new line sends.
  const [head = '', ...lines] = text.trim().split(/\r?\n|[；;]/)
  const { rows, title } = headOf(head)
  const draft: Draft = { ...EMPTY, title: cutTo(title, LONGEST_TITLE), rows: rows ?? 'each-branch' }
  const written = lines.join('\n')
  if (written.trim() === '') return panelOf({ ...draft, rows }, 'facts')
  const { draft: next, refusal, left } = withPasted({ paste: written }, draft, knows)
  if (refusal !== null) return { ...panelOf(next, 'paste'), filled: left, said: refusalText(refusal) }
  const complete = completed(next, knows)
  if (complete.ok) return { at: 'preview', draft: complete.draft }
  return { ...panelOf(next, complete.panel), said: refusalText(complete.refusal, complete.said) }
}

/** Whom it is for, where the last words of the title say that: 2026年责任书 各支部. */
function headOf(head: string): { rows: Definition['rows'] | null; title: string } {
  const pieces = head.trim().split(/\s+/)
  const last = (pieces.at(-1) ?? '').replace(/^各(?=.*支部$)/, '').replace(/^(.*?)党?支部$/, '$1')
  const kind = KIND_NAMES.find(([, name]) => name.replace('党支部', '') === last)?.[0]
  const isEach = /^(?:各|全部|所有)党?支部$/.test(pieces.at(-1) ?? '')
  const rows = isEach ? 'each-branch' : (kind && rowsOfKind(kind)) || null
  return { rows, title: (rows === null ? pieces : pieces.slice(0, -1)).join(' ') }
}

/** A draft with one of its panels open, and nothing filled in. */
export function panelOf(draft: Draft, panel: Panel): Extract<Stage, { at: 'edit' }> {
  return { at: 'edit', draft, panel, editing: null, filled: {}, said: null }
}

type Missing = { ok: false; refusal: Refusal; panel: Panel; said: string }

/** The draft when all is known and makes sense, or what is missing first. */
export function completed(
  draft: Draft,
  { templates }: Pick<Knows, 'templates'>,
): { ok: true; draft: Complete } | Missing {
  const { title, rows, steps } = draft
  const missing = (refusal: Refusal, panel: Panel, said = ''): Missing => ({
    ok: false,
    refusal,
    panel,
    said,
  })
  if (title === '') return missing('noTitle', 'facts')
  if (rows === null) return missing('noRows', 'facts')
  if (steps.length === 0) return missing('noSteps', 'paste')
  if (steps.some(isUndated)) return missing('undated', 'days')
  const complete = { ...draft, rows }
  const [fault] = faultsWithin(definitionOf(complete, ProgrammeId.parse('draft')), templates)
  if (fault === undefined) return { ok: true, draft: complete }
  if (fault.path.includes('by')) return missing('noPerson', 'arrange')
  if (fault.path.includes('after')) return missing('afterGone', 'arrange')
  return missing('faulty', 'arrange', fault.said.what)
}

/** The programme that a draft describes. */
export function definitionOf({ title, rows, digest, steps }: Complete, id: ProgrammeId): Definition {
  return { id, title, rows, digest, steps }
}

/** An id for the programme of a title: its Latin letters and digits, and the number of its draft. */
export function idFor(title: string, number: string): string {
  const plain = title
    .normalize('NFKC')
    .replace(/[^\w]+/g, '')
    .slice(0, 12)
    .toLowerCase()
  return `${plain === '' ? 'tz' : plain}-${number}`
}

/** The year that a title names. */
export function yearOf(title: string): number | null {
  const year = /(20\d\d)\s*年/.exec(title.normalize('NFKC'))?.[1]
  return year === undefined ? null : Number(year)
}

/** Takes a step, a new one or one that is changed. */
export function withStep(form: Record<string, unknown>, draft: Draft, editing: string | null): Taken {
  const at = draft.steps.findIndex(({ id }) => id === editing)
  const refused = (refusal: Refusal): Taken => ({ draft, refusal, left: filledOf(form) })
  if (at === -1 && draft.steps.length >= MOST_STEPS) return refused('tooManySteps')
  const before = at === -1 ? draft.steps : draft.steps.slice(0, at)
  const made = stepFrom(form, { id: draft.steps[at]?.id ?? nextId(draft.steps), before })
  if (!made.ok) return refused(made.refusal)
  const steps = at === -1 ? [...draft.steps, made.step] : draft.steps.with(at, made.step)
  return { draft: { ...draft, steps }, refusal: null, left: {} }
}

const Paste = z.object({ paste: Typed })

/** Takes the steps that were pasted; the lines that are none stay in the form. */
export function withPasted(
  form: Record<string, unknown>,
  draft: Draft,
  { seen }: Pick<Knows, 'seen'>,
): Taken {
  const { paste } = Paste.parse(form)
  const { steps, unread } = readSteps(paste, { seen, year: yearOf(draft.title), before: draft.steps })
  if (steps.length + draft.steps.length > MOST_STEPS)
    return { draft, refusal: 'tooManySteps', left: { paste } }
  const next = { ...draft, steps: [...draft.steps, ...steps] }
  const left = unread.join('\n')
  return left === ''
    ? { draft: next, refusal: null, left: {} }
    : { draft: next, refusal: 'unread', left: { paste: left } }
}

/** Takes days of steps that had none. */
export function withDays(form: Record<string, unknown>, draft: Draft): Taken {
  const steps = draft.steps.map((step) => {
    const day = isUndated(step) ? PickedDate.parse(form[dayField(step)] ?? null) : null
    return day === null ? step : { ...step, due: StepShape.shape.due.parse(day.toString()) }
  })
  const isLeft = steps.some(isUndated)
  return { draft: { ...draft, steps }, refusal: isLeft ? 'undated' : null, left: {} }
}

type Open = { panel: Panel; editing: string | null }

/** Takes what a panel was filled in with; one that was left empty changes nothing. */
export function takenFrom(
  form: Record<string, unknown>,
  { draft, panel, editing }: Open & { draft: Draft },
  knows: Knows,
): Taken | null {
  if (panel === 'facts') return withFacts(form, draft, knows)
  if (panel === 'paste') return Paste.parse(form).paste === '' ? null : withPasted(form, draft, knows)
  if (panel === 'days') return withDays(form, draft)
  const isEmpty = Typed.parse(form['stepTitle'] ?? '') === ''
  return panel === 'step' && (!isEmpty || editing !== null) ? withStep(form, draft, editing) : null
}

/** The fields of each panel. */
const FIELDS: Record<Panel, readonly string[]> = {
  facts: ['title', 'rows', 'branches', 'most', 'digest'],
  step: ['stepTitle', 'needs', 'when', 'day', 'number', 'after', 'review', 'by'],
  paste: ['paste'],
  days: [],
  arrange: [],
}

/** What was filled in, without what its panel took. */
export function without(filled: Filled, panel: Panel): Filled {
  return Object.fromEntries(Object.entries(filled).filter(([name]) => !FIELDS[panel].includes(name)))
}

/** The panel that follows when what one holds was taken. */
export function afterPanel(panel: Panel, draft: Draft): Panel {
  if (panel === 'facts') return draft.steps.length === 0 ? 'paste' : 'arrange'
  if (draft.steps.some(isUndated)) return 'days'
  return panel === 'step' ? 'step' : 'arrange'
}

/** Moves a step up, or takes it out. */
export function arranged(steps: readonly Step[], { id, how }: { id: string; how: 'up' | 'out' }): Step[] {
  const at = steps.findIndex((step) => step.id === id)
  if (at === -1) return [...steps]
  if (how === 'out') return steps.toSpliced(at, 1)
  return at === 0 ? [...steps] : steps.toSpliced(at, 1).toSpliced(at - 1, 0, ...steps.slice(at, at + 1))
}
