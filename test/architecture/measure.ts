import { type Node, Visitor } from 'oxc-parser'
import { parse, type SourceFile } from './source.ts'

/** One function: its lines from the first to the last, and how many parameters it takes. */
export type Measured = {
  path: string
  line: number
  name: string
  lines: number
  params: number
  named: boolean
}

/** How many lines a text has; the newline at its end opens none. */
export function linesOf(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length
}

/** Every function of a file. Callbacks are counted too, as not named. */
export function functionsOf(file: SourceFile): Measured[] {
  const { result, lineOf } = parse(file)
  const names = new Map<Node, string>()
  const found: Measured[] = []
  const measure = (node: Node & { params: Node[] }) => {
    const name = names.get(node)
    const [line, last] = [lineOf(node.start), lineOf(node.end)]
    const params = node.params.filter((param) => !isThis(param)).length
    found.push({
      path: file.path,
      line,
      name: name ?? 'a callback',
      lines: last - line + 1,
      params,
      named: name !== undefined,
    })
  }
  new Visitor({
    VariableDeclarator: (node) => void (node.init !== null && names.set(node.init, textOf(node.id))),
    Property: (node) => void (node.method && names.set(node.value, textOf(node.key))),
    MethodDefinition: (node) => void names.set(node.value, textOf(node.key)),
    FunctionDeclaration(node) {
      if (node.id !== null) names.set(node, node.id.name)
      if (node.body !== null) measure(node)
    },
    FunctionExpression: (node) => (node.body === null ? undefined : measure(node)),
    ArrowFunctionExpression: (node) => measure(node),
  }).visit(result.program)
  return found
}

/** The value below which the given share of the numbers lies; 0 for none. */
export function quantile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function textOf(node: Node): string {
  return node.type === 'Identifier' || node.type === 'PrivateIdentifier' ? node.name : 'a computed name'
}

function isThis(node: Node): boolean {
  return node.type === 'Identifier' && node.name === 'this'
}
