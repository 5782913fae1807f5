import { randomUUID } from 'node:crypto'
import type { SandboxState } from '../state.ts'
import { readPicture } from '../rules/picture.ts'
import type { Ask } from './gateway.ts'
import { type Answer, notOffered, refuse, success } from './refusal.ts'

/** `POST /open-apis/im/v1/images`; only the app that uploaded a picture can show it. */
export function uploadImage(state: SandboxState, ask: Ask): Answer {
  const form = formOf(ask)
  const [type, bytes] = [`${form.get('image_type')}`, form.get('image')]
  if (type === 'avatar') return notOffered(400)
  if (type !== 'message' || !bytes) return refuse(234001, 'Invalid request param.')
  const picture = readPicture(bytes)
  if ('status' in picture) return picture
  const image_key = `img_v3_${randomUUID()}`
  state.files.set(image_key, { name: '图片', bytes, media: picture.media, app_id: ask.app.app_id })
  ask.call.effect = 'new'
  return success({ image_key })
}

const MOST_FILE_BYTES = 30 * 1024 * 1024
const FILE_TYPES = 'opus mp4 pdf doc xls ppt stream'.split(' ')

/** `POST /open-apis/im/v1/files`; only the app that uploaded a file can send it. */
export function uploadFile(state: SandboxState, ask: Ask): Answer {
  const form = formOf(ask)
  const bytes = form.get('file')
  const name = Buffer.from(form.get('file_name') ?? '').toString()
  const isNamed = /^[^\\/]+\.\w+$/.test(name)
  if (!FILE_TYPES.includes(`${form.get('file_type')}`) || !isNamed || !bytes)
    return refuse(234001, 'Invalid request param.')
  if (bytes.length === 0) return refuse(234010, "File's size can't be 0.")
  if (bytes.length > MOST_FILE_BYTES) return refuse(234006, 'The file size exceed the max value.')
  const file_key = `file_v3_${randomUUID()}`
  state.files.set(file_key, { name, bytes, media: 'application/octet-stream', app_id: ask.app.app_id })
  ask.call.effect = 'new'
  return success({ file_key })
}

// The SDK sends buffers without a file name, which a browser's FormData would take for text.
function formOf({ request }: Ask): Map<string, Buffer> {
  const [, boundary = ''] = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '') ?? []
  const body = Buffer.isBuffer(request.body) && boundary ? request.body.toString('latin1') : ''
  const parts = body.split(`--${boundary}`).map((part) => /name="([^"]+)".*?\r\n\r\n(.*)\r\n$/s.exec(part))
  return new Map(parts.flatMap((part) => (part ? [[`${part[1]}`, Buffer.from(`${part[2]}`, 'latin1')]] : [])))
}
