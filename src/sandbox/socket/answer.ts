import { asObject, asText, isObject, type Json, parseJson } from '../json.ts'
import { cardFault } from '../rules/card.ts'
import type { Knows } from '../rules/walk.ts'
import type { Ack } from './hub.ts'

/** What the person who clicked gets to see. */
export type Outcome = { toast?: Json; error?: { code: number; text: string }; card?: Json; url?: string }

const TOASTS = ['info', 'success', 'error', 'warning']

/** Reads the answer to a card callback; what is wrong with it becomes the code that the client shows. */
export function readAnswer(ack: Ack | undefined, knows: Knows): Outcome {
  if (!ack) return wrong(200341)
  if (ack.code !== 200) return wrong(200671)
  if (ack.data === undefined) return {}
  const body = parseJson(Buffer.from(ack.data, 'base64').toString())
  if (!isObject(body) || Object.keys(body).some((key) => key !== 'toast' && key !== 'card'))
    return wrong(200672)
  const { toast, card } = body
  if (toast !== undefined && !isToast(toast)) return wrong(200672)
  const code = card === undefined ? undefined : cardCode(card, knows)
  if (code !== undefined) return wrong(code)
  return { ...(isObject(toast) && { toast }), ...(isObject(card) && { card: asObject(card['data']) }) }
}

function isToast(toast: unknown): boolean {
  const { type = 'info', content, i18n } = asObject(toast)
  return TOASTS.includes(asText(type)) && (typeof content === 'string' || isObject(i18n))
}

function cardCode(card: unknown, knows: Knows): number | undefined {
  const { type, data } = asObject(card)
  if (type !== 'raw' || !isObject(data)) return 200672
  if (data['schema'] !== '2.0') return 200830
  return cardFault(data, knows) === undefined ? undefined : 200673
}

function wrong(code: number): Outcome {
  return { error: { code, text: `出错了，请稍后重试 code: ${code}` } }
}
