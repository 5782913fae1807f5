import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Answer } from '../api/refusal.ts'
import type { Box } from '../box.ts'
import { asText, type Json } from '../json.ts'
import { admit, CLIENT_CONFIG } from './hub.ts'

const MAX_CONNECTIONS = 50

/** `POST /callback/ws/endpoint`: where the client is to connect. */
export function issueEndpoint(box: Box, body: Json): Answer {
  const app = box.apps.get(asText(body['AppID']))
  if (!app || app.app_secret !== body['AppSecret']) return failed(box, 514, 'auth failed')
  if (!app.enabled) return failed(box, 403, 'forbidden')
  const open = [...box.hub.connections].filter((one) => one.app_id === app.app_id)
  if (open.length >= MAX_CONNECTIONS) return failed(box, 1000040350, 'too many connections')
  const ticket = randomUUID()
  box.hub.tickets.set(ticket, app.app_id)
  // The SDK reads the query of the whole URL, so the first parameter's name is lost to it: service_id must not be first.
  const query = `fpid=1&aid=1&device_id=1&access_key=x&service_id=1&ticket=${ticket}`
  const URL = `ws://${box.address.host}/ws/v2?${query}`
  return { status: 200, body: { code: 0, msg: '', data: { URL, ClientConfig: CLIENT_CONFIG } } }
}

// The SDK takes `data` apart: an object ends its attempts, null makes it try again.
function failed({ switches }: Box, code: number, msg: string): Answer {
  return { status: 200, body: { code, msg, data: switches.endpointRefusal === 'object' ? {} : null } }
}

/** Accepts the upgrade of clients that hold a ticket. */
export function acceptSockets(server: Server, box: Box): void {
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? '/', 'http://sandbox').searchParams.get('ticket') ?? ''
    const app_id = box.hub.tickets.get(ticket)
    box.hub.tickets.delete(ticket)
    if (app_id === undefined) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (opened) => admit(box.hub, opened, app_id))
  })
}
