import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'

/** An outgoing proxy as companies have them: it knows CONNECT and nothing else. */
export type Tunnel = AsyncDisposable & {
  url: string
  /** The addresses to which it was asked to lead. */
  asked: string[]
}

/** Opens a proxy on a free port of this machine; with `only` it leads there whatever it is asked for. */
export async function aTunnel(only?: string): Promise<Tunnel> {
  const asked: string[] = []
  const ends = new Set<Socket>()
  const server = createServer((_request, reply) => void reply.writeHead(405).end())
  server.on('connect', (request, outer: Socket) => {
    asked.push(request.url ?? '')
    const [host, port] = (only ?? request.url ?? '').split(':')
    const inner = connect(Number(port), host, () => {
      outer.write('HTTP/1.1 200 Connection established\r\n\r\n')
      inner.pipe(outer).pipe(inner)
    })
    for (const end of [outer, inner]) {
      ends.add(end)
      end.on('error', () => outer.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      for (const end of ends) end.destroy()
      server.closeAllConnections()
      server.close()
    },
  }
}
