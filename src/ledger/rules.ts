import type { Ctx } from '../ctx.ts'
import { instantOf } from '../time/dates.ts'
import type { BranchId } from '../ids.ts'
import type { Rights } from '../roster/types.ts'
import type { Cell, CellState, Move, Refusal, Row } from './types.ts'

type From = { [S in CellState]: CellState | Refusal }

const NOT = {
  waiting: 'notYet',
  open: 'already',
  handedIn: 'handedIn',
  returned: 'handedIn',
  done: 'already',
  waived: 'already',
} as const satisfies From

/** What each move makes of each state, or why it is refused. */
export const AFTER: Readonly<Record<Move, From>> = {
  tick: { ...NOT, open: 'done' },
  untick: { ...NOT, waiting: 'notYet', done: 'open' },
  reach: { ...NOT, open: 'done' },
  unreach: { ...NOT, done: 'open' },
  waive: { ...NOT, waiting: 'waived', open: 'waived', returned: 'waived' },
  unwaive: { ...NOT, waived: 'open' },
  postpone: { ...NOT, open: 'open', returned: 'returned' },
}

const STATES: readonly string[] = Object.keys(NOT)

/** The state after a move, or why it is refused. */
export function after(
  state: CellState,
  move: Move,
): { ok: true; state: CellState } | { ok: false; refusal: Refusal } {
  const next = AFTER[move][state]
  return isState(next) ? { ok: true, state: next } : { ok: false, refusal: next }
}

function isState(next: CellState | Refusal): next is CellState {
  return STATES.includes(next) && next !== 'handedIn'
}

/** Whether something is still to be done for it. */
export function isOpen({ state }: Pick<Cell, 'state'>): boolean {
  return state === 'open' || state === 'returned'
}

/** Whether its day is over and nothing was handed in. */
export function isLate(cell: Pick<Cell, 'state' | 'due'>, today: Temporal.PlainDate): boolean {
  return isOpen(cell) && cell.due !== null && Temporal.PlainDate.compare(cell.due, today) < 0
}

/** Whose rows a person may look at: null, all; none, no ledger at all. */
export function branchesSeen({ admin, committee, leads, inspects }: Rights): readonly BranchId[] | null {
  return admin || committee ? null : [...new Set([...leads, ...inspects])]
}

/** Whether a person may look at a row. */
export function maySee(rights: Rights, { branch }: Pick<Row, 'branch'>): boolean {
  const seen = branchesSeen(rights)
  return seen === null || (branch !== null && seen.includes(branch))
}

/** Whether a person may read who did what in a row: the committee, and whoever leads its branch. */
export function mayReadNames({ admin, committee, leads }: Rights, { branch }: Pick<Row, 'branch'>): boolean {
  return admin || committee || (branch !== null && leads.includes(branch))
}

/** Whether a person may read why something was waived: administrators, and whoever leads the row's branch. */
export function mayReadReasons({ admin, leads }: Rights, { branch }: Pick<Row, 'branch'>): boolean {
  return admin || (branch !== null && leads.includes(branch))
}

/** A step is due at this hour of its day. */
const CLOSES = Temporal.PlainTime.from('18:00')

/** So many days before it is due a step is asked for. */
export const AHEAD = { days: 30 } as const

/** The moment at which a step is due on a day. */
export function dueAtOf(ctx: Pick<Ctx, 'settings'>, due: Temporal.PlainDate): Temporal.Instant {
  return instantOf(due.toPlainDateTime(CLOSES), ctx.settings.timezone)
}
