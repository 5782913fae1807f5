import { z } from 'zod'

/** Deeper than any form; what is below is left out. */
const DEEPEST = 8

/** Text as the records can keep it: without NUL, and with a sign in place of each half of a character. */
export const Storable = z.string().transform(storableText)

function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/** Cleans every text inside a JSON value. */
export function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return storableText(value)
  if (!(value instanceof Object)) return value
  if (depth === DEEPEST) return null
  if (Array.isArray(value)) return value.map((each) => storable(each, depth + 1))
  const entries = Object.entries(value).map(([key, each]) => [storableText(key), storable(each, depth + 1)])
  return Object.fromEntries(entries)
}
