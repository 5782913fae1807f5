import type { Question } from '../../../config/college/questions.ts'
import { isAfter } from '../../time/order.ts'
import type { Sight } from '../board/types.ts'
import type { Cell, Definition, Row } from '../types.ts'
import type { Nomination, Proposed } from './types.ts'
import { words } from './words.ts'

/** What branches may put forward for a programme, until the day of its first dated step; null: its rows are given. */
export function nominationOf({ rows, steps, until }: Definition): Nomination | null {
  if (typeof rows === 'string' || Array.isArray(rows) || !('nominate' in rows)) return null
  const dated = steps.flatMap(({ due }) => (due instanceof Temporal.PlainDate ? [due] : []))
  const [first, ...others] = dated
  const last = first === undefined ? (until ?? null) : others.reduce(earliest, first)
  return { what: rows.nominate, most: rows.most, until: last }
}

function earliest(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) <= 0 ? one : other
}

/** Whether the day until which something is put forward is over. */
export function isOver({ until }: Nomination, today: Temporal.PlainDate): boolean {
  return until !== null && isAfter(today, until)
}

/** Whether somebody may put something forward for a programme today: who leads a branch, and administrators. */
export function mayPutForward(
  definition: Definition,
  { admin, branches }: Pick<Sight, 'admin' | 'branches'>,
  today: Temporal.PlainDate,
): boolean {
  const nomination = nominationOf(definition)
  return nomination !== null && !isOver(nomination, today) && (admin || branches.length > 0)
}

/** Whether something was done for a row, so that it is taken back no more. */
export function isBegun(cells: readonly Pick<Cell, 'state'>[]): boolean {
  return cells.some(({ state }) => state === 'handedIn' || state === 'returned' || state === 'done')
}

/** Whether this was put forward already: a person by any branch, a title by the same. */
export function isThere(proposed: Proposed, { branch }: Pick<Row, 'branch'>, rows: readonly Row[]): boolean {
  if ('member' in proposed) return rows.some(({ member }) => member === proposed.member)
  return rows.some((row) => row.branch === branch && row.title === proposed.title)
}

/** The longest title of a project. */
const LONGEST_TITLE = 40

/** What whoever puts forward is asked for. */
export function questionOf({ what }: Nomination): Question {
  if (what === 'member') return { id: 'who', label: words.who, type: 'person', required: true }
  return { id: 'title', label: words.project, type: 'text', required: true, max: LONGEST_TITLE }
}
