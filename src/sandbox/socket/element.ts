import { asList, asObject, asText, isObject, type Json } from '../json.ts'

/** An element of a card, with the form around it if there is one. */
export type Found = { element: Json; form?: Json }

/** Finds an element by its path, or a button by its exact label. */
export function elementOf(
  card: Json,
  by: { path?: string | undefined; text?: string | undefined },
): Found | undefined {
  if (by.path !== undefined) return atPath(card, by.path.split('.'))
  for (const found of everyElement(asList(asObject(card['body'])['elements']))) {
    const { tag, text } = found.element
    if (tag === 'button' && asObject(text)['content'] === by.text) return found
  }
  return undefined
}

function atPath(card: Json, steps: string[]): Found | undefined {
  let here: unknown = card
  let form: Json | undefined
  for (const step of steps) {
    here = Array.isArray(here) ? here[Number(step)] : asObject(here)[step]
    if (isObject(here) && here['tag'] === 'form') form = here
  }
  return isObject(here) && asText(here['tag']) !== '' ? { element: here, ...(form && { form }) } : undefined
}

/** Every element, outer before inner. */
export function* everyElement(elements: unknown[], form?: Json): Generator<Found> {
  for (const value of elements) {
    const element = asObject(value)
    yield { element, ...(form && { form }) }
    const around = element['tag'] === 'form' ? element : form
    yield* everyElement([...asList(element['columns']), ...asList(element['elements'])], around)
  }
}
