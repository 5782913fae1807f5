import { posix } from 'node:path'
import type { Node, VisitorObject } from 'oxc-parser'
import type { Facts, Parsed } from './source.ts'

type At = { path: string; lineOf: Parsed['lineOf']; facts: Facts }

/** Collects what the code calls, creates and reads. */
export function codeVisitor({ path, lineOf, facts }: At): VisitorObject {
  return {
    CallExpression(node) {
      facts.calls.push({
        name: lastName(node.callee),
        on: madeBy(node.callee),
        literals: node.arguments.flatMap(literalsOf),
        line: lineOf(node.start),
      })
    },
    NewExpression(node) {
      const name = dotted(node.callee)
      if (name === 'Date' && node.arguments.length === 0)
        facts.reads.push({ name: 'new Date()', line: lineOf(node.start) })
      const request = node.arguments[0] === undefined ? undefined : literalsOf(node.arguments[0])[0]
      if (name !== 'URL' || request === undefined || !/^\.\.?\//.test(request)) return
      const target = resolve(path, request)
      facts.imports.push({ target, typeOnly: false, isAddress: true, line: lineOf(node.start) })
    },
    MemberExpression(node) {
      facts.reads.push({ name: dotted(node), line: lineOf(node.start) })
    },
    VariableDeclarator(node) {
      if (node.id.type !== 'ObjectPattern' || node.init === null) return
      for (const property of node.id.properties) {
        if (property.type !== 'Property') continue
        facts.reads.push({ name: `${dotted(node.init)}.${keyOf(property.key)}`, line: lineOf(node.start) })
      }
    },
  }
}

/** Collects texts, card tags, types imported in place, and the names of tables. */
export function wordVisitor({ path, lineOf, facts }: At): VisitorObject {
  return {
    Literal(node) {
      if (typeof node.value === 'string') facts.texts.push({ text: node.value, line: lineOf(node.start) })
    },
    TemplateLiteral(node) {
      const text = node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw).join('?')
      facts.texts.push({ text, line: lineOf(node.start) })
    },
    Property(node) {
      if (keyOf(node.key) === 'tag' && node.value.type === 'Literal') facts.tags.push(lineOf(node.start))
    },
    TSImportType(node) {
      facts.imports.push({
        target: resolve(path, node.source.value),
        typeOnly: true,
        line: lineOf(node.start),
      })
    },
    TSTypeLiteral(node) {
      // One member alone picks a variant out of a type that is declared elsewhere.
      if (node.members.length < 2) return
      for (const name of node.members.flatMap(variantOf))
        facts.variants.push({ name, line: lineOf(node.start) })
    },
    TSInterfaceDeclaration(node) {
      if (!path.startsWith('src/db/') || !node.id.name.endsWith('Tables')) return
      for (const member of node.body.body) {
        if (member.type === 'TSPropertySignature') facts.tables.push(keyOf(member.key))
      }
    },
  }
}

/** The path in the repository, or the package, that an import means. */
export function resolve(from: string, request: string): string {
  return request.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), request)) : request
}

/** `input` of `kind: 'input'`. */
function variantOf(member: Node): string[] {
  if (member.type !== 'TSPropertySignature') return []
  const type = member.typeAnnotation?.typeAnnotation
  const tells = ['kind', 'type', 'tag'].includes(keyOf(member.key)) && type?.type === 'TSLiteralType'
  return tells ? literalsOf(type.literal) : []
}

function literalsOf(node: Node): string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : []
  if (node.type !== 'ArrayExpression') return []
  return node.elements.flatMap((element) => (element === null ? [] : literalsOf(element)))
}

/** `Temporal.Now.instant` for the expression that reads it; an unnamed part becomes `?`. */
export function dotted(node: Node): string {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'ChainExpression') return dotted(node.expression)
  if (node.type !== 'MemberExpression') return '?'
  return `${dotted(node.object)}.${keyOf(node.property)}`
}

function keyOf(node: Node): string {
  if (node.type === 'Identifier') return node.name
  return node.type === 'Literal' ? String(node.value) : '?'
}

/** `writing` for `writing(tx).updateTable`. */
function madeBy(callee: Node): string | undefined {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'CallExpression') return undefined
  return lastName(callee.object.callee)
}

function lastName(node: Node): string {
  return dotted(node).split('.').at(-1) ?? '?'
}
