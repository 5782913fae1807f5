import { asList, asObject, asText, isObject } from '../json.ts'
import type { Found, Part, Walked } from './walk.ts'

const LISTS = ['select_static', 'multi_select_static', 'select_person']
const TOUCHED = ['button', 'input', ...LISTS, 'date_picker', 'picker_time']

/** A form that nobody can submit. */
export function noSubmit({ of, path, value }: Part, { parts }: Walked): Found[] {
  if (of !== 'form') return []
  const submits = ({ around, value: { form_action_type } }: Part) =>
    form_action_type === 'submit' && around.some((one) => one.value === value)
  return parts.some(submits) ? [] : [{ path, value: 'a form must contain a submit button' }]
}

/** Something that one can touch in a form and that has no name. */
export function nameless({ of, path, value, around }: Part, { knows }: Walked): Found[] {
  const inForm = TOUCHED.includes(of) && around.some((one) => one.of === 'form')
  if (!inForm || asText(value['name']) !== '') return []
  const warning = knows.switches.namelessField === 'click'
  return [{ path, value: `${of} in a form needs a name`, warning }]
}

/** A button in a form that neither submits nor resets. */
export function idleButton({ of, path, value, around }: Part): Found[] {
  const idle = of === 'button' && around.some((one) => one.of === 'form') && !('form_action_type' in value)
  return idle ? [{ path, value: 'property form_action_type is required in a form' }] : []
}

/** Words beyond 100 characters. */
export function tooLong(property: 'text' | 'placeholder', tags = TOUCHED): (part: Part) => Found[] {
  return ({ of, path, value }) => {
    const length = [...asText(asObject(value[property])['content'])].length
    return length > 100 && tags.includes(of)
      ? [{ path, value: `${property} is longer than 100 characters` }]
      : []
  }
}

/** `text_color` on something else than plain text. */
export function colouredMarkdown({ of, path, value }: Part): Found[] {
  const coloured = of === 'block' && value['tag'] === 'lark_md' && 'text_color' in value
  return coloured ? [{ path, value: 'text_color is for plain_text only' }] : []
}

/** A link without an address. */
export function noAddress({ of, path, value }: Part): Found[] {
  const missing = of === 'behavior' && value['type'] === 'open_url' && !('default_url' in value)
  return missing ? [{ path, value: 'property default_url is required' }] : []
}

/** A link on something else than a button. */
export function linkElsewhere({ of, path, value }: Part): Found[] {
  const links = asList(value['behaviors']).some((one) => asObject(one)['type'] === 'open_url')
  return links && of !== 'button' ? [{ path, value: `open_url does not work on ${of}` }] : []
}

/** Two options of one value. */
export function repeatedOption({ of, path, value }: Part): Found[] {
  if (!LISTS.includes(of)) return []
  const chosen = optionsOf(value)
  return new Set(chosen).size < chosen.length ? [{ path, value: 'option values must be unique' }] : []
}

/** A choice made beforehand that is not on the list. */
export function foreignOption({ of, path, value }: Part): Found[] {
  if (!LISTS.includes(of)) return []
  const { initial_option: initial, selected_values: several } = value
  const chosen = [...(initial === undefined ? [] : [initial]), ...asList(several)]
  const foreign = chosen.some((one) => !optionsOf(value).includes(one))
  return foreign ? [{ path, value: 'what is chosen beforehand is not among the options' }] : []
}

/** A choice of several outside a form. */
export function severalOutside({ of, path, around }: Part): Found[] {
  const outside = of === 'multi_select_static' && !around.some((one) => one.of === 'form')
  return outside ? [{ path, value: `${of} is for forms only` }] : []
}

/** A time that shows neither a value nor a hint. */
export function unhintedTime({ of, path, value }: Part): Found[] {
  const bare = of === 'picker_time' && !('initial_time' in value) && !('placeholder' in value)
  return bare ? [{ path, value: 'placeholder is required without initial_time' }] : []
}

function optionsOf(value: Part['value']): unknown[] {
  return asList(value['options']).map((option) => asObject(option)['value'])
}

// The documents name no kinds of chart: these are what the client's chart library renders of itself.
const CHARTS = `area bar common circularProgress funnel gauge heatmap histogram line linearProgress pie radar
  rangeArea rangeColumn rose scatter treemap waterfall wordCloud`.split(/\s+/)

/** What the chart library cannot read. */
export function brokenChart({ of, path, value }: Part): Found[] {
  if (of !== 'chart') return []
  const { chart_spec: spec } = value
  const found = isObject(spec) ? specFaults(spec) : [mistaken('(root)', 'object', spec)]
  return found.map((one) => ({ path, value: `- ${one}` }))
}

function specFaults(spec: Part['value']): string[] {
  const { type, data, axes = [], series = [] } = spec
  return [
    ...(CHARTS.includes(asText(type)) ? [] : [`type: Must be one of ${CHARTS.join(', ')}`]),
    ...(Array.isArray(data) || isObject(data) ? [] : [mistaken('data', 'array', data)]),
    ...(Array.isArray(axes) ? [] : [mistaken('axes', 'array', axes)]),
    ...(Array.isArray(series) ? [] : [mistaken('series', 'array', series)]),
    ...functionsIn({ ...spec, data: [] }).map(
      (text) => `JavaScript is not allowed, given: ${text.slice(0, 40)}`,
    ),
  ]
}

function mistaken(property: string, expected: string, given: unknown): string {
  const kind = given === null ? 'null' : typeof given
  return `${property}: Invalid type. Expected: ${expected}, given: ${Array.isArray(given) ? 'array' : kind}`
}

function functionsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return /^\s*(?:function\b|(?:\([^()]*\)|\w+)\s*=>)/.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(functionsIn) : []
}

/** A picture that this app has not uploaded. */
export function foreignImage({ of, path, value }: Part, { knows }: Walked): Found[] {
  const key = asText(value['img_key'])
  return of === 'img' && !knows.image(key) ? [{ path, value: key }] : []
}

/** A mention of nobody, wherever Markdown is read. */
export function unknownPerson({ of, path, value }: Part, { knows }: Walked): Found[] {
  const marked = ['lark_md', 'markdown'].includes(asText(value['tag'])) ? [asText(value['content'])] : []
  return [...marked, ...(of === 'table' ? markdownCells(value) : [])]
    .flatMap((text) => [...text.matchAll(/<at id=["']?([^>"'\s]*)["']?\s*>/g)])
    .map(([, id = '']) => id)
    .filter((id) => id !== 'all' && !knows.person(id))
    .map((id) => ({ path, value: id }))
}

function markdownCells(table: Part['value']): string[] {
  const names = asList(table['columns'])
    .map(asObject)
    .filter((column) => ['lark_md', 'markdown'].includes(asText(column['data_type'])))
    .map((column) => asText(column['name']))
  return asList(table['rows']).flatMap((row) => names.map((name) => asText(asObject(row)[name])))
}
