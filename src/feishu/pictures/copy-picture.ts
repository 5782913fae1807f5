import { z } from 'zod'
import { ImageKey, MessageId } from '../../ids.ts'
import { stripMetadata } from './strip-metadata.ts'
import type { Call } from '../out/call.ts'
import { unanswered, unfit } from '../errors.ts'
import { idOf } from '../parse-id.ts'

/** A picture that somebody sent: its key is good for this message only. */
export type SentPicture = { messageId: string; key: string }

/** The platform takes no larger ones. */
const LARGEST = 10 * 1024 * 1024
/** The platform's code for bytes that are no picture it knows. */
const NO_PICTURE = 234011
const PATIENCE = 30_000

/** Makes the bot's own copy of what somebody sent, without place, time and device, and returns its key. */
export async function copyPicture(call: Call, sent: SentPicture): Promise<ImageKey> {
  const bare = stripMetadata(await download(call, sent))
  if (bare === null) throw unfit('image', NO_PICTURE)
  return upload(call, bare)
}

const Download = z.object({ bytes: z.instanceof(Uint8Array) })

async function download(call: Call, { messageId, key }: SentPicture): Promise<Buffer> {
  const message = idOf('resource', MessageId, messageId)
  const url = `/open-apis/im/v1/messages/${message}/resources/${idOf('resource', ImageKey, key)}`
  const answer = await call({
    api: 'resource',
    method: 'GET',
    url,
    params: { type: 'image' },
    responseType: 'arraybuffer',
    maxContentLength: LARGEST,
    timeout: PATIENCE,
  })
  const got = Download.safeParse(answer)
  if (!got.success) throw unanswered('resource', 'the answer holds no bytes', { status: 200 })
  return Buffer.from(got.data.bytes)
}

const Upload = z.object({ data: z.object({ image_key: ImageKey }) })

async function upload(call: Call, image: Buffer): Promise<ImageKey> {
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
