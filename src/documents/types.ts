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

/** What the thread is asked to make, one after the other. */
export type Order =
  | { kind: 'document'; content: DocumentContent }
  | { kind: 'workbook'; sheets: readonly Sheet[] }
  | { kind: 'archive'; entries: readonly Entry[] }
