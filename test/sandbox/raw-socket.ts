import { once } from 'node:events'
import { expect } from 'vitest'
import { WebSocket } from 'ws'
import { asObject, asText, type Json, parseJson } from '../../src/sandbox/json.ts'
import { decodeFrame, encodeFrame, type Frame } from '../../src/sandbox/socket/frame.ts'
import { APP } from '../support/sandbox.ts'
import { post } from './app.ts'

/** A long connection without the SDK: every frame is kept, nothing is answered by itself. */
export type RawSocket = Disposable & {
  frames: Frame[]
  /** The data frames; the pongs are left out. */
  data: () => Frame[]
  send: (frame: Partial<Frame>) => void
  write: (bytes: Uint8Array) => void
  ack: (frame: Frame | undefined, answer?: Json) => void
}

/** What the endpoint answers to this app. */
export async function askEndpoint(url: string, app: { app_id: string; app_secret: string } = APP) {
  const { body } = await post(`${url}/callback/ws/endpoint`, { AppID: app.app_id, AppSecret: app.app_secret })
  return { code: body['code'], data: asObject(body['data']), address: asText(asObject(body['data'])['URL']) }
}

type Opening = { app?: { app_id: string; app_secret: string }; pings?: boolean; address?: string }

/** Connects by the endpoint's address; once it has pinged, the platform may push. */
export async function openRawSocket(
  url: string,
  { app = APP, pings = true, address }: Opening = {},
): Promise<RawSocket> {
  const socket = new WebSocket(address ?? (await askEndpoint(url, app)).address)
  const frames: Frame[] = []
  socket.on('message', (bytes: Buffer) => void frames.push(decodeFrame(bytes) ?? expect.fail('garbage')))
  await once(socket, 'open')
  const write = (bytes: Uint8Array) => socket.send(bytes)
  const send = (frame: Partial<Frame>) =>
    write(encodeFrame({ service: 1, method: 1, headers: {}, payload: Buffer.of(), ...frame }))
  if (pings) {
    send({ method: 0, headers: { type: 'ping' } })
    await expect.poll(() => frames).toHaveLength(1)
  }
  return {
    frames,
    data: () => frames.filter((frame) => frame.method === 1),
    send,
    write,
    ack: (frame, answer = { code: 200 }) =>
      frame ? send({ ...frame, payload: Buffer.from(JSON.stringify(answer)) }) : expect.fail('no frame'),
    [Symbol.dispose]: () => socket.terminate(),
  }
}

/** The envelope that a push of one part carries. */
export function envelopeIn(frame: Frame | undefined): { header: Json; event: Json } {
  const { header, event } = asObject(parseJson(frame?.payload.toString() ?? ''))
  return { header: asObject(header), event: asObject(event) }
}

/** How a refused upgrade explains itself. */
export async function refusedUpgrade(address: string): Promise<Record<string, unknown>> {
  const socket = new WebSocket(address)
  const [, response] = await once(socket, 'unexpected-response')
  const { statusCode, headers } = asObject(response)
  return { status: statusCode, ...asObject(headers) }
}
