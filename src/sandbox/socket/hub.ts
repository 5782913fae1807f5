import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { SandboxState } from '../state.ts'
import { chance } from '../faults.ts'
import { asObject, parseJson } from '../json.ts'
import type { App } from '../world.ts'
import { decodeFrame, encodeFrame, type Frame, type Part, partsOf } from './frame.ts'

/** The platform's own patience with an app, in real milliseconds. */
export const PATIENCE = 3_000

/** What the client is told about reconnecting and pinging, in seconds. */
export const CLIENT_CONFIG = {
  ReconnectCount: -1,
  ReconnectInterval: 1,
  ReconnectNonce: 0,
  PingInterval: 120,
}

/** One long connection; a half-open one stays, and nothing passes either way. */
export type Connection = { app_id: string; socket: WebSocket; pinged: boolean; halfOpen: boolean }
type Expected = { connection: Connection; settle: (ack: Ack | undefined) => void }

/**
 * What the app answered: 200 with data, 200 without, or what went wrong: 500 when its handler threw, any status of its
 * server. `shown` is the code that a person who clicked gets to see where it is no answer of the app.
 */
export type Ack = { code: number; data?: string; shown?: number }

/** The open long connections and the answers that are still awaited. */
export type Hub = {
  connections: Set<Connection>
  /** message_id of the frame → who is to answer it */
  expected: Map<string, Expected>
  /** ticket of the endpoint → app */
  tickets: Map<string, string>
  pushes: number
}

/** No connections yet. */
export function openHub(): Hub {
  return { connections: new Set(), expected: new Map(), tickets: new Map(), pushes: 0 }
}

/** The connections of one app, in the order of their coming. */
export function connectionsOf(hub: Hub, app_id: string): Connection[] {
  return [...hub.connections].filter((one) => one.app_id === app_id)
}

/** Takes a client's socket into service. */
export function admit(hub: Hub, socket: WebSocket, app_id: string): void {
  const connection = { app_id, socket, pinged: false, halfOpen: false }
  hub.connections.add(connection)
  socket.on('message', (bytes: Buffer) => receive(hub, connection, bytes))
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    hub.connections.delete(connection)
    for (const expected of [...hub.expected.values()])
      if (expected.connection === connection) expected.settle(undefined)
  })
}

// What is neither a ping nor the answer of the connection that was asked is passed over, as the platform does.
function receive(hub: Hub, connection: Connection, bytes: Buffer): void {
  const frame = decodeFrame(bytes)
  if (!frame || connection.halfOpen) return
  const { type, message_id = '' } = frame.headers
  if (frame.method === 0 && type === 'ping') {
    connection.pinged = true
    const payload = Buffer.from(JSON.stringify(CLIENT_CONFIG))
    send(connection, { ...frame, headers: { type: 'pong' }, payload })
  }
  const expected = frame.method === 1 ? hub.expected.get(message_id) : undefined
  if (expected?.connection === connection) expected.settle(ackOf(frame.payload))
}

function ackOf(payload: Buffer): Ack {
  const { code, data } = asObject(parseJson(payload.toString()))
  return { code: typeof code === 'number' ? code : 500, ...(typeof data === 'string' && { data }) }
}

/**
 * Pushes an envelope to one of the app's connections, chosen at random among those that have pinged: earlier the client
 * does not listen yet. Resolves with the answer, however late, or with undefined when the connection has ended.
 */
export function push(state: SandboxState, app: App, envelope: object): Promise<Ack | undefined> {
  const { hub } = state
  const able = connectionsOf(hub, app.app_id).filter((one) => one.pinged)
  const connection = able[Math.floor(Math.random() * able.length)]
  if (!connection) return Promise.resolve({ code: 0, shown: 200340 })
  const id = randomUUID()
  return new Promise((resolve) => {
    const settle = (ack: Ack | undefined) => {
      hub.expected.delete(id)
      resolve(ack)
    }
    hub.expected.set(id, { connection, settle })
    for (const { sum, seq, payload } of cutUp(state, Buffer.from(JSON.stringify(envelope)))) {
      const headers = { type: 'event', message_id: id, sum: `${sum}`, seq: `${seq}`, trace_id: id }
      send(connection, { service: 1, method: 1, headers, payload })
    }
  })
}

function cutUp({ hub, switches, faults }: SandboxState, payload: Buffer): Part[] {
  hub.pushes += 1
  if (switches.frameParts === 'one') return [{ sum: 1, seq: 0, payload }]
  const { pushes } = hub
  return partsOf(payload, (what) => chance(`${faults.seed} push ${pushes} ${what}`))
}

function send(connection: Connection, frame: Frame): void {
  if (!connection.halfOpen) connection.socket.send(encodeFrame(frame))
}

/** Drops every connection as a network failure would. */
export function cutAll(hub: Hub): number {
  const count = hub.connections.size
  for (const { socket } of hub.connections) socket.terminate()
  return count
}
