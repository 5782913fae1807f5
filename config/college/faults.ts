import { z } from 'zod'
import { didYouMean } from './nearest.ts'
import type { FileFault, Path, Sheet } from './sheet.ts'

/** Reads a sheet by its schema, or says with lines and cures what does not fit. */
export function conform<S extends z.ZodType>(sheet: Sheet, schema: S): Conformed<z.output<S>> {
  if (sheet.faults.length) return { ok: false, faults: sheet.faults }
  const result = schema.safeParse(sheet.value, { reportInput: true })
  if (result.success) return { ok: true, data: result.data }
  const known = (path: Path) => knownKeys(schema, path)
  const said = result.error.issues.flatMap((issue) => explain(issue, { path: [], known }))
  return { ok: false, faults: said.map(({ path, ...words }) => sheet.at(path, words)) }
}

type Conformed<T> = { ok: true; data: T } | { ok: false; faults: FileFault[] }

type Explained = { path: Path; what: string; cure: string }
type Above = { path: Path; known: (path: Path) => string[] }

function explain(issue: z.core.$ZodIssue, above: Above): Explained[] {
  const path = [...above.path, ...issue.path]
  if (issue.code === 'invalid_union') return explainUnion(issue, { ...above, path })
  if (issue.code !== 'unrecognized_keys') return [{ path, ...saying(issue, nameOf(path)) }]
  return issue.keys.map((key) => ({
    path: [...path, key],
    what: `unknown key “${key}”`,
    cure: didYouMean(key, above.known(path)),
  }))
}

/** Of a choice's branches, the one that came closest is what the writer meant. */
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, above: Above): Explained[] {
  const closest = issue.errors.toSorted((a, b) => closeness(b) - closeness(a))[0] ?? []
  return closest.flatMap((inner) => explain(inner, above))
}

function closeness(issues: readonly z.core.$ZodIssue[]): number {
  const wrongKind = issues.some((issue) => issue.path.length === 0 && issue.code.startsWith('invalid_'))
  return (wrongKind ? 0 : 100) - issues.length
}

function saying(issue: z.core.$ZodIssue, name: string): { what: string; cure: string } {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return { what: `“${name}” is missing`, cure: `add “${name}:”` }
      return { what: `“${name}” must be ${kind(issue.expected)}`, cure: kindCure(issue.expected) }
    case 'invalid_value':
      return {
        what: `“${name}” cannot be “${String(issue.input)}”`,
        cure: didYouMean(String(issue.input), issue.values.map(String)),
      }
    case 'too_small':
      return { what: `“${name}” is too small or empty`, cure: `at least ${String(issue.minimum)}` }
    case 'too_big':
      return { what: `“${name}” is too large`, cure: `at most ${String(issue.maximum)}` }
    case 'custom':
      return { what: `${name}: ${issue.message}`, cure: String(issue.params?.['cure'] ?? 'correct it') }
    default:
      return { what: `${name}: ${issue.message}`, cure: 'correct it' }
  }
}

function kind(expected: string): string {
  const words: Record<string, string> = {
    string: 'text',
    int: 'a whole number',
    array: 'a list',
    object: 'a map',
  }
  return words[expected] ?? `a ${expected}`
}

function kindCure(expected: string): string {
  if (expected === 'string') return 'put it in quotes'
  if (expected === 'array') return 'write each entry on a line that begins with “- ”'
  return `write ${kind(expected)}`
}

function nameOf(path: Path): string {
  const names = path.filter((step) => typeof step === 'string')
  return String(names.at(-1) ?? 'the file')
}

function knownKeys(schema: z.ZodType, path: Path): string[] {
  let places: JsonSchema[] = [z.toJSONSchema(schema, { io: 'input' })]
  for (const step of path) places = places.flatMap((place) => inside(place, step))
  return places.flatMap((place) => Object.keys(place.properties ?? {}))
}

type JsonSchema = z.core.JSONSchema.BaseSchema

function inside(place: JsonSchema, step: PropertyKey): JsonSchema[] {
  const next = typeof step === 'number' ? place.items : place.properties?.[String(step)]
  const found = [next].flat().filter((schema) => typeof schema === 'object')
  return found.flatMap((schema) => [schema, ...(schema.anyOf ?? []).filter((one) => typeof one === 'object')])
}
