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
