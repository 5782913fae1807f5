import { asText, isObject, type Json } from '../json.ts'
import type { Switches } from '../switches.ts'
import { parts, type Shape, shapes } from './shapes.ts'

/** What the rules must be told of the world around a card. */
export type Knows = {
  person(openId: string): boolean
  /** Whether the card's app has uploaded this picture: keys are bound to it. */
  image(key: string): boolean
  /** Whether the card takes the place of one that is there already. */
  updates: boolean
  switches: Pick<Switches, 'negativePadding' | 'namelessField'>
}

/** An object of a card: a component, or a part of one such as a text or an option. `of` is the tag, or the part's name. */
export type Part = {
  of: string
  /** The way to it, in the platform's notation. */
  path: string
  value: Json
  /** Absent for a component that is not offered. */
  shape?: Shape
  component: boolean
  /** The components around it, the outermost first. */
  around: Part[]
}

/** A card taken apart, as the rules read it. */
export type Walked = { card: Json; parts: Part[]; knows: Knows }

/** What a rule finds; without a message the platform's usual words for its code are said, a warning refuses nothing. */
export type Found = { path?: string; message?: string; value?: string; warning?: boolean }

/** Takes a card apart. */
export function walk(card: Json, knows: Knows): Walked {
  return { card, knows, parts: [...partsOf(partOf('card', card, { path: 'ROOT', around: [] }))] }
}

type Place = Pick<Part, 'path' | 'around'>

function partOf(name: string, value: Json, place: Place): Part {
  const component = name === 'component'
  const of = component ? asText(value['tag']) : name
  const shape = component ? shapes[of] : parts[of]
  return { of, value, component, ...place, ...(shape && { shape }) }
}

function* partsOf(part: Part): Generator<Part> {
  yield part
  const { value, shape, path } = part
  const around = part.component ? [...part.around, part] : part.around
  for (const [name, { inner }] of Object.entries({ ...shape?.required, ...shape?.optional })) {
    if (inner === undefined) continue
    for (const [step, one] of objectsIn(value[name])) {
      yield* partsOf(partOf(inner, one, { path: `${path} -> ${name}${step}`, around }))
    }
  }
}

function objectsIn(held: unknown): [step: string, value: Json][] {
  if (isObject(held)) return [['', held]]
  const all: unknown[] = Array.isArray(held) ? held : []
  return all.flatMap((one, index) => (isObject(one) ? [[` -> [${index}]${tagged(one)}`, one]] : []))
}

function tagged(value: Json): string {
  return 'tag' in value ? `(tag: ${asText(value['tag'])})` : ''
}
