import type { Counted } from '../measuring/types.ts'
import type { Cell, Definition, Entry, Row } from '../types.ts'

/** A cell with what it belongs to. */
export type CellShown = {
  cell: Cell
  row: Row & { name: string }
  definition: Definition
  /** How far the figure is that it waits for. */
  counted: Counted | null
  history: readonly (Omit<Entry, 'by'> & { by: string })[]
  /** Whether its reader may do it, and whether its reader may waive it or set another day. */
  mayDo: boolean
  maySettle: boolean
}
