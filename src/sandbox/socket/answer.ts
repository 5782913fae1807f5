import type { SandboxState } from '../state.ts'
import { asObject, asText, isObject, type Json, parseJson } from '../json.ts'
import { cardFault, knowledge } from '../rules/card.ts'
import type { Knows } from '../rules/walk.ts'
import type { App } from '../world.ts'
import type { Ack } from './hub.ts'

/** What the person who pressed is told instead of an answer; code 0 is what the client itself prevents. */
export type Refused = { error: { code: number; text: string } }

/** What the person who clicked gets to see. */
export type Outcome = Partial<Refused> & { toast?: Json; card?: Json; url?: string }

const TOASTS = ['info', 'success', 'error', 'warning']

/** Reads the answer to a card callback; what is wrong with it becomes the code that the client shows. */
export function readAnswer(state: SandboxState, app: App, ack: Ack | undefined): Outcome {
  if (!ack) return shownCode(200341)
  if (ack.shown !== undefined) return shownCode(ack.shown)
  if (ack.code === 500 && app.request_url === undefined) return shownCode(Number(state.switches.throwCode))
  if (ack.code !== 200) return shownCode(200671)
  if (ack.data === undefined) return {}
  const body = parseJson(Buffer.from(ack.data, 'base64').toString())
  if (!isObject(body) || Object.keys(body).some((key) => key !== 'toast' && key !== 'card'))
    return shownCode(200672)
  const { toast, card } = body
  if (toast !== undefined && !isToast(toast)) return shownCode(200672)
  const code = card === undefined ? undefined : cardCode(card, knowledge(state, app.app_id, true))
  if (code !== undefined) return shownCode(code)
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

/** An error as the client shows it, with its code. */
export function shownCode(code: number): Refused {
  return { error: { code, text: `出错了，请稍后重试 code: ${code}` } }
}

/** What never reaches the app. */
export function refused(text: string): Refused {
  return { error: { code: 0, text } }
}
