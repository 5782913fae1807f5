import { z } from 'zod'
import { didYouMean, say, shown } from './file-words.ts'
import type { Said } from './language.ts'
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
    ...say().unknownKey(shown(key), didYouMean(key, above.known(path))),
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

function saying(issue: z.core.$ZodIssue, name: string): Said {
  const words = say()
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? words.missing(name) : kindOf(issue.expected)(name)
    case 'invalid_value':
      return words.choice(
        name,
        shown(String(issue.input)),
        didYouMean(String(issue.input), issue.values.map(String)),
      )
    case 'too_small':
      return words.tooSmall(name, String(issue.minimum))
    case 'too_big':
      return words.tooBig(name, String(issue.maximum))
    case 'custom':
      return { what: `${name}: ${issue.message}`, cure: String(issue.params?.['cure'] ?? '') }
    default:
      return words.wrong(name)
  }
}

function kindOf(expected: string): (key: string) => Said {
  const { text, wholeNumber, list, map, yesNo, wrong } = say()
  const kinds: Record<string, (key: string) => Said> = {
    string: text,
    int: wholeNumber,
    number: wholeNumber,
    array: list,
    object: map,
    boolean: yesNo,
  }
  return kinds[expected] ?? wrong
}

function nameOf(path: Path): string {
  const names = path.filter((step) => typeof step === 'string')
  return String(names.at(-1) ?? 'college.yaml')
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
