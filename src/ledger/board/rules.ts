import { isBefore } from '../../time/order.ts'
import { AHEAD, isLate, isOpen } from '../rules.ts'
import type { Cell, Definition, Row } from '../types.ts'
import type { Sight } from './types.ts'

/** Whether somebody may read a row: the committee, who leads its branch or one that joins in, and the person of it. (domain §5) */
export function mayReadRow(
  { branch, member, joint }: Pick<Row, 'branch' | 'member' | 'joint'>,
  sight: Sight,
): boolean {
  if (sight.all || member === sight.who) return true
  return [branch, ...joint].some((one) => one !== null && sight.branches.includes(one))
}

/** What a step of a row looks like in a table: how it stands; of one that comes again, how often it was done of how often due. */
export type Sign =
  | { kind: 'state'; state: Cell['state']; due: Temporal.PlainDate | null; late: boolean }
  | { kind: 'rounds'; done: number; due: number; late: number }
  | { kind: 'none' }

/** The sign of a step's cells in one row. */
export function signOf(cells: readonly Cell[], today: Temporal.PlainDate): Sign {
  const [first, second] = cells
  if (first === undefined) return { kind: 'none' }
  if (second === undefined)
    return { kind: 'state', state: first.state, due: first.due, late: isLate(first, today) }
  const due = cells.filter((one) => one.due !== null && isBefore(one.from, today.add({ days: 1 })))
  return {
    kind: 'rounds',
    done: due.filter(({ state }) => state === 'done' || state === 'waived').length,
    due: due.length,
    late: due.filter((one) => isLate(one, today)).length,
  }
}

/** What is to be done before long, or is late: the first due first. */
export function near(cells: readonly Cell[], until: Temporal.PlainDate): Cell[] {
  const due = cells.filter((one) => isOpen(one) && one.due !== null && !isBefore(until, one.due))
  return due.toSorted((one, other) =>
    one.due === null || other.due === null ? 0 : Temporal.PlainDate.compare(one.due, other.due),
  )
}

/** The cell of a step of which a row's card speaks: what is to be done first, else the last. */
export function spokenOf(cells: readonly Cell[], today: Temporal.PlainDate): Cell | undefined {
  return near(cells, today.add(AHEAD))[0] ?? cells.at(-1)
}

/** The rows of which something is late, or sent back, or near. */
export function unfinished<R extends Pick<Row, 'id'>>(
  { rows, cells }: { rows: readonly R[]; cells: readonly Cell[] },
  until: Temporal.PlainDate,
): R[] {
  const open = new Set(near(cells, until).map(({ row }) => row))
  return rows.filter(({ id }) => open.has(id))
}

/** The programme that a text names, by title, short title or id; undefined when none or several do. */
export function named<P extends { definition: Definition }>(text: string, all: readonly P[]): P | undefined {
  const word = text.trim()
  const exact = all.filter(({ definition: { id, title, short } }) => [id, title, short].includes(word))
  const like = all.filter(
    ({ definition: { title, short } }) => title.includes(word) || (short ?? '').includes(word),
  )
  const [found, another] = exact.length > 0 ? exact : like
  return another === undefined ? found : undefined
}
