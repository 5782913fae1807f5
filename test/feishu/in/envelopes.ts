import { createCipheriv, createHash, randomBytes } from 'node:crypto'

export const KEY = 'test key'
export const TOKEN = 'the verification token'
/** The moment of the tests, in which timestamps are fresh. */
export const NOW = Temporal.Instant.from('2026-11-23T01:00:00Z')

/** A request of the platform: the bytes of its body and its headers. */
export type Request = { body: Buffer; headers: Record<string, string> }

type Over = { key?: string; nonce?: string; timestamp?: string; pretty?: boolean; seal?: boolean }

/** What the platform would post for this content, sealed and signed; `over` changes one thing. */
export function aRequest(content: object, over: Over = {}): Request {
  const { key = KEY, seal = true } = over
  const plain = JSON.stringify(content, null, over.pretty ? 2 : 0)
  return signed(
    seal ? JSON.stringify({ encrypt: encrypted(plain, key) }, null, over.pretty ? 2 : 0) : plain,
    over,
  )
}

/** A body with the signature that belongs to it. */
export function signed(text: string, over: Over = {}): Request {
  const { key = KEY, nonce = randomBytes(8).toString('hex') } = over
  const { timestamp = `${NOW.epochMilliseconds / 1_000}` } = over
  const body = Buffer.from(text)
  const signature = createHash('sha256')
    .update(timestamp + nonce + key)
    .update(body)
    .digest('hex')
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
  }
}

function encrypted(text: string, key: string): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), iv)
  return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('base64')
}

/** A challenge, as it is posted when the address is saved. */
export function aChallenge(token = TOKEN) {
  return { challenge: 'c-1', token, type: 'url_verification' }
}

/** An event of any kind. */
export function anEvent(event_type: string, event: object, token = TOKEN) {
  const header = { event_id: 'e-1', event_type, create_time: `${NOW.epochMilliseconds}`, token }
  return { schema: '2.0', header: { ...header, app_id: 'cli_a', tenant_key: 't' }, event }
}

/** A direct message. */
export function aMessage(text: string, token = TOKEN) {
  const message = {
    message_id: 'om_1',
    create_time: `${NOW.epochMilliseconds}`,
    chat_id: 'oc_1',
    chat_type: 'p2p',
    message_type: 'text',
    content: JSON.stringify({ text }),
  }
  const sender = { sender_id: { open_id: 'ou_anna' }, sender_type: 'user' }
  return anEvent('im.message.receive_v1', { sender, message }, token)
}

/** A press of a button. */
export function aClick() {
  return anEvent('card.action.trigger', {
    operator: { open_id: 'ou_anna' },
    token: 'c-update-token',
    action: { tag: 'button', value: { a: 'join' } },
    context: { open_message_id: 'om_1', open_chat_id: 'oc_1' },
  })
}
