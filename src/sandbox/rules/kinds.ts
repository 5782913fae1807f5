import { isObject, type Json } from '../json.ts'

/** What a property may hold: a name for the error message and a test. */
export type Kind = { name: string; holds: (value: unknown) => boolean }

/** The properties of one object: those that must be there and those that may. */
export type Shape = { required: Record<string, Kind>; optional: Record<string, Kind> }

const length = /^-?\d{1,3}px( -?\d{1,3}px){0,3}$/

const kinds: Record<string, Kind> = {
  any: kind('anything', () => true),
  text: kind('a string', (value) => typeof value === 'string'),
  name: kind('a string of 1 to 100 characters', (value) => like(value, /^.{1,100}$/su)),
  flag: kind('a boolean', (value) => typeof value === 'boolean'),
  number: kind('a number', (value) => typeof value === 'number'),
  object: kind('an object', isObject),
  list: kind('a list', Array.isArray),
  plain: kind('a plain_text object', (value) => isText(value, ['plain_text'])),
  words: kind('a plain_text or lark_md object', (value) => isText(value, ['plain_text', 'lark_md'])),
  heading: kind('a plain_text or markdown object', (value) => isText(value, ['plain_text', 'markdown'])),
  px: kind('a length in px', (value) => like(value, length)),
  gap: kind('a spacing', (value) => like(value, length) || like(value, /^(small|medium|large|extra_large)$/)),
  size: kind(
    'a width',
    (value) => like(value, length) || like(value, /^(auto|weighted|fill|default|\d{1,3}%)$/),
  ),
  rows: kind('a row height', (value) => like(value, length) || like(value, /^(low|middle|high|auto)$/)),
  id: kind('an id of at most 20 characters', (value) => like(value, /^[A-Za-z]\w{0,19}$/)),
  address: kind('an http or https address', (value) => like(value, /^https?:\/\//)),
}

/** Reads a shape from words such as `text:plain width:size type:default|primary rows:1..10`. */
export function shape(required: string, optional: string): Shape {
  return { required: properties(required), optional: properties(optional) }
}

/** What is wrong with an object, compared with its shape. */
export function misfit(value: Json, { required, optional }: Shape): string | undefined {
  for (const name of Object.keys(required)) if (!(name in value)) return `property ${name} is required`
  for (const [name, held] of Object.entries(value)) {
    const expected = required[name] ?? optional[name]
    if (!expected) return `unknown property, property: ${name}`
    if (!expected.holds(held)) return `property ${name} must be ${expected.name}`
  }
  return undefined
}

function properties(words: string): Record<string, Kind> {
  const pairs = words.split(/\s+/).filter((word) => word !== '')
  return Object.fromEntries(pairs.map((pair) => [pair.replace(/:.*/, ''), kindOf(pair.replace(/.*?:/, ''))]))
}

function kindOf(word: string): Kind {
  const [, min, max] = /^(\d+)\.\.(\d+)$/.exec(word) ?? []
  if (min !== undefined) return whole(Number(min), Number(max))
  const known = kinds[word]
  return (
    known ?? kind(`one of ${word}`, (value) => typeof value === 'string' && word.split('|').includes(value))
  )
}

function whole(min: number, max: number): Kind {
  return kind(
    `an integer from ${min} to ${max}`,
    (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  )
}

function kind(name: string, holds: Kind['holds']): Kind {
  return { name, holds }
}

function like(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value)
}

function isText(value: unknown, tags: string[]): boolean {
  if (!isObject(value) || !tags.includes(`${value['tag']}`)) return false
  textShape ??= shape(
    'tag:text content:text',
    'i18n_content:object text_size:text text_color:text text_align:text lines:1..99',
  )
  return misfit(value, textShape) === undefined
}

let textShape: Shape | undefined
