import { z } from 'zod'
import { NEEDS, Programme as Definition, STEP_OWNERS } from '../../../config/college/programmes.ts'
import { PickedDate } from '../../cards/picked.ts'
import { cutTo } from '../../cards/shortened.ts'
import { Typed } from '../../cards/typed.ts'
import { visible } from '../../cards/visible.ts'
import { readNumber } from '../../time/read/numerals.ts'
import { LONGEST_TITLE as LONGEST_STEP, monthDay, StepShape } from '../steps/service.ts'
import { type StepRefusal, WHENS, type When } from '../steps/types.ts'
import type { Step } from '../types.ts'
import { branchesNamed } from '../../roster/service.ts'
import type { Branch } from '../../roster/types.ts'
import type { Draft, Filled, Knows, Refusal, Taken } from '../composing/types.ts'
import { words } from './words.ts'

/** Which choice of the list of rows a draft is. */
export function rowsChoice({ rows }: Draft): string | null {
  if (rows === null || rows === 'each-branch') return rows
  if (Array.isArray(rows)) return rows.every((row) => typeof row === 'string') ? 'branches' : 'list'
  return 'each' in rows ? rows.each : `nominate-${rows.nominate}`
}

/** The branches that were chosen, as they are called. */
export function chosenBranches({ rows }: Draft, branches: readonly Branch[]): string[] {
  if (!Array.isArray(rows)) return []
  return branches.filter(({ id }) => rows.some((row) => row === id)).map(({ short }) => short)
}

/** Whom a programme is for, in words. */
export function rowsLine(draft: Draft, branches: readonly Branch[]): string {
  const { rows } = draft
  if (rows === null) return words.unset
  if (rows === 'each-branch') return words.rows['each-branch']
  if (Array.isArray(rows))
    return rowsChoice(draft) === 'list'
      ? words.listed(rows.length)
      : words.chosen(chosenBranches(draft, branches))
  if ('each' in rows) return words.kinds[rows.each]
  return words.nominated(words.rows[`nominate-${rows.nominate}`], rows.most)
}

/** The longest title of a programme. */
export const LONGEST_TITLE = 60

type Rows = Definition['rows']

/** The rows of branches of a kind; null when there is no such kind. */
export function rowsOfKind(kind: string): Rows | null {
  return Definition.shape.rows.safeParse({ each: kind }).data ?? null
}

const Facts = z.object({ title: Typed, rows: Typed, branches: Typed, most: Typed, digest: Typed })

/** Takes title, rows and what the digest says; what cannot be taken stays in the form. */
export function withFacts(
  form: Record<string, unknown>,
  draft: Draft,
  { branches }: Pick<Knows, 'branches'>,
): Taken {
  const said = Facts.parse(form)
  const read = rowsFrom(said, draft, branches)
  const digest = Definition.shape.digest.safeParse(said.digest || undefined)
  const next: Draft = {
    ...draft,
    title: cutTo(said.title.replace(/\s+/g, ' '), LONGEST_TITLE),
    ...('rows' in read ? { rows: read.rows } : {}),
    ...(digest.success ? { digest: digest.data } : {}),
  }
  const left = filledOf(form)
  if ('refusal' in read) return { draft: next, ...read, left }
  if (next.title === '') return { draft: next, refusal: 'noTitle', left }
  return next.rows === null
    ? { draft: next, refusal: 'noRows', left }
    : { draft: next, refusal: null, left: {} }
}

type Rowed = { rows: Rows | null } | { refusal: Refusal; said?: string }

function rowsFrom(said: z.infer<typeof Facts>, draft: Draft, branches: readonly Branch[]): Rowed {
  const most = Number(said.most) || 1
  switch (said.rows) {
    case 'each-branch':
      return { rows: 'each-branch' }
    case 'branches':
      return branchesFrom(said.branches, branches)
    case 'nominate-member':
      return { rows: { nominate: 'member', most } }
    case 'nominate-project':
      return { rows: { nominate: 'project', most } }
    default:
      return { rows: rowsOfKind(said.rows) ?? draft.rows }
  }
}

function branchesFrom(written: string, branches: readonly Branch[]): Rowed {
  const names = written.split(/[、,，;；\s]+/).filter((one) => one !== '')
  if (names.length === 0) return { refusal: 'noBranches' }
  const found = names.map((name) => ({ name, meant: branchesNamed(name, branches) }))
  const unknown = found.filter(({ meant }) => meant.length !== 1).map(({ name }) => name)
  if (unknown.length > 0) return { refusal: 'unknownBranch', said: unknown.join('、') }
  return { rows: [...new Set(found.flatMap(({ meant }) => meant.map(({ id }) => id)))] }
}

const FILLED = 4_000

/** What was filled in, as the form will show it again. */
export function filledOf(form: Record<string, unknown>): Filled {
  const texts = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, cutTo(value, FILLED)]] : [],
  )
  return Object.fromEntries(texts)
}

