import { type Node, Visitor } from 'oxc-parser'
import { type Parsed, parse, type SourceFile } from './source.ts'

/** Something that the bot does not do, found at a line. */
export type Slip = { path: string; line: number; says: string }

const PLACEHOLDER = /\b(?:TODO|FIXME|XXX|HACK)\b/
const SILENCED = /@ts-(?:ignore|nocheck|expect-error)\b/
const TESTS = ['it', 'test', 'describe', 'suite']
const DODGED = ['only', 'skip', 'todo']

/** What the compiler and the linter let through, and we do not. */
export function habits(file: SourceFile): Slip[] {
  const parsed = parse(file)
  const slips = [...commentSlips(file, parsed), ...codeSlips(file, parsed)]
  return slips.sort((a, b) => a.line - b.line)
}

function commentSlips(file: SourceFile, { comments, lineOf }: Parsed): Slip[] {
  return comments.flatMap(({ value, start }) => {
    const found = PLACEHOLDER.exec(value)?.[0] ?? SILENCED.exec(value)?.[0]
    return found === undefined
      ? []
      : [{ path: file.path, line: lineOf(start), says: `${found} in a comment` }]
  })
}

function codeSlips(file: SourceFile, parsed: Parsed): Slip[] {
  const { result, lineOf } = parsed
  const slips: Slip[] = []
  const note = (node: Node, says: string) => slips.push({ path: file.path, line: lineOf(node.start), says })
  const explained = linesWithComments(parsed)
  new Visitor({
    TSAnyKeyword: (node) => note(node, 'any'),
    TSNonNullExpression: (node) => note(node, 'a "!" that the compiler must believe'),
    TSTypeAssertion: (node) => note(node, 'a cast by angle brackets'),
    PropertyDefinition: (node) =>
      node.definite ? note(node, 'a "!" that the compiler must believe') : undefined,
    TSAsExpression(node) {
      if (isConst(node.typeAnnotation)) return
      const lines = [lineOf(node.start) - 1, lineOf(node.start), lineOf(node.end)]
      if (!lines.some((line) => explained.has(line)))
        note(node, '"as" without a comment beside it that says why')
    },
    MemberExpression(node) {
      const [object, property] = [nameOf(node.object), nameOf(node.property)]
      if (TESTS.includes(object) && DODGED.includes(property)) note(node, `${object}.${property}`)
    },
  }).visit(result.program)
  return slips
}

/** The last lines of comments; a comment of several lines stands above what it explains. */
function linesWithComments({ comments, lineOf }: Parsed): Set<number> {
  return new Set(comments.flatMap(({ start, end }) => [lineOf(start), lineOf(end)]))
}

function isConst(node: Node): boolean {
  return node.type === 'TSTypeReference' && nameOf(node.typeName) === 'const'
}

function nameOf(node: Node): string {
  return node.type === 'Identifier' ? node.name : ''
}
