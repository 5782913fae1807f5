import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Answer } from '../api/refusal.ts'
import type { SandboxState } from '../state.ts'
import { asText, type Json } from '../json.ts'
import type { App } from '../world.ts'
import { admit, CLIENT_CONFIG, connectionsOf } from './hub.ts'

const AUTH_FAILED = 514
const TOO_MANY = 1000040350

type Refusal = { code: number; msg: string }

/** `POST /callback/ws/endpoint`: where the client is to connect. */
export function issueEndpoint(state: SandboxState, body: Json): Answer {
  const known = state.apps.get(asText(body['AppID']))
  const app = admitted(state, known?.app_secret === body['AppSecret'] ? known : undefined)
  if ('code' in app) return failed(state, app)
  const ticket = randomUUID()
  state.hub.tickets.set(ticket, app.app_id)
  // The SDK reads the query of the whole URL, so the first parameter's name is lost to it: service_id must not be first.
  const query = `fpid=1&aid=1&device_id=1&access_key=x&service_id=1&ticket=${ticket}`
  const URL = `ws://${state.address.host}/ws/v2?${query}`
  return { status: 200, body: { code: 0, msg: '', data: { URL, ClientConfig: CLIENT_CONFIG } } }
}

// The SDK takes `data` apart: an object ends its attempts, null makes it try again.
function failed({ switches }: SandboxState, refusal: Refusal): Answer {
  return { status: 200, body: { ...refusal, data: switches.endpointRefusal === 'object' ? {} : null } }
}

/** Accepts the upgrade of clients that hold a ticket, once; the others learn from headers why not. */
export function acceptSockets(server: Server, state: SandboxState): void {
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? '/', 'http://sandbox').searchParams.get('ticket') ?? ''
    const app = admitted(state, state.apps.get(state.hub.tickets.get(ticket) ?? ''))
    state.hub.tickets.delete(ticket)
    if ('code' in app) return void socket.end(refusedUpgrade(app))
    sockets.handleUpgrade(request, socket, head, (opened) => admit(state.hub, opened, app.app_id))
  })
}

function admitted(state: SandboxState, app: App | undefined): App | Refusal {
  if (!app) return { code: AUTH_FAILED, msg: 'auth failed' }
  if (!app.enabled) return { code: 403, msg: 'forbidden' }
  if (connectionsOf(state.hub, app.app_id).length < Number(state.switches.maxConnections)) return app
  return { code: TOO_MANY, msg: 'too many connections' }
}

// A client that has passed the endpoint and is one too many now has failed to authenticate, with the reason beside it.
function refusedUpgrade({ code, msg }: Refusal): string {
  const status = code === TOO_MANY ? AUTH_FAILED : code
  const reason = [`Handshake-Status: ${status}`, `Handshake-Msg: ${msg}`]
  if (code === TOO_MANY) reason.push(`Handshake-Autherrcode: ${code}`)
  return ['HTTP/1.1 401 Unauthorized', ...reason, 'Connection: close', '', ''].join('\r\n')
}
