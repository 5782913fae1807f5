import { isObject } from '../json.ts'

/** What a property may hold; `rule` is what it breaks otherwise, `inner` names the shape of the objects in it. */
export type Kind = { rule: ValueRule; name: string; holds: (value: unknown) => boolean; inner?: string }

/** The rules that judge one value by itself. */
export type ValueRule =
  | 'types'
  | 'choices'
  | 'numbers'
  | 'update-multi'
  | 'element-id'
  | 'margins'
  | 'paddings'
  | 'spacings'
  | 'symbols'
  | 'image-sizes'
  | 'callback-values'
  | 'web-addresses'
  | 'initial-dates'
  | 'initial-times'

// One length, two or four, each at most two digits long.
const LENGTHS = /^-?\d{1,2}px(?: -?\d{1,2}px(?: -?\d{1,2}px -?\d{1,2}px)?)?$/
// What is not ASCII must be escaped.
const ADDRESS = /^https?:\/\/[!-~]+$|^lark:\/\/msgcard\/unsupported_action$/

const kinds: Record<string, Kind> = {
  any: kind('types', 'anything', () => true),
  text: kind('types', 'a string', (value) => typeof value === 'string'),
  flag: kind('types', 'a boolean', (value) => typeof value === 'boolean'),
  object: kind('types', 'an object', isObject),
  list: kind('types', 'a list', Array.isArray),
  true: kind('update-multi', 'true', (value) => value === true),
  id: like('element-id', 'a letter, then at most 19 letters, digits or _', /^[A-Za-z]\w{0,19}$/),
  margin: like('margins', 'one, two or four lengths from -99px to 99px', LENGTHS),
  padding: like('paddings', 'one, two or four lengths from 0px to 99px', LENGTHS),
  gap: like(
    'spacings',
    'small, medium, large, extra_large or 0px to 99px',
    /^(?:\d{1,2}px|small|medium|large|extra_large)$/,
  ),
  symbol: like('symbols', 'one character', /^.$/su),
  picture: like('image-sizes', 'a size that 2.0 still has', /^(?!stretch_without_padding$)/),
  callback: kind('callback-values', 'an object', isObject),
  day: kind('initial-dates', 'a day as yyyy-MM-dd', isDay),
  clock: kind('initial-times', 'a time as HH:mm', isClock),
  address: like('web-addresses', 'an http or https address without unescaped characters', ADDRESS),
}

/** Reads words such as `width:auto|16-999px page_size:1..10 text:{plain} elements:[component]`. */
export function properties(words: string): Record<string, Kind> {
  const pairs = words.split(/\s+/).filter((word) => word !== '')
  return Object.fromEntries(pairs.map((pair) => [pair.replace(/:.*/, ''), kindOf(pair.replace(/.*?:/, ''))]))
}

function kindOf(word: string): Kind {
  const [, one, many] = /^(?:\{(\w+)\}|\[(\w+)\])$/.exec(word) ?? []
  if (one !== undefined) return { ...kind('types', 'an object', isObject), inner: one }
  if (many !== undefined) return { ...kind('types', 'a list of objects', isListOfObjects), inner: many }
  const [, min, max] = /^(\d+)\.\.(\d+)$/.exec(word) ?? []
  if (min !== undefined) return whole(Number(min), Number(max))
  return kinds[word] ?? choice(word)
}

/** Whether this is a day of the calendar, as yyyy-MM-dd. */
export function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(value))
    return false
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number)
  // 30 February becomes the 28th.
  return Temporal.PlainDate.from({ year, month, day }).toString() === value
}

/** Whether this is a time of day, as HH:mm. */
export function isClock(value: unknown): boolean {
  return typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value)
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isObject)
}

function whole(min: number, max: number): Kind {
  return kind(
    'numbers',
    `an integer from ${min} to ${max}`,
    (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  )
}

// Among the words may be a range such as 16-600px or 1-100%.
function choice(word: string): Kind {
  const words = word.split('|')
  return kind(
    'choices',
    `one of ${words.join(', ')}`,
    (value) => typeof value === 'string' && words.some((one) => one === value || isWithin(value, one)),
  )
}

function isWithin(value: string, range: string): boolean {
  const [, min, max, unit] = /^(\d+)-(\d+)(px|%)$/.exec(range) ?? []
  const [, number, itsUnit] = /^(\d+)(px|%)$/.exec(value) ?? []
  return (
    unit !== undefined && unit === itsUnit && Number(number) >= Number(min) && Number(number) <= Number(max)
  )
}

function like(rule: ValueRule, name: string, pattern: RegExp): Kind {
  return kind(rule, name, (value) => typeof value === 'string' && pattern.test(value))
}

function kind(rule: ValueRule, name: string, holds: Kind['holds']): Kind {
  return { rule, name, holds }
}
