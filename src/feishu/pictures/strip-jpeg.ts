const SOI = Buffer.from([0xff, 0xd8])
const EOI = Buffer.from([0xff, 0xd9])
const FILL = 0xff
const END = 0xd9
const SCAN = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const APP15 = 0xef
const COMMENT = 0xfe

/**
 * A JPEG without Exif (where it was taken, when, with what), XMP, captions, comments and whatever follows its end: a
 * phone hides a film or a second picture there. Which way is up is kept. Null when its parts cannot be told apart.
 */
export function stripJpeg(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [SOI]
  let at = SOI.length
  let isPicture = false
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return null
    if (marker === END) break
    const end = marker === FILL ? at + 1 : endOf(bytes, { at, marker })
    kept.push(...strippedSegment(marker, bytes.subarray(at, end)))
    isPicture ||= marker === SCAN
    at = end
  }
  return isPicture ? Buffer.concat([...kept, EOI]) : null
}

function strippedSegment(marker: number, segment: Buffer): Buffer[] {
  // A marker may be preceded by any number of filling bytes.
  if (marker === FILL || marker === COMMENT) return []
  if (marker === APP1) return upright(segment)
  const isProfile = marker === APP2 && segment.toString('latin1', 4, 15) === 'ICC_PROFILE'
  const colours = marker === APP0 || marker === APP14 || isProfile
  return marker > APP0 && marker <= APP15 && !colours ? [] : [segment]
}

/** Where a segment ends; the picture itself follows the head of its scan without a length. */
function endOf(bytes: Buffer, { at, marker }: { at: number; marker: number }): number {
  const head = at + 2 + Math.max(2, bytes.readUInt16BE(at + 2))
  if (marker !== SCAN) return head
  for (let next = head; next < bytes.length; next += 1) {
    if (bytes[next] === 0xff && !isScanned(bytes[next + 1] ?? 0)) return next
  }
  return bytes.length
}

/** Whether what follows an 0xff belongs to the scan itself. */
function isScanned(byte: number): boolean {
  return byte === 0x00 || byte === FILL || (byte >= 0xd0 && byte <= 0xd7)
}

const EXIF = 'Exif\0\0'
const TIFF = 4 + EXIF.length
const ORIENTATION = 0x0112
const MOST_ENTRIES = 200

/** The one thing of Exif that a picture needs: without it, one taken upright would lie on its side. */
function upright(segment: Buffer): Buffer[] {
  const orientation = segment.toString('latin1', 4, TIFF) === EXIF ? orientationIn(segment.subarray(TIFF)) : 1
  if (orientation < 2 || orientation > 8) return []
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0]
  return [
    Buffer.from([0xff, APP1, 0, 2 + EXIF.length + tiff.length, ...Buffer.from(EXIF, 'latin1'), ...tiff]),
  ]
}

function orientationIn(tiff: Buffer): number {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => {
    if (at < 0 || at + 2 > tiff.length) return 0
    return isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  }
  const directory = isLittle ? short(4) + short(6) * 0x10000 : short(4) * 0x10000 + short(6)
  const count = Math.min(short(directory), MOST_ENTRIES)
  for (let n = 0; n < count; n += 1) {
    const entry = directory + 2 + n * 12
    if (short(entry) === ORIENTATION) return short(entry + 8)
  }
  return 1
}
