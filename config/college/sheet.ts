import { visible } from '../../src/cards/visible.ts'
import { say } from './file-words.ts'
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'

/** What is wrong in a file, where, and what to do about it. */
export type FileFault = { file: string; line: number; column?: number; what: string; cure: string }

/** The way to an entry from the top of a file. */
export type Path = readonly PropertyKey[]

/** A YAML file as read: its plain value, the faults of its form, and where each entry stands. */
export type Sheet = {
  file: string
  value: unknown
  faults: FileFault[]
  at(path: Path, said: { what: string; cure: string }): FileFault
  /** The line on which each entry stands, by `part.entry`; within an entry of a list by `part.name.entry`. */
  entryLines(): Readonly<Record<string, number>>
  /** The entries of a list at the top, each with the first and the last of its lines. */
  entriesOf(part: string): { value: unknown; from: number; to: number }[]
}

/** Reads YAML so that a fault can name its line. */
export function readSheet(file: string, text: string): Sheet {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })

  function at(path: Path, said: { what: string; cure: string }): FileFault {
    const offset = offsetOf(document.contents, path)
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), ...said }
  }

  function entryLines(): Record<string, number> {
    if (!isMap(document.contents)) return {}
    const written = document.contents.items.flatMap(({ key, value }) =>
      isScalar(key) ? keysIn(String(key.value), value) : [],
    )
    return Object.fromEntries(written.map(({ name, key }) => [name, lines.linePos(start(key)).line]))
  }

  function entriesOf(part: string): ReturnType<Sheet['entriesOf']> {
    const found = child(document.contents, part)?.node
    if (!isSeq(found)) return []
    return found.items.map((node) => ({
      value: isNode(node) ? node.toJS(document) : node,
      from: lines.linePos(start(node)).line,
      to: lines.linePos(last(node)).line,
    }))
  }

  const faults = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0])
    return { file, line, column: col, ...say().yaml() }
  })
  const value: unknown = faults.length ? undefined : document.toJS({ reviver: (_key, one) => kept(one) })
  return { file, value, faults, at, entryLines, entriesOf }
}

/** A text without what the records cannot keep; nothing when there is nothing to see. */
function kept(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return visible(value) === '' ? '' : value.replace(/(?![\n\t])\p{Cc}/gu, '').toWellFormed()
}

type Key = { name: string; key: unknown }

function keysIn(part: string, value: unknown): Key[] {
  if (isMap(value))
    return value.items.flatMap(({ key }) => (isScalar(key) ? [{ name: `${part}.${key.value}`, key }] : []))
  if (!isSeq(value)) return []
  return value.items.flatMap((entry) => {
    if (!isMap(entry) || !entry.has('name')) return []
    return entry.items.flatMap((inner) => keysIn(`${part}.${entry.get('name')}`, inner.value))
  })
}

function offsetOf(root: unknown, path: Path): number {
  let node: unknown = root
  let offset = 0
  for (const step of path) {
    const found = child(node, step)
    if (!found) break
    offset = found.offset
    node = found.node
  }
  return path.length === 0 ? start(root) : offset
}

function child(node: unknown, step: PropertyKey): { node: unknown; offset: number } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === step)
    return pair ? { node: pair.value, offset: start(pair.key) } : null
  }
  if (!isNode(node) || !('items' in node) || typeof step !== 'number') return null
  const item: unknown = Array.isArray(node.items) ? node.items[step] : undefined
  return item === undefined ? null : { node: item, offset: start(item) }
}

function start(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}

/** Where the last character of a node stands. */
function last(node: unknown): number {
  return isNode(node) ? Math.max((node.range?.[1] ?? 1) - 1, start(node)) : 0
}
