import type { BranchId } from '../../ids.ts'
import { branchNames } from '../../roster/service.ts'
import type { Branch } from '../../roster/types.ts'
import { isBefore } from '../../time/order.ts'
import { addWorkdays, type Calendar } from '../../time/calendar.ts'
import { readDay } from '../../time/read/reader.ts'
import type { Seen } from '../../time/read/types.ts'
import type { Decision } from './types.ts'
import { cutTo } from '../../cards/shortened.ts'

/** Whether decisions of such a meeting become tasks: those of the secretaries' regular meeting 支部书记例会. */
export function makesTasks(types: readonly string[]): boolean {
  return types.some((type) => type.endsWith('书记例会'))
}

const EVERYBODY = ['各党支部', '各支部', '全体支部', '所有支部']
/** Longer is a report and not a task. */
const LONGEST = 200

/**
 * Reads decisions, one a line: the branch by id or name (or 各支部), what it is to do, and by which day. A line that names
 * no branch is nobody's task and stays words.
 */
export function readDecisions(text: string, known: { branches: readonly Branch[]; seen: Seen }): Decision[] {
  return text.split(/[\n；;]/).flatMap((written) => {
    const line = written.trim().replace(/^(?:[-·•]|\d{1,2}[.、．)）])\s*/, '')
    const said = line.replace(/^决定[：:]\s*/, '')
    const owner = ownerOf(said, known.branches)
    return owner === null ? [] : [decisionOf(owner, { line, seen: known.seen })]
  })
}

type Owner = { branches: BranchId[]; rest: string }

function ownerOf(said: string, branches: readonly Branch[]): Owner | null {
  const named = branches.flatMap((branch) => branchNames(branch).map((word) => ({ word, ids: [branch.id] })))
  const all = EVERYBODY.map((word) => ({ word, ids: branches.map(({ id }) => id) }))
  const found = [...named, ...all]
    .filter(({ word }) => said.toLowerCase().startsWith(word.toLowerCase()))
    .toSorted((a, b) => b.word.length - a.word.length)[0]
  if (found === undefined) return null
  // B1 is not the beginning of B10.
  const rest = said.slice(found.word.length)
  if (/^\w/.test(rest) && /\w$/.test(found.word)) return null
  return { branches: found.ids, rest: rest.replace(/^[\s：:,，、]+/, '') }
}

// A pattern for what stands at an end looks at every other place as well.
function bared(text: string): string {
  let end = text.length
  while (end > 0 && /[\s，,。.]/.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end).replace(/^[\s：:,，、]+/, '')
}

function decisionOf({ branches, rest }: Owner, { line, seen }: { line: string; seen: Seen }): Decision {
  const named = readDay(rest, seen)
  if (named === null) return { ok: false, line, why: 'noDay' }
  if (isBefore(named.day, seen.now.toPlainDate())) return { ok: false, line, why: 'past' }
  const what = cutTo(bared(named.rest), LONGEST)
  if (what === '') return { ok: false, line, why: 'nothing' }
  return { ok: true, branches, what, dueOn: named.day }
}

/** When an owner is reminded: the working day before, and the working day after. */
export function remindersFor(
  dueOn: Temporal.PlainDate,
  calendar: Calendar,
): { before: Temporal.PlainDate; after: Temporal.PlainDate } {
  return { before: addWorkdays(calendar, dueOn, -1), after: addWorkdays(calendar, dueOn, 1) }
}
