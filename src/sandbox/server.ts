import Fastify, { type FastifyInstance } from 'fastify'
import { ZodError, z } from 'zod'
import { refuseUnknown, serveOffers } from './api/gateway.ts'
import { BEYOND, offers } from './api/offers.ts'
import { type SandboxState, openState } from './state.ts'
import { serveControl } from './control/routes.ts'
import { parseJson } from './json.ts'
import { acceptSockets } from './socket/endpoint.ts'
import { retryDue } from './socket/events.ts'
import { cutAll } from './socket/hub.ts'
import { askAddresses, serveAddress } from './webhook/address.ts'
import type { World } from './world.ts'

const BODY_LIMIT = 40 * 1024 * 1024
const FIRST_PORT = 8090

export type Sandbox = AsyncDisposable & { url: string; state: SandboxState }

/** Opens the local platform on `port`, or on the first free one from 8090. `page` adds the browser's side. */
export async function openSandbox(
  world: World,
  options: { port?: number; page?: (server: FastifyInstance) => Promise<void> } = {},
): Promise<Sandbox> {
  const state = openState(world)
  const server = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true })
  readBodies(server)
  serveOffers(server, state, { offers, beyond: BEYOND })
  serveControl(server, state)
  serveAddress(server, state)
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof ZodError) return reply.code(400).send({ message: z.prettifyError(error) })
    throw error
  })
  server.setNotFoundHandler((request, reply) => refuseUnknown(state, request, reply))
  acceptSockets(server.server, state)
  await options.page?.(server)
  const url = await listen(server, options.port)
  state.address.host = new URL(url).host
  await askAddresses(state)
  const timer = setInterval(() => retryDue(state), 250)
  return { url, state, [Symbol.asyncDispose]: () => close({ server, state, timer }) }
}

async function close({
  server,
  state,
  timer,
}: {
  server: FastifyInstance
  state: SandboxState
  timer: NodeJS.Timeout
}) {
  clearInterval(timer)
  for (const waiting of [...state.waiting.values()]) waiting.release('cut')
  cutAll(state.hub)
  await server.close()
}

// Any body is taken: what is wrong with it is the API's to say.
function readBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, parseJson(body.toString())),
  )
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

async function listen(server: FastifyInstance, port: number | undefined): Promise<string> {
  if (port !== undefined) return await server.listen({ host: '127.0.0.1', port })
  for (let candidate = FIRST_PORT; ; candidate += 1) {
    try {
      return await server.listen({ host: '127.0.0.1', port: candidate })
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!taken || candidate > FIRST_PORT + 100) throw error
    }
  }
}