/** A step by a template is chosen by this and its name. */
export const SHEET = 'sheet:'

const StepForm = z.object({
  stepTitle: Typed,
  needs: Typed,
  when: z.enum(WHENS).catch('day'),
  day: PickedDate,
  number: Typed,
  after: Typed,
  review: z.enum(['none', 'committee', 'inspector']).catch('none'),
  by: z.enum(STEP_OWNERS).catch('lead'),
})
type StepForm = z.infer<typeof StepForm>

type Made = { ok: true; step: Step } | { ok: false; refusal: StepRefusal }

/** The step that a form describes; `before` are those that it can follow. */
export function stepFrom(
  form: Record<string, unknown>,
  { id, before }: { id: string; before: readonly Step[] },
): Made {
  const said = StepForm.parse(form)
  const { stepTitle: title, review, by } = said
  if (visible(title) === '' || title.length > LONGEST_STEP) return { ok: false, refusal: 'noStepTitle' }
  const schedule = scheduleFrom(said, before)
  if (typeof schedule === 'string') return { ok: false, refusal: schedule }
  const needed = neededIn(said.needs)
  // Whatever is read is something that was handed in.
  const needs = needed.needs === 'tick' && review !== 'none' ? 'text' : needed.needs
  const read = StepShape.safeParse({ id, title, review, by, ...needed, needs, ...schedule })
  return read.success ? { ok: true, step: read.data } : { ok: false, refusal: 'badCount' }
}

function neededIn(chosen: string): { needs: Step['needs']; template?: string } {
  if (chosen.startsWith(SHEET)) return { needs: 'sheet', template: chosen.slice(SHEET.length) }
  return { needs: NEEDS.find((one) => one === chosen) ?? 'tick' }
}

function scheduleFrom(said: StepForm, before: readonly Step[]): object | StepRefusal {
  const { when, day } = said
  const count = countIn(said.number)
  switch (when) {
    case 'day':
      return day === null ? 'noDay' : { due: day.toString() }
    case 'term':
      return isWithin(count, 1, 60) ? withDue(when, { week: count }) : 'badWeek'
    case 'year':
      return withDue(when, { on: day && monthDay(day.month, day.day) })
    case 'afterDays':
    case 'afterWorkdays':
      return afterFrom({ when, count, after: said.after }, before)
    default:
      return isWithin(count, 1, 31) ? withDue(when, { day: count }) : 'badMonthDay'
  }
}

function countIn(number: string): number | null {
  return number === '' ? null : (readNumber(number) ?? Number.NaN)
}

function isWithin(count: number | null, least: number, most: number): boolean {
  return count === null || (count >= least && count <= most)
}

/** Nothing chosen is the end of each time. */
function withDue(every: When, due: Record<string, string | number | null>): object {
  return Object.values(due).includes(null) ? { every } : { every, due }
}

function afterFrom(
  { when, count, after }: { when: When; count: number | null; after: string },
  before: readonly Step[],
): object | StepRefusal {
  const isWork = when === 'afterWorkdays'
  const followed = before.find(({ id, every }) => id === after && every === undefined)
  if (followed === undefined) return 'noFollowed'
  if (count === null || !isWithin(count, 0, isWork ? 250 : 800)) return 'badCount'
  return { after: { step: followed.id, ...(isWork ? { workdays: count } : { days: count }) } }
}

/** A step as the form shows it. */
export function formOf(step: Step): Record<string, string> {
  const { title, needs, template, due, review, by } = step
  const { when, number } = scheduled(step)
  return {
    stepTitle: title,
    needs: needs === 'sheet' ? `${SHEET}${template ?? ''}` : needs,
    ...{ when, review, by, after: step.after?.step ?? '' },
    number: number === null ? '' : String(number),
    ...(due instanceof Temporal.PlainDate ? { day: due.toString() } : {}),
    // Its year says nothing: any in which the day exists.
    ...(due instanceof Object && 'on' in due ? { day: `2028-${due.on}` } : {}),
  }
}

function scheduled({ due, every, after }: Step): { when: When; number: number | null } {
  if (after !== undefined && 'workdays' in after) return { when: 'afterWorkdays', number: after.workdays }
  if (after !== undefined) return { when: 'afterDays', number: after.days }
  return { when: every ?? 'day', number: due instanceof Object ? ruleNumber(due) : null }
}

function ruleNumber(due: object): number | null {
  if (due instanceof Temporal.PlainDate) return null
  return Object.values(due).find((one) => typeof one === 'number') ?? null
}

/** The name of the field in which the day of a step is chosen. */
export function dayField({ id }: Pick<Step, 'id'>): string {
  return `day-${id}`
}

/** The kinds of branches by what they are called. */
export const KIND_NAMES = Object.entries(words.kinds)
