/** A JSON object of unknown contents. */
export type Json = Record<string, unknown>

/** Whether a value is a JSON object, not a list and not null. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as an object, or an empty one. */
export function asObject(value: unknown): Json {
  return isObject(value) ? value : {}
}

/** The value as a list, or an empty one. */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The value as text, or an empty text. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** What the text says as JSON; undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not JSON is an answer here, the caller refuses it
  }
}
