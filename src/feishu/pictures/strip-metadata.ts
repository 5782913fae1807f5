import { stripJpeg } from './strip-jpeg.ts'

const JPEG = 'ffd8ff'
const PNG = '89504e470d0a1a0a'
const RIFF = '52494646'

/**
 * A picture without what it tells besides: where and when it was taken, with what, by whom. Null when it is no JPEG, PNG
 * or WebP, or cannot be read: what cannot be cleaned is not passed on.
 */
export function stripMetadata(bytes: Buffer): Buffer | null {
  const start = bytes.toString('hex', 0, 8)
  if (start.startsWith(JPEG)) return stripJpeg(bytes)
  if (start === PNG) return stripPng(bytes)
  const isWebp = start.startsWith(RIFF) && bytes.toString('latin1', 8, 12) === 'WEBP'
  return isWebp ? stripWebp(bytes) : null
}

/** What renders the picture or tells its colours; everything else, such as `eXIf` and `iTXt`, goes. */
const PNG_KEPT = /^(?:IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|iCCP|sBIT)$/

function stripPng(bytes: Buffer): Buffer | null {
  const kept = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length) return null
    if (PNG_KEPT.test(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return null
}

const WEBP_KEPT = /^(?:VP8 |VP8L|VP8X|ALPH|ANIM|ANMF|ICCP)$/
/** The bits of `VP8X` that announce Exif and XMP. */
const ANNOUNCED = 0x0c

function stripWebp(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = []
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    const type = bytes.toString('latin1', at, at + 4)
    if (end > bytes.length) return null
    const chunk = Buffer.from(bytes.subarray(at, end))
    if (type === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~ANNOUNCED
    if (WEBP_KEPT.test(type)) kept.push(chunk)
    at = end
  }
  if (kept.length === 0) return null
  const body = Buffer.concat(kept)
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}
