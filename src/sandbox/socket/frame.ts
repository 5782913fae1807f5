import protobuf from 'protobufjs'
import { z } from 'zod'

const Frame = protobuf
  .parse(
    `syntax = "proto2"; package pbbp2;
message Header { required string key = 1; required string value = 2; }
message Frame {
  required uint64 SeqID = 1; required uint64 LogID = 2; required int32 service = 3; required int32 method = 4;
  repeated Header headers = 5; optional string payload_encoding = 6; optional string payload_type = 7;
  optional bytes payload = 8; optional string LogIDNew = 9;
}`,
    { keepCase: true },
  )
  .root.lookupType('pbbp2.Frame')

const Wire = z.object({
  service: z.number(),
  method: z.number(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
  payload: z.instanceof(Uint8Array).optional(),
})

/** A frame of the long connection: method 0 is control (ping, pong), 1 is data. */
export type Frame = { service: number; method: number; headers: Record<string, string>; payload: Buffer }

/** Reads a frame; undefined when the bytes are none. */
export function decodeFrame(bytes: Buffer): Frame | undefined {
  try {
    const wire = Wire.parse(Frame.toObject(Frame.decode(bytes)))
    const headers = Object.fromEntries(wire.headers.map(({ key, value }) => [key, value]))
    return { ...wire, headers, payload: Buffer.from(wire.payload ?? []) }
  } catch {
    return undefined // garbage on the socket is dropped, as the platform does
  }
}

/** Writes a frame. */
export function encodeFrame(frame: Frame): Uint8Array {
  const headers = Object.entries(frame.headers).map(([key, value]) => ({ key, value }))
  const data = frame.method === 1 ? { payload_encoding: 'utf8', payload_type: 'json' } : {}
  return Frame.encode({ SeqID: 1, LogID: 1, ...frame, ...data, headers }).finish()
}

/** One of the `sum` parts in which a payload travels. */
export type Part = { sum: number; seq: number; payload: Buffer }

/** A payload in two or three parts, in any order; `dice` gives a number from 0 to 1 for each thing to decide. */
export function partsOf(payload: Buffer, dice: (what: string) => number): Part[] {
  const sum = dice('sum') < 0.5 ? 2 : 3
  const size = Math.ceil(payload.length / sum)
  const parts = Array.from({ length: sum }, (_, seq) => {
    return { sum, seq, payload: payload.subarray(seq * size, (seq + 1) * size), at: dice(`part ${seq}`) }
  })
  return parts.sort((a, b) => a.at - b.at)
}
