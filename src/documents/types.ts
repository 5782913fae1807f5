/** A document as it is filed: what it is called, facts in a table, headed sections, pictures, lines to sign on, a footer. */
export type DocumentContent = {
  title: string
  facts: readonly [label: string, value: string][]
  sections: readonly { heading: string; text: string }[]
  /** Above the pictures, which stand two a row; none: neither. */
  picturesHeading: string
  /** JPEGs, where their bytes are. */
  pictures: readonly string[]
  signatures: readonly string[]
  footer: string
}

/** A sheet of a workbook. Every cell is text or a number: what looks like a formula is text. */
export type Sheet = {
  name: string
  heads: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}

/** A file in an archive, by its path there, and where its bytes are. */
export type Entry = { path: string; file: string } | { path: string; bytes: Uint8Array }

/** What a cell holds: nothing, a number, or text, which in a column of days may be `2026-11-27`, of moments `2026-11-27 17:00`. */
export type Cell = string | number | null
export type Row = readonly Cell[]

/** A column: what stands above it, its width in letters, and how its numbers are shown. */
export type Column = {
  head: string
  width: number
  kind: 'text' | 'count' | 'rate' | 'day' | 'moment' | 'number'
}

/** A table that may be long; the note says in a line what it is and who has it from where. */
export type Table = { name: string; note: string; columns: readonly Column[] }

/** Tables of one file, and what stands below each printed page. */
export type Tables = { tables: readonly Table[]; print: string }

/** A workbook with a sheet for each table, or an archive with a CSV for each. */
export type TableFormat = 'xlsx' | 'csv'

/** What the thread is asked to make, one after the other. */
export type Order =
  | { kind: 'document'; content: DocumentContent }
  | { kind: 'workbook'; sheets: readonly Sheet[] }
  | { kind: 'archive'; entries: readonly Entry[] }
  | { kind: 'begin'; format: TableFormat; of: Tables }
  | { kind: 'rows'; table: number; rows: readonly Row[] }
  | { kind: 'end' }
