import { asList, asObject, asText } from '../json.ts'
import * as component from './component-rules.ts'
import { misfit, type Shape } from './kinds.ts'
import { parts } from './shapes.ts'
import { countTags, type Fault, type Part, unreadable, type Walked } from './walk.ts'

/** One rule of the platform; `section` is where the fact sheet has it. */
export type CardRule = { id: string; section: string; check: (walked: Walked) => Fault | undefined }

/** Every rule for cards, in the order in which they are asked; the first fault is the answer. */
export const cardRules: CardRule[] = [
  { id: 'envelope', section: '3.1', check: envelope },
  { id: 'update-multi', section: '3.1', check: shared },
  { id: 'known-components', section: '3.3', check: each(component.unknownTag) },
  { id: 'properties', section: '3.2', check: each(component.propertyFault) },
  { id: 'columns-in-column-sets', section: '3.3', check: each(component.strayColumn) },
  { id: 'root-only', section: '3.3', check: each(component.notAtRoot) },
  { id: 'depth', section: '3.2', check: each(component.tooDeep) },
  { id: 'elements', section: '3.2', check: tooManyElements },
  { id: 'tables', section: '3.2', check: tooManyTables },
  { id: 'table-contents', section: '3.3', check: each(component.tableFault) },
  { id: 'form', section: '3.3', check: each(component.formFault) },
  { id: 'unique-names', section: '3.3', check: (walked) => repeatedProperty(walked, 'name') },
  { id: 'unique-element-ids', section: '3.1', check: (walked) => repeatedProperty(walked, 'element_id') },
  { id: 'lengths', section: '3.3', check: each(component.longText) },
  { id: 'behaviours', section: '3.3', check: each(component.behaviourFault) },
  { id: 'options', section: '3.3', check: each(component.optionFault) },
  { id: 'people', section: '2.3', check: unknownPerson },
]

function each(check: (part: Part) => Fault | undefined): CardRule['check'] {
  return (walked) => firstOf(walked.parts, check)
}

function firstOf<T>(all: T[], check: (one: T) => Fault | undefined): Fault | undefined {
  for (const one of all) {
    const fault = check(one)
    if (fault) return fault
  }
  return undefined
}

type Check = { path: string; value: unknown; shape: Shape }

function envelope({ card }: Walked): Fault | undefined {
  const { config, header, body } = card
  const checks: Check[] = [
    { path: 'ROOT', value: card, shape: parts.card },
    { path: 'ROOT -> config', value: config, shape: parts.config },
    { path: 'ROOT -> config -> summary', value: asObject(config)['summary'], shape: parts.summary },
    { path: 'ROOT -> header', value: header, shape: parts.header },
    ...asList(asObject(header)['text_tag_list']).map((value, index) => {
      return { path: `ROOT -> header -> text_tag_list -> [${index}]`, value, shape: parts.tag }
    }),
    { path: 'ROOT -> body', value: body, shape: parts.body },
  ]
  return firstOf(checks, ({ path, value, shape }) => {
    const message = value === undefined ? undefined : misfit(asObject(value), shape)
    return message === undefined ? undefined : unreadable(path, message)
  })
}

function shared({ card }: Walked): Fault | undefined {
  const unshared = asObject(card['config'])['update_multi'] === false
  return unshared ? unreadable('ROOT -> config', 'update_multi must be true') : undefined
}

function tooManyElements({ card }: Walked): Fault | undefined {
  return countTags(card) > 200 ? { code: 11310, message: 'element exceeds the limit' } : undefined
}

// Tables written in Markdown count as well.
function tooManyTables({ parts }: Walked): Fault | undefined {
  const drawn = parts.filter(({ tag }) => tag === 'table').length
  const written = parts
    .filter(({ tag }) => tag === 'markdown')
    .flatMap(({ value }) => asText(value['content']).match(/^\s*\|?(\s*:?-{3,}:?\s*\|)+/gm) ?? []).length
  if (drawn + written <= 5) return undefined
  return { code: 11310, message: 'card table number over limit', value: 'table' }
}

function repeatedProperty({ parts }: Walked, property: 'name' | 'element_id'): Fault | undefined {
  const seen = new Set<string>()
  return firstOf(parts, ({ path, value }) => {
    const name = asText(value[property])
    if (seen.has(name)) return unreadable(path, `duplicate ${property}: ${name}`)
    if (name) seen.add(name)
    return undefined
  })
}

function unknownPerson({ card, knows }: Walked): Fault | undefined {
  const mentions = [...JSON.stringify(card).matchAll(/<at id=\\?["']?([^>"'\\\s]*)\\?["']?\s*>/g)]
  const stranger = mentions.map(([, id = '']) => id).find((id) => id !== 'all' && !knows(id))
  if (stranger === undefined) return undefined
  const message = 'There is an invalid user resource(at/person) in your card'
  return { code: 100290, message, value: stranger }
}
