import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { reduced } from '../../src/files/reduce.ts'
import { ONE_PIXEL, PHOTO_WITH_PLACE, TRACES } from '../support/photo.ts'

async function smallOf(picture: Buffer): Promise<Buffer> {
  const small = await reduced(picture)
  if ('fault' in small) throw new Error(small.fault)
  return small.bytes
}

/** The head of a PNG of this size, and almost nothing behind it. */
function pngHead(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([8, 2, 0, 0, 0], 8)
  const magic = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    magic,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.alloc(9))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('a photo tells neither where it was taken nor when nor with what, and stands upright', async () => {
  for (const trace of TRACES) expect(PHOTO_WITH_PLACE.includes(trace)).toBe(true)
  const small = await smallOf(PHOTO_WITH_PLACE)
  for (const trace of TRACES) expect(small.includes(trace)).toBe(false)
  const { width, height, exif, icc, orientation } = await sharp(small).metadata()
  // It was 24 × 16, with a camera that was turned.
  expect([width, height, exif, icc, orientation]).toEqual([16, 24, undefined, undefined, undefined])
})

test('a large photo keeps its shape and 2,000 pixels, and the same bytes always become the same', async () => {
  const blank = { width: 5_000, height: 2_500, channels: 3, background: '#842' } as const
  const large = await sharp({ create: blank }).jpeg().toBuffer()
  const small = await smallOf(large)
  expect(await sharp(small).metadata()).toMatchObject({ format: 'jpeg', width: 2_000, height: 1_000 })
  expect(await smallOf(large)).toEqual(small)
})

test.each(['png', 'webp'] as const)(
  'a %s becomes a JPEG, and what is transparent is white',
  async (format) => {
    const clear = { width: 3, height: 3, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } as const
    const small = await smallOf(await sharp({ create: clear })[format]().toBuffer())
    expect([...(await sharp(small).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255])
  },
)

test('one pixel is a picture', async () => {
  expect(await sharp(await smallOf(ONE_PIXEL)).metadata()).toMatchObject({ width: 1, height: 1 })
})

test.each([
  ['a picture of more than forty megapixels', pngHead(20_000, 2_001), 'tooManyPixels'],
  ['a picture of four thousand megapixels', pngHead(65_000, 65_000), 'tooManyPixels'],
  ['a head without a body', pngHead(300, 300), 'broken'],
  ['a drawing that could read files', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'format'],
  ['a film', Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), 'format'],
  ['a GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'), 'format'],
  ['nothing', Buffer.alloc(0), 'format'],
])('%s is not taken', async (_, bytes, fault) => {
  expect(await reduced(bytes)).toEqual({ fault })
})
