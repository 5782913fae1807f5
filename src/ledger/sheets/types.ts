import type { TableRow } from '../../../config/college/csv.ts'

/** The lines of a sheet that hold something. */
export type Rows = readonly TableRow[]

/** What a column says: whom a row concerns, who joins in, a step, an attribute, or nothing. */
export type Role = 'number' | 'branch' | 'member' | 'project' | 'joint' | 'other'

export type Column = { at: number; heading: string; role: Role }

/** A sheet by its headings. */
export type Headed = {
  /** What stands alone above the headings. */
  titles: string[]
  columns: Column[]
  lines: Rows
}

/** What a cell of a step says: done, on a day or not; not done; or something else. */
export type Mark = { is: 'done'; on: Temporal.PlainDate | null } | { is: 'open' } | { is: 'unread' }
