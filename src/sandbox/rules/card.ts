import type { Json } from '../json.ts'
import { cardRules } from './card-rules.ts'
import { type Fault, walk } from './walk.ts'

/** The first fault of a card in the platform's words, or undefined. An empty object is a blank card. */
export function cardFault(card: Json, knows: (openId: string) => boolean): string | undefined {
  if (Object.keys(card).length === 0) return undefined
  const walked = walk(card, knows)
  for (const rule of cardRules) {
    const fault = rule.check(walked)
    if (fault) return inWords(fault)
  }
  return undefined
}

function inWords({ code, path, message, value }: Fault): string {
  const where = path === undefined ? '' : ` ErrPath: ${path};`
  const what = value === undefined ? '' : `; ErrorValue: ${value}`
  return `ErrCode: ${code};${where} ErrMsg: ${message}${what}`
}
