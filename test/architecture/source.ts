import { type Comment, type ParseResult, parseSync } from 'oxc-parser'

/** A file as it stands in the repository: path from the root, with forward slashes. */
export type SourceFile = { path: string; text: string }

/** What the walls need to know about one file. */
export type Facts = {
  path: string
  text: string
  imports: Import[]
  calls: Call[]
  /** Dotted reads such as `process.env`, and `new Date()` when nothing is given to it. */
  reads: { name: string; line: number }[]
  texts: { text: string; line: number }[]
  /** Lines on which an object gets a literal `tag`. */
  tags: number[]
  tables: string[]
  /** What tells the variants of a type apart: `kind: 'input'`. */
  variants: { name: string; line: number }[]
  /** Constants at the top of the module that are only values. */
  values: { name: string; line: number }[]
  faults: string[]
}

/** `isAddress`: not read, but named by its URL, such as a process that is started. */
export type Import = { target: string; typeOnly: boolean; isAddress?: true; line: number }
/** `on` is what made the object that is called: `writing` for `writing(tx).updateTable`. */
export type Call = { name: string; on: string | undefined; literals: string[]; line: number }

/** A parsed source with the means to turn an offset into a line. */
export type Parsed = { result: ParseResult; comments: Comment[]; lineOf: (offset: number) => number }

/** Parses one file; what cannot be parsed is a fault, not a throw. */
export function parse(file: SourceFile): Parsed {
  const result = parseSync(file.path, file.text)
  const starts = [0]
  for (const match of file.text.matchAll(/\n/g)) starts.push(match.index + 1)
  return { result, comments: result.comments, lineOf: (offset) => lineAt(starts, offset) }
}

function lineAt(starts: number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low + 1
}
