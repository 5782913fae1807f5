import { asList, asObject, asText, isObject, type Json } from '../json.ts'
import { misfit } from './kinds.ts'
import { parts, shapes } from './shapes.ts'
import { type Fault, type Part, unreadable } from './walk.ts'

type Found = Fault | undefined
const INTERACTIVE = ['button', 'input', 'select_static']

/** A component that the platform has given up, or that the bot has no business with. */
export function unknownTag({ tag, path }: Part): Found {
  if (tag in shapes) return undefined
  if (tag !== 'action' && tag !== 'note') return unreadable(path, `sandbox: not offered: component ${tag}`)
  const message = 'cards of schema V2 no longer support this capability'
  return { code: 200861, path, message, value: `unsupported tag ${tag}` }
}

/** A property that is missing, unknown or of the wrong kind. */
export function propertyFault({ tag, path, value }: Part): Found {
  const shape = shapes[tag]
  const { confirm, header } = value
  return saying(
    path,
    (shape && misfit(value, shape)) ??
      (confirm === undefined ? undefined : misfit(asObject(confirm), parts.confirm)) ??
      (tag === 'collapsible_panel' ? misfit(asObject(header), parts.panelHeader) : undefined),
  )
}

/** A column_set holds columns, and nothing else does. */
export function strayColumn({ tag, path, around }: Part): Found {
  const inSet = around.at(-1)?.['tag'] === 'column_set'
  return saying(
    path,
    (tag === 'column') === inSet ? undefined : 'a column_set holds columns, nothing else does',
  )
}

/** A form or table inside something. */
export function notAtRoot({ tag, path, around }: Part): Found {
  const misplaced = ['form', 'table'].includes(tag) && around.length > 0
  return saying(path, misplaced ? `${tag} is allowed at the root only` : undefined)
}

/** More than five levels. */
export function tooDeep({ path, around }: Part): Found {
  return saying(path, around.length >= 5 ? 'more than 5 levels of components' : undefined)
}

/** A form that nobody can submit or whose fields have no names. */
export function formFault({ tag, path, value }: Part): Found {
  if (tag !== 'form') return undefined
  const fields = [...fieldsOf(value)]
  if (!fields.some((field) => field['form_action_type'] === 'submit')) {
    return unreadable(path, 'a form must contain a submit button')
  }
  const nameless = fields.some((field) => asText(field['name']) === '')
  return saying(path, nameless ? 'interactive components in a form need a name' : undefined)
}

function* fieldsOf(value: Json): Generator<Json> {
  for (const child of [...asList(value['elements']), ...asList(value['columns'])].map(asObject)) {
    if (INTERACTIVE.includes(asText(child['tag']))) yield child
    yield* fieldsOf(child)
  }
}

/** A button's text or a placeholder beyond 100 characters. */
export function longText({ tag, path, value }: Part): Found {
  const property = tag === 'button' ? 'text' : 'placeholder'
  const length = [...asText(asObject(value[property])['content'])].length
  return saying(path, length > 100 ? `${property} is longer than 100 characters` : undefined)
}

/** A behaviour that neither calls back with an object nor opens a web address. */
export function behaviourFault({ path, value }: Part): Found {
  const faults = asList(value['behaviors'])
    .map(asObject)
    .map((one) => misfit(one, one['type'] === 'open_url' ? parts.openUrl : parts.callback))
  return saying(path, faults.find(isFound))
}

/** Options that are malformed, equal, or do not contain the one chosen at first. */
export function optionFault({ tag, path, value }: Part): Found {
  if (tag !== 'select_static') return undefined
  const options = asList(value['options']).map(asObject)
  const values = options.map((option) => option['value'])
  const { initial_option } = value
  const malformed = options.map((option) => misfit(option, parts.option)).find(isFound)
  if (malformed !== undefined) return unreadable(path, malformed)
  if (new Set(values).size < values.length) return unreadable(path, 'option values must be unique')
  const foreign = initial_option !== undefined && !values.includes(initial_option)
  return saying(path, foreign ? 'initial_option is not among the options' : undefined)
}

/** What is wrong inside a table: its columns, the keys of its rows, the kinds of its cells. */
export function tableFault({ tag, path, value }: Part): Found {
  if (tag !== 'table') return undefined
  const columns = asList(value['columns']).map(asObject)
  const message = misfit(asObject(value['header_style']), parts.headerStyle) ?? columnFault(columns)
  if (message !== undefined) return unreadable(path, message)
  const types = new Map(columns.map((column) => [asText(column['name']), asText(column['data_type'])]))
  const rows = asList(value['rows'])
  const wrong = rows
    .map((row) => (isObject(row) ? rowFault(row, types) : 'a row must be an object'))
    .find(isFound)
  return wrong === undefined
    ? undefined
    : { code: 200915, path, message: 'table rows is invalid', value: wrong }
}

function columnFault(columns: Json[]): string | undefined {
  const names = new Set(columns.map((column) => column['name']))
  if (columns.length > 50) return 'more than 50 columns'
  if (names.size < columns.length) return 'column names must be unique'
  return columns
    .map((column) => misfit(column, parts.column) ?? misfit(asObject(column['format']), parts.format))
    .find(isFound)
}

function rowFault(row: Json, types: Map<string, string>): string | undefined {
  for (const [key, cell] of Object.entries(row)) {
    const type = types.get(key)
    if (type === undefined) return `${key} is not among the column names`
    if ((type === 'number' || type === 'date') && typeof cell !== 'number') return `${key} must be a number`
  }
  return undefined
}

function saying(path: string, message: string | undefined): Found {
  return message === undefined ? undefined : unreadable(path, message)
}

function isFound(message: string | undefined): message is string {
  return message !== undefined
}
