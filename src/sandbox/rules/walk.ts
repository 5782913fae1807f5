import { asList, asObject, asText, isObject, type Json } from '../json.ts'

/** A component of a card with the way to it, in the platform's notation. */
export type Part = { tag: string; path: string; value: Json; around: Json[] }

/** A card taken apart, as the rules read it. */
export type Walked = { card: Json; parts: Part[]; knows: (openId: string) => boolean }

/** What is wrong with a card; `code` is the platform's sub-code of 230099. */
export type Fault = { code: number; message: string; path?: string; value?: string }

/** A card that cannot be read; also the sandbox's own choice where the platform's sub-code is not documented. */
export function unreadable(path: string, value: string): Fault {
  return {
    code: 200621,
    path,
    message: 'parse card json err, please check whether the card json is correct',
    value,
  }
}

/** Takes a card apart. */
export function walk(card: Json, knows: Walked['knows']): Walked {
  const elements = asObject(card['body'])['elements']
  return { card, knows, parts: [...partsOf(elements, { path: 'ROOT -> body -> elements', around: [] })] }
}

function* partsOf(elements: unknown, place: { path: string; around: Json[] }): Generator<Part> {
  for (const [index, value] of asList(elements).entries()) {
    const element = asObject(value)
    const tag = asText(element['tag'])
    const path = `${place.path} -> [${index}](tag: ${tag})`
    yield { tag, path, value: element, around: place.around }
    const around = [...place.around, element]
    yield* partsOf(tag === 'column_set' ? element['columns'] : [], {
      path: `${path} -> columns`,
      around,
    })
    yield* partsOf(element['elements'], { path: `${path} -> elements`, around })
  }
}

/** How many tagged things a card holds; a text object counts as one. */
export function countTags(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + countTags(one), 0)
  if (!isObject(value)) return 0
  return Object.values(value).reduce((sum: number, one) => sum + countTags(one), asText(value['tag']) ? 1 : 0)
}
