import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { type Clock, wall } from '../clock.ts'
import type { Json } from '../json.ts'
import type { App } from '../world.ts'

/** A body as it travels, with the headers that prove where it comes from. */
export type Sealed = { body: string; headers: Record<string, string> }

/** Encrypts and signs a body if the app has an encrypt key (§5.3); without one it travels plain and unsigned. */
export function seal({ encrypt_key }: App, content: Json, clock: Clock): Sealed {
  const text = JSON.stringify(content)
  if (encrypt_key === undefined) return { body: text, headers: {} }
  const body = JSON.stringify({ encrypt: encrypted(text, encrypt_key) })
  const timestamp = `${Math.floor(wall(clock) / 1_000)}`
  const nonce = randomBytes(8).toString('hex')
  const signature = sha256(timestamp + nonce + encrypt_key + body).toString('hex')
  return {
    body,
    headers: {
      'X-Lark-Request-Timestamp': timestamp,
      'X-Lark-Request-Nonce': nonce,
      'X-Lark-Signature': signature,
    },
  }
}

function encrypted(text: string, key: string): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', sha256(key), iv)
  return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('base64')
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
