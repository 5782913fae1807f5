import { imageSize } from 'image-size'
import { type Answer, refuse } from '../api/refusal.ts'

const MOST_BYTES = 10 * 1024 * 1024
const MOST_PIXELS = 12_000
const MOST_GIF_PIXELS = 2_000

/** The formats that are taken, as media types. */
const FORMATS: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  tiff: 'image/tiff',
  heic: 'image/heic',
}

/** The media type of a picture, or why the platform does not take it (§2.8). */
export function readPicture(bytes: Buffer): { media: string } | Answer {
  if (bytes.length === 0) return refuse(234010, "File's size can't be 0.")
  if (bytes.length > MOST_BYTES) return refuse(234006, 'The file size exceed the max value.')
  const size = sizeOf(bytes)
  const media = FORMATS[size?.type ?? '']
  if (!size || media === undefined) return refuse(234011, "Can't regonnize the image format.")
  const most = size.type === 'gif' ? MOST_GIF_PIXELS : MOST_PIXELS
  if (Math.max(size.width, size.height) > most) return refuse(234039, 'Image resolution exceeds limit.')
  return { media }
}

function sizeOf(bytes: Buffer) {
  try {
    return imageSize(bytes)
  } catch {
    return undefined // neither a picture nor a whole one: the caller refuses it
  }
}
