import Fastify, { type FastifyInstance } from 'fastify'
import { ZodError, z } from 'zod'
import { refuseUnknown, serveOffers } from './api/gateway.ts'
import { beyond, offers } from './api/offers.ts'
import { type Box, openBox } from './state.ts'
import { serveControl } from './control/routes.ts'
import { parseJson } from './json.ts'
import { acceptSockets } from './socket/endpoint.ts'
import { retryDue } from './socket/events.ts'
import { cutAll } from './socket/hub.ts'
import { askAddresses, serveAddress } from './webhook/address.ts'
import type { World } from './world.ts'

const BODY_LIMIT = 40 * 1024 * 1024
const FIRST_PORT = 8090

export type Sandbox = AsyncDisposable & { url: string; box: Box }

/** Opens the local platform on `port`, or on the first free one from 8090. `page` adds the browser's side. */
export async function openSandbox(
  world: World,
  options: { port?: number; page?: (server: FastifyInstance) => Promise<void> } = {},
): Promise<Sandbox> {
  const box = openBox(world)
  const server = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true })
  readBodies(server)
  serveOffers(server, box, { offers, beyond })
  serveControl(server, box)
  serveAddress(server, box)
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof ZodError) return reply.code(400).send({ message: z.prettifyError(error) })
    throw error
  })
  server.setNotFoundHandler((request, reply) => refuseUnknown(box, request, reply))
  acceptSockets(server.server, box)
  await options.page?.(server)
  const url = await listen(server, options.port)
  box.address.host = new URL(url).host
  await askAddresses(box)
  const timer = setInterval(() => retryDue(box), 250)
  return { url, box, [Symbol.asyncDispose]: () => close({ server, box, timer }) }
}

async function close({ server, box, timer }: { server: FastifyInstance; box: Box; timer: NodeJS.Timeout }) {
  clearInterval(timer)
  for (const waiting of [...box.waiting.values()]) waiting.release('cut')
  cutAll(box.hub)
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
