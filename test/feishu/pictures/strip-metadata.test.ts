import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stripMetadata } from '../../../src/feishu/pictures/strip-metadata.ts'
import { ONE_PIXEL, PHOTO_WITH_PLACE, TRACES } from '../../support/photo.ts'

/** Where the picture itself begins: the tables and the scan, which no cleaning may touch. */
const firstTable = PHOTO_WITH_PLACE.indexOf(Buffer.from([0xff, 0xdb]))

function bareOf(bytes: Buffer): Buffer {
  const bare = stripMetadata(bytes)
  if (bare === null) throw new Error('refused')
  return bare
}

function segment(marker: number, content: string | Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, Buffer.from(content)])
}

/** The photo with more segments right after its beginning, and bytes after its end. */
function withMore(segments: Buffer[], tail = Buffer.alloc(0)): Buffer {
  return Buffer.concat([PHOTO_WITH_PLACE.subarray(0, 2), ...segments, PHOTO_WITH_PLACE.subarray(2), tail])
}

test('a photo tells neither where it was taken nor when nor with what, and its pixels are untouched', () => {
  const bare = bareOf(PHOTO_WITH_PLACE)
  for (const trace of TRACES) {
    expect(PHOTO_WITH_PLACE.includes(trace)).toBe(true)
    expect(bare.includes(trace)).toBe(false)
  }
  const pixels = PHOTO_WITH_PLACE.subarray(firstTable)
  expect(bare.subarray(bare.length - pixels.length)).toEqual(pixels)
})

test('of all that a camera wrote only stays which way is up', () => {
  const bare = bareOf(PHOTO_WITH_PLACE)
  const head = bare.subarray(0, bare.length - (PHOTO_WITH_PLACE.length - firstTable))
  const orientation = '0112000300000001' + '0006' + '0000'
  expect(head.toString('hex')).toContain(`457869660000${'4d4d002a00000008'}0001${orientation}00000000`)
  // Exif shrinks from 312 bytes to 34.
  expect(head.length).toBe(firstTable - 278)
})

test('captions, comments, a second picture and a film after the end go as well', () => {
  const more = withMore(
    [
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>exif:GPSLatitude="31,13N"</x:xmpmeta>'),
      segment(0xed, 'Photoshop 3.0\0 city: Shanghai'),
      segment(0xe2, 'MPF\0 a second picture'),
      segment(0xfe, 'taken at home'),
    ],
    Buffer.from('ftypmp42 GPS of the film'),
  )
  expect(bareOf(more)).toEqual(bareOf(PHOTO_WITH_PLACE))
})

test('a colour profile stays, and cleaning twice changes nothing', () => {
  const coloured = bareOf(withMore([segment(0xe2, 'ICC_PROFILE\0 a profile')]))
  expect(coloured.includes('ICC_PROFILE')).toBe(true)
  expect(bareOf(coloured)).toEqual(coloured)
})

function chunk(type: string, content: string): Buffer {
  const body = Buffer.from(type + content, 'latin1')
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

test('a PNG loses its Exif and its texts, and nothing that draws it', () => {
  const [start, rest] = [ONE_PIXEL.subarray(0, 33), ONE_PIXEL.subarray(33)]
  const told = ['eXIf', 'iTXt', 'tEXt', 'zTXt', 'tIME'].map((type) => chunk(type, 'GPS 31.23'))
  expect(bareOf(Buffer.concat([start, ...told, rest, Buffer.from('after the end')]))).toEqual(ONE_PIXEL)
})

function webp(...chunks: [type: string, content: string][]): Buffer {
  const parts = chunks.map(([type, content]) => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(content.length)
    return Buffer.concat([
      Buffer.from(type),
      size,
      Buffer.from(content, 'latin1'),
      Buffer.alloc(content.length % 2),
    ])
  })
  const body = Buffer.concat([Buffer.from('WEBP'), ...parts])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(body.length)
  return Buffer.concat([Buffer.from('RIFF'), size, body])
}

test('a WebP loses Exif and XMP and no longer announces them', () => {
  const canvas = '\0\0\0\x17\0\0\x0f\0\0'
  const told = webp(['VP8X', `\x3c${canvas}`], ['VP8 ', 'pixels'], ['EXIF', 'GPS'], ['XMP ', 'place'])
  expect(bareOf(told)).toEqual(webp(['VP8X', `\x30${canvas}`], ['VP8 ', 'pixels']))
})

test.each([
  ['nothing', ''],
  ['a page of a proxy', '<html>sign in</html>'],
  ['a film', '\0\0\0\x18ftypmp42'],
  ['a GIF', 'GIF89a'],
])('%s is not passed on', (_what, text) => {
  expect(stripMetadata(Buffer.from(text, 'latin1'))).toBeNull()
})

test('whatever the bytes are, they are cleaned or refused, and never grow', () => {
  const starts = [PHOTO_WITH_PLACE, ONE_PIXEL, webp(['VP8X', '\x3c\0\0\0\x17\0\0\x0f\0\0'], ['EXIF', 'GPS'])]
  const damage = fc.record({ at: fc.nat(1200), byte: fc.nat(255), length: fc.nat(1200) })
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.array(damage, { maxLength: 5 }), (start, blows) => {
      const bytes = Buffer.from(start)
      for (const { at, byte } of blows) if (at < bytes.length) bytes[at] = byte
      const cut = bytes.subarray(0, blows[0]?.length ?? bytes.length)
      expect(stripMetadata(cut)?.length ?? 0).toBeLessThanOrEqual(cut.length + 2)
    }),
    { numRuns: 2_000 },
  )
})
