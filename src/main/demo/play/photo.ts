import { crc32, deflateSync } from 'node:zlib'

const WIDTH = 64
const HEIGHT = 48
const SKY = [0x33, 0x70, 0xff]
const GROUND = [0xff, 0xa5, 0x3d]

/** A small picture, made here: a blue half above an orange one. */
export function scenePhoto(): Buffer {
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const colour = y < HEIGHT / 2 ? SKY : GROUND
    // Each row begins with its filter: none.
    return [0, ...Array.from({ length: WIDTH }, () => colour).flat()]
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head.set([8, 2], 8)
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from(rows.flat()))), chunk('IEND')]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
