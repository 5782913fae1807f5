import type { Sharp } from 'sharp'
import type { FileFault } from './types.ts'

/** Forty megapixels: what a phone takes, and what is unpacked into 120 MB. */
const MOST_PIXELS = 40_000_000
/** The longest edge in pixels: enough for half a page in print. */
const EDGE = 2_000
const QUALITY = 82
const PATIENCE_SECONDS = 20

/**
 * A picture as a JPEG with its longest edge at 2,000 pixels, upright, without place, time and phone; what is transparent is
 * white. Its size is read from its head before it is unpacked. The work is done beside the main loop.
 */
export async function reduced(picture: Buffer): Promise<{ bytes: Buffer } | { fault: FileFault }> {
  opening ??= load()
  const open = await opening
  const size = picture.length === 0 ? null : await sizeOf(open(picture, false))
  if (size === null) return { fault: 'format' }
  if (size.width * size.height > MOST_PIXELS) return { fault: 'tooManyPixels' }
  try {
    const small = open(picture, MOST_PIXELS)
      .autoOrient()
      .resize(EDGE, EDGE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: QUALITY })
      .timeout({ seconds: PATIENCE_SECONDS })
    return { bytes: await small.toBuffer() }
  } catch {
    // The library tells no faults apart: a head that can be read, and a body that cannot.
    return { fault: 'broken' }
  }
}

async function sizeOf(picture: Sharp): Promise<{ width: number; height: number } | null> {
  try {
    return await picture.metadata()
  } catch {
    return null // no picture of a format that is opened
  }
}

type Open = (picture: Buffer, limitInputPixels: number | false) => Sharp

let opening: Promise<Open> | undefined

/** The library takes memory, so it is loaded for the first picture. It opens these three formats and nothing else. */
async function load(): Promise<Open> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp'].map((format) => `VipsForeignLoad${format}Buffer`) })
  return (picture, limitInputPixels) => sharp(picture, { limitInputPixels })
}
