import { asObject, asText } from '../../src/sandbox/json.ts'
import { APP } from '../support/sandbox.ts'
import { post } from './app.ts'
import type { Inside } from './inside.ts'

/** The smallest beginning of a PNG that tells its size. */
export function aPng(width = 2, height = 2): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  return Buffer.concat([head, size, Buffer.from('0802000000', 'hex')])
}

/** Asks with the token of an app; what comes back may be bytes. */
export async function asApp({ url }: Inside, app: { app_id: string; app_secret: string } = APP) {
  const { body } = await post(`${url}/open-apis/auth/v3/tenant_access_token/internal`, app)
  const headers = { authorization: `Bearer ${body['tenant_access_token']}` }
  return (path: string, init: RequestInit = {}) =>
    fetch(`${url}/open-apis/im/v1/${path}`, { headers, ...init })
}

/** Uploads a picture as the app. */
export async function upload(inside: Inside, image: Buffer | undefined, image_type = 'message') {
  const form = new FormData()
  form.set('image_type', image_type)
  if (image) form.set('image', new Blob([Uint8Array.from(image)]), 'picture')
  const ask = await asApp(inside)
  return told(await ask('images', { method: 'POST', body: form }))
}

/** How a call ended, and the key of a picture. */
export async function told(answer: Response) {
  const { code, data } = asObject(await answer.json())
  const key = asText(asObject(data)['image_key'])
  return { status: answer.status, code, ...(key && { key }) }
}
