import { z } from 'zod'
import { FileKey, ImageKey, MessageId } from '../../ids.ts'
import { unanswered } from '../errors.ts'
import { idOf } from '../parse-id.ts'
import type { Call } from './call.ts'

/** What somebody sent: its key is good for this message only. `most`: bytes beyond which it is refused while it comes in. */
export type SentResource = { messageId: string; key: string; most: number }

const PATIENCE = 30_000

const ResourceKey = z.union([ImageKey, FileKey])
const Download = z.object({ bytes: z.instanceof(Uint8Array) })

/** The bytes of what somebody sent. */
export async function download(call: Call, { messageId, key, most }: SentResource): Promise<Buffer> {
  const message = idOf('resource', MessageId, messageId)
  const answer = await call({
    api: 'resource',
    method: 'GET',
    url: `/open-apis/im/v1/messages/${message}/resources/${idOf('resource', ResourceKey, key)}`,
    params: { type: key.startsWith('img_') ? 'image' : 'file' },
    responseType: 'arraybuffer',
    maxContentLength: most,
    timeout: PATIENCE,
  })
  const got = Download.safeParse(answer)
  if (!got.success) throw unanswered('resource', 'the answer holds no bytes', { status: 200 })
  return Buffer.from(got.data.bytes)
}

const Upload = z.object({ data: z.object({ image_key: ImageKey }) })

/** Makes a picture of the bot's own, of ten megabytes at most, and returns its key. */
export async function uploadImage(call: Call, image: Buffer): Promise<ImageKey> {
  const answer = await call({
    api: 'image',
    method: 'POST',
    url: '/open-apis/im/v1/images',
    headers: { 'Content-Type': 'multipart/form-data' },
    data: { image_type: 'message', image },
    timeout: PATIENCE,
  })
  const done = Upload.safeParse(answer)
  if (!done.success) throw unanswered('image', 'the answer holds no key', { status: 200 })
  return done.data.data.image_key
}

/** What the platform calls the kinds of files that the bot makes; it shows these itself. */
const FILE_TYPES: Readonly<Record<string, string>> = { docx: 'doc', xlsx: 'xls', pdf: 'pdf' }

const FileUpload = z.object({ data: z.object({ file_key: FileKey }) })

/** Makes a file of the bot's own, of thirty megabytes at most, and returns its key. */
export async function uploadFile(
  call: Call,
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<FileKey> {
  const type = FILE_TYPES[name.split('.').at(-1) ?? ''] ?? 'stream'
  const answer = await call({
    api: 'file',
    method: 'POST',
    url: '/open-apis/im/v1/files',
    headers: { 'Content-Type': 'multipart/form-data' },
    data: { file_type: type, file_name: name, file: bytes },
    timeout: PATIENCE,
  })
  const done = FileUpload.safeParse(answer)
  if (!done.success) throw unanswered('file', 'the answer holds no key', { status: 200 })
  return done.data.data.file_key
}
