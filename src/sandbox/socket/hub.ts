import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import { asObject, parseJson } from '../json.ts'
import { decodeFrame, encodeFrame } from './frame.ts'

/** The platform's own patience with an app. */
export const PATIENCE = 3_000

/** What the client is told about reconnecting and pinging, in seconds. */
export const CLIENT_CONFIG = {
  ReconnectCount: -1,
  ReconnectInterval: 1,
  ReconnectNonce: 0,
  PingInterval: 120,
}

type Connection = { app_id: string; socket: WebSocket; pinged: boolean }
type Expected = { socket: WebSocket; settle: (ack: Ack | undefined) => void }

/**
 * What the app answered: 200 with data, 200 without, or what went wrong: 500 when its handler threw, any status of its
 * server. `shown` is the code for whoever clicked, where it is no answer of the app.
 */
export type Ack = { code: number; data?: string; shown?: number }

/** The open long connections and the answers that are still awaited. */
export type Hub = {
  connections: Set<Connection>
  expected: Map<string, Expected>
  /** ticket of the endpoint → app */
  tickets: Map<string, string>
}

/** No connections yet. */
export function openHub(): Hub {
  return { connections: new Set(), expected: new Map(), tickets: new Map() }
}

/** Takes a client's socket into service. */
export function admit(hub: Hub, socket: WebSocket, app_id: string): void {
  const connection = { app_id, socket, pinged: false }
  hub.connections.add(connection)
  socket.on('message', (bytes: Buffer) => hear(hub, connection, bytes))
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    hub.connections.delete(connection)
    for (const expected of [...hub.expected.values()])
      if (expected.socket === socket) expected.settle(undefined)
  })
}

function hear(hub: Hub, connection: Connection, bytes: Buffer): void {
  const frame = decodeFrame(bytes)
  if (!frame) return
  if (frame.method === 1) {
    hub.expected.get(frame.headers['message_id'] ?? '')?.settle(ackOf(frame.payload))
  } else if (frame.headers['type'] === 'ping') {
    connection.pinged = true
    const payload = Buffer.from(JSON.stringify(CLIENT_CONFIG))
    connection.socket.send(encodeFrame({ ...frame, headers: { type: 'pong' }, payload }))
  }
}

function ackOf(payload: Buffer): Ack {
  const { code, data } = asObject(parseJson(payload.toString()))
  return { code: typeof code === 'number' ? code : 500, ...(typeof data === 'string' && { data }) }
}

/**
 * Pushes an event to one of the app's connections, chosen at random among those that have pinged: earlier the client
 * does not listen yet. Resolves with the answer, or undefined when none came within three seconds.
 */
export function push(hub: Hub, app_id: string, envelope: object): Promise<Ack | undefined> {
  const able = [...hub.connections].filter((one) => one.app_id === app_id && one.pinged)
  const chosen = able[Math.floor(Math.random() * able.length)]
  if (!chosen) return Promise.resolve(undefined)
  const id = randomUUID()
  return new Promise((resolve) => {
    const settle = (ack: Ack | undefined) => {
      clearTimeout(timer)
      hub.expected.delete(id)
      resolve(ack)
    }
    const timer = setTimeout(() => settle(undefined), PATIENCE)
    hub.expected.set(id, { socket: chosen.socket, settle })
    const headers = { type: 'event', message_id: id, sum: '1', seq: '0', trace_id: id }
    chosen.socket.send(
      encodeFrame({ service: 1, method: 1, headers, payload: Buffer.from(JSON.stringify(envelope)) }),
    )
  })
}

/** Drops every connection as a network failure would. */
export function cutAll(hub: Hub): number {
  const count = hub.connections.size
  for (const { socket } of hub.connections) socket.terminate()
  return count
}
