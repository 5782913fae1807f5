import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'

/** An HTTP server that says 200 to everything; `hear` is told of each request. */
export async function aListener(
  hear: (request: IncomingMessage) => void,
): Promise<AsyncDisposable & { url: string }> {
  const server = createServer((request, reply) => {
    hear(request)
    reply.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
