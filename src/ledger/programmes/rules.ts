import { idOf, rowsOf } from '../../../config/college/check-programmes.ts'
import type { Branch } from '../../roster/types.ts'
import { CellId } from '../../ids.ts'
import { isBefore } from '../../time/order.ts'
import { roundsOf } from '../schedule/service.ts'
import type { Period, Round, Where } from '../schedule/types.ts'
import type { Definition, PlannedCell, Row, Step } from '../types.ts'

/**
 * What is in force once a file says `now` where it said `before`: what the file changed is as it says, and what people
 * changed in the chat stays until its own line changes.
 */
export function merged(
  current: Definition,
  { before, now }: { before: Definition | null; now: Definition },
): Definition {
  const { steps: _, ...said } = now
  const { steps: __, ...kept } = current
  const changed = Object.entries(said).filter(
    ([key, value]) => before === null || !saysTheSame(value, Reflect.get(before, key)),
  )
  const own = current.steps.filter(({ id }) =>
    [before, now].every((one) => !one?.steps.some((step) => step.id === id)),
  )
  const steps = now.steps.flatMap((step) => {
    const wasSaid = before?.steps.find(({ id }) => id === step.id)
    if (!saysTheSame(wasSaid, step)) return [step]
    return current.steps.filter(({ id }) => id === step.id)
  })
  return { ...kept, ...Object.fromEntries(changed), steps: [...steps, ...own] }
}

/** Compared as they are kept: two days look alike to `isDeepStrictEqual`. */
function saysTheSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The rows that a programme has by its definition, in order; `since` is today for those of a programme that runs already. */
export function rowsFor(
  { id: programme, ...definition }: Definition,
  {
    branches,
    known,
    today,
  }: { branches: readonly Branch[]; known: readonly Row[]; today: Temporal.PlainDate },
): Row[] {
  const since = (row: string) =>
    known.length === 0 ? null : (known.find(({ id }) => id === row) ?? { since: today }).since
  const blank = { programme, title: null, member: null, joint: [], attributes: {}, nominated: false }
  if (!Array.isArray(definition.rows))
    return branches
      .filter((branch) => isAmong(branch, definition.rows))
      .map(({ id }, place) => ({ ...blank, id, branch: id, place, since: since(id) }))
  return rowsOf(definition).map(({ row }, place) => {
    const { title = null, branch = null, member = null, joint = [], attributes = {} } = row
    const id = idOf(row)
    return { ...blank, id, title, branch, member, joint, attributes, place, since: since(id) }
  })
}

function isAmong({ kind }: Branch, rows: Definition['rows']): boolean {
  if (rows === 'each-branch') return true
  return !Array.isArray(rows) && 'each' in rows && rows.each === kind
}

/** What the days of a row depend on. */
export type Of = {
  period: Period
  where: Where
  officeEnd: Temporal.PlainDate | null
  /** The day on which the programme was begun here. */
  begun: Temporal.PlainDate
}

/** The cells of a row by its definition: each step in each of its rounds, but for what was due before the row was there. */
export function cellsFor({ id: programme, steps }: Definition, row: Row, of: Of): PlannedCell[] {
  const rounds = new Map<string, Round[]>()
  return steps.flatMap((step) => {
    const all = roundsOf(step, of).filter((round) => isAsked(round, { since: row.since, begun: of.begun }))
    rounds.set(step.id, all)
    return all.map((round): PlannedCell => {
      const { after } = step
      const isPreceded = after !== undefined && (rounds.get(after.step) ?? []).length > 0
      return {
        id: cellId({ programme, row, step, round }),
        row: row.id,
        branch: row.branch,
        step: step.id,
        round: round.key,
        ...{ from: round.from, until: round.until, due: round.due },
        needs: step.needs,
        by: step.by,
        after: isPreceded ? CellId.parse(`${programme}.${row.id}.${after.step}`) : null,
      }
    })
  })
}

/** Of a step that comes again, the times that were over when the programme was begun here are nobody's debt. */
function isAsked(
  { due, key }: Round,
  { since, begun }: { since: Temporal.PlainDate | null; begun: Temporal.PlainDate },
): boolean {
  if (due === null) return true
  return (since === null || !isBefore(due, since)) && (key === '' || !isBefore(due, begun))
}

type Named = { programme: string; row: Row; step: Step; round: Round }

function cellId({ programme, row, step, round }: Named): CellId {
  return CellId.parse([programme, row.id, step.id, ...(round.key === '' ? [] : [round.key])].join('.'))
}
