import { randomUUID } from 'node:crypto'
import type { Box } from '../box.ts'
import type { Ask } from './gateway.ts'
import { type Answer, refuse, success } from './refusal.ts'

const MEGABYTE = 1024 * 1024
const FILE_TYPES = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']
const PICTURES = ['89504e47', 'ffd8ff', '47494638', '52494646', '424d']

/** `POST /open-apis/im/v1/images` */
export function uploadImage(box: Box, ask: Ask): Answer {
  const form = formOf(ask)
  const image = form.get('image')
  if (`${form.get('image_type')}` !== 'message' || !image) return refuse(234001, 'Invalid request param.')
  const start = image.toString('hex', 0, 8)
  if (image.length > 0 && !PICTURES.some((picture) => start.startsWith(picture))) {
    return refuse(234011, "Can't regonnize the image format.")
  }
  return keep(box, ask, { kind: 'image', name: '图片', bytes: image, max: 10 * MEGABYTE })
}

/** `POST /open-apis/im/v1/files` */
export function uploadFile(box: Box, ask: Ask): Answer {
  const form = formOf(ask)
  const [name, bytes] = [form.get('file_name'), form.get('file')]
  if (!FILE_TYPES.includes(`${form.get('file_type')}`) || !name || !bytes) {
    return refuse(234001, 'Invalid request param.')
  }
  return keep(box, ask, { kind: 'file', name: name.toString(), bytes, max: 30 * MEGABYTE })
}

type Upload = { kind: 'image' | 'file'; name: string; bytes: Buffer; max: number }

function keep(box: Box, { app, call }: Ask, { kind, name, bytes, max }: Upload): Answer {
  if (bytes.length === 0) return refuse(234010, "File's size can't be 0.")
  if (bytes.length > max) return refuse(234006, 'The file size exceed the max value.')
  const key = `${kind === 'image' ? 'img' : 'file'}_${randomUUID()}`
  box.files.set(key, { name, bytes, app_id: app.app_id })
  call.effect = 'new'
  return success({ [`${kind}_key`]: key })
}

// The SDK sends buffers without a file name, which a browser's FormData would take for text.
function formOf({ request }: Ask): Map<string, Buffer> {
  const [, boundary = ''] = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '') ?? []
  const body = Buffer.isBuffer(request.body) && boundary ? request.body.toString('latin1') : ''
  const parts = body.split(`--${boundary}`).map((part) => /name="([^"]+)".*?\r\n\r\n(.*)\r\n$/s.exec(part))
  return new Map(parts.flatMap((part) => (part ? [[`${part[1]}`, Buffer.from(`${part[2]}`, 'latin1')]] : [])))
}
