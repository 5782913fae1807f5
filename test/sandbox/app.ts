import * as Lark from '@larksuiteoapi/node-sdk'
import { asObject, asText, type Json } from '../../src/sandbox/json.ts'
import { APP } from '../support/sandbox.ts'

/** A click as the SDK hands it to a handler. */
export type Click = {
  event_id: string
  create_time: string
  operator: { open_id: string }
  action: {
    tag: string
    name?: string
    value?: Record<string, unknown>
    form_value?: Record<string, unknown>
  }
  context: { open_message_id: string; open_chat_id: string }
}
export type Heard = { event_id?: string; message: { message_id: string; content: string; chat_type: string } }

type Handlers = {
  /** null: the app has not registered one. */
  click?: ((click: Click) => Promise<unknown>) | null
  hear?: (heard: Heard) => Promise<void>
}

const quiet = () => undefined
const silent = { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet }
const identity = { appId: APP.app_id, appSecret: APP.app_secret, logger: silent }

/** The unmodified SDK's client with a token cache of its own. */
export function openClient(url: string): Lark.Client {
  return new Lark.Client({ ...identity, domain: url, cache: new Lark.DefaultCache() })
}

/** The unmodified SDK's long connection; resolves when it is ready. */
export async function openApp(url: string, handlers: Handlers = {}): Promise<AsyncDisposable> {
  const ready = Promise.withResolvers<void>()
  const socket = new Lark.WSClient({
    ...identity,
    domain: url,
    onReady: ready.resolve,
    onError: ready.reject,
  })
  const table: Record<string, (data: never) => Promise<unknown>> = {
    ...(handlers.click !== null && { 'card.action.trigger': handlers.click ?? (async () => ({})) }),
    'im.message.receive_v1': handlers.hear ?? (async () => undefined),
  }
  await socket.start({ eventDispatcher: new Lark.EventDispatcher({ logger: silent }).register(table) })
  await ready.promise
  return { [Symbol.asyncDispose]: async () => socket.close({ force: true }) }
}

export type PlainAnswer = {
  status: number
  headers: Headers
  code: number
  msg: string
  data: Json
  error: Json
}

/** The platform's HTTP interface without the SDK. */
export async function openRaw(url: string, app: { app_id: string; app_secret: string } = APP) {
  const { body } = await post(`${url}/open-apis/auth/v3/tenant_access_token/internal`, app)
  return (method: string, path: string, content?: object): Promise<PlainAnswer> =>
    exchange(`${url}/open-apis${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${body['tenant_access_token']}` },
      ...(content && { body: JSON.stringify(content) }),
    })
}

/** A text for one receiver, as the body of a send. */
export function aText(receive_id: string, uuid?: string) {
  return { receive_id, msg_type: 'text', content: JSON.stringify({ text: '您好' }), ...(uuid && { uuid }) }
}

/** A card with one button; `elements` come after it. */
export function aCard(label = '参加', elements: object[] = []) {
  const button = {
    tag: 'button',
    text: plain(label),
    behaviors: [{ type: 'callback', value: { a: 'join' } }],
  }
  return { schema: '2.0', header: { title: plain('会议') }, body: { elements: [button, ...elements] } }
}

/** A plain_text object. */
export function plain(content: string) {
  return { tag: 'plain_text', content }
}

/** That card as the body of a send. */
export function aCardFor(receive_id: string, card: object = aCard()) {
  return { receive_id, msg_type: 'interactive', content: JSON.stringify(card) }
}

/** Posts JSON without a token. */
export async function post(url: string, body: object): Promise<{ status: number; body: Json }> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, body: asObject(await answer.json()) }
}

async function exchange(url: string, init: RequestInit): Promise<PlainAnswer> {
  const answer = await fetch(url, init)
  const { code, msg, data, error } = asObject(await answer.json())
  return {
    status: answer.status,
    headers: answer.headers,
    code: Number(code),
    msg: asText(msg),
    data: asObject(data),
    error: asObject(error),
  }
}
