import type { Node } from 'oxc-parser'
import { dotted } from './collect.ts'
import { type Breach, breach } from './layers.ts'
import type { Facts, Parsed } from './source.ts'

const CAPITALS = /^[A-Z][A-Z0-9_]*$/
/** A migration that has landed is never changed. */
const LANDED = 'src/db/migrations/'
/** Calls that only write a value down: an instant, a duration, an id. */
const WRITTEN = /^(?:Temporal\.\w+\.from|\w+(?:Id|Key)\.parse)$/
const MADE = ['RegExp', 'URL', 'Map', 'Set']

/** A reader tells by the name whether a constant is only a value or does something. */
export function capitals(files: Facts[]): Breach[] {
  return files.flatMap(({ path, values }) => {
    if (path.startsWith(LANDED)) return []
    return values
      .filter(({ name }) => !CAPITALS.test(name))
      .map(({ name, line }) =>
        breach({
          wall: 'capitals',
          path,
          line,
          what: `${name} is only a value`,
          cure: 'write its name in CAPITALS_WITH_UNDERSCORES',
        }),
      )
  })
}

/** The constants at the top of a module that are only values. Words and specs are objects, and are left out. */
export function valuesOf({ result, lineOf }: Parsed): Facts['values'] {
  return result.program.body.flatMap((node) => {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node
    if (declared?.type !== 'VariableDeclaration' || declared.kind !== 'const') return []
    return declared.declarations.flatMap(({ id, init, start }) =>
      id.type === 'Identifier' && init !== null && !isObject(init) && isValue(init)
        ? [{ name: id.name, line: lineOf(start) }]
        : [],
    )
  })
}

function isObject(node: Node): boolean {
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression')
    return isObject(node.expression)
  return node.type === 'ObjectExpression'
}

function isValue(node: Node): boolean {
  return partsOf(node)?.every(isValue) ?? false
}

/** What has to be values for the node to be one; null when it is none whatever it holds. */
function partsOf(node: Node): Node[] | null {
  switch (node.type) {
    case 'Literal':
      return []
    case 'Identifier':
      return CAPITALS.test(node.name) ? [] : null
    case 'TemplateLiteral':
      return node.expressions
    case 'UnaryExpression':
    case 'SpreadElement':
      return [node.argument]
    case 'BinaryExpression':
      return [node.left, node.right]
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return [node.expression]
    case 'Property':
      return [node.value]
    case 'ObjectExpression':
      return node.properties
    case 'ArrayExpression':
      // An empty one is there to be filled.
      return node.elements.length === 0 ? null : node.elements.filter((element) => element !== null)
    case 'NewExpression':
      return MADE.includes(dotted(node.callee)) && node.arguments.length > 0 ? node.arguments : null
    case 'CallExpression':
      return WRITTEN.test(dotted(node.callee)) ? node.arguments : null
    default:
      return null
  }
}
