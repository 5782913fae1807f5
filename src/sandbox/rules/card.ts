import type { SandboxState } from '../state.ts'
import type { Json } from '../json.ts'
import { type CardRule, cardRules } from './card-rules.ts'
import { type Found, type Knows, walk } from './walk.ts'

/** What one rule says against a card; a `code` of 0 is advice, anything else refuses the card. */
export type Finding = Pick<CardRule, 'section' | 'code' | 'own'> & {
  rule: string
  message: string
  path?: string
  value?: string
}

const MESSAGES: Record<number, string> = {
  11310: 'element exceeds the limit',
  100290: 'There is an invalid user resource(at/person) in your card',
  200550: 'chart spec is invalid',
  200570: 'invalid image keys',
  200621: 'parse card json err, please check whether the card json is correct',
  200830: 'a card of schema V2 cannot be updated to schema V1',
  200861: 'cards of schema V2 no longer support this capability',
  200914: 'table rows is invalid',
  200915: 'table rows is invalid, a row key is not among the column names',
  230025: 'The length of the message content reaches its limit.',
}

/** Everything that the rules say against a card, rule by rule. An empty object is a blank card. */
export function findings(card: Json, knows: Knows): Finding[] {
  if (Object.keys(card).length === 0) return []
  const walked = walk(card, knows)
  return cardRules.flatMap((rule) => rule.check(walked).map((found) => findingOf(rule, found)))
}

/** The first fault of a card in the platform's words, or undefined. */
export function cardFault(card: Json, knows: Knows): string | undefined {
  const fault = findings(card, knows).find(({ code }) => code !== 0)
  return fault && inWords(fault)
}

/** What the platform knows when an app sends a card, or puts one in the place of another. */
export function knowledge(state: SandboxState, app_id: string, updates: boolean): Knows {
  return {
    person: (openId) => state.people.has(openId),
    image: (key) => key.startsWith('img_') && state.files.get(key)?.app_id === app_id,
    updates,
    switches: state.switches,
  }
}

function findingOf({ id, section, own, ...rule }: CardRule, found: Found): Finding {
  const { warning, message, path, value } = found
  return {
    rule: id,
    section,
    code: warning ? 0 : rule.code,
    message: message ?? MESSAGES[rule.code] ?? '',
    ...(own && { own }),
    ...(path !== undefined && { path }),
    ...(value !== undefined && { value }),
  }
}

function inWords({ code, path, message, value }: Finding): string {
  const where = path === undefined ? '' : ` ErrPath: ${path};`
  const what = value === undefined ? '' : `; ErrorValue: ${value}`
  return `ErrCode: ${code};${where} ErrMsg: ${message}${what}`
}
