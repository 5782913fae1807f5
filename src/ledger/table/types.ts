import type { Cell, Programme, Row } from '../types.ts'

/** A column of the table: a step, in one of its rounds where it comes again. */
export type Column = { key: string; title: string }

/** A row as it is shown, with its cells by the keys of their columns. */
export type ShownRow = { row: Row; name: string; cells: ReadonlyMap<string, Cell> }

/** A programme as a table. */
export type Sheet = { programme: Programme; columns: readonly Column[]; rows: readonly ShownRow[] }

/** How a cell is said: its state, or that it is late. */
export type Standing = Cell['state'] | 'late'
