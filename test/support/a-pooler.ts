import { once } from 'node:events'
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net'

/** What PgBouncer lets pass at the start of a session. */
const KNOWN = ['user', 'database', 'application_name', 'client_encoding', 'DateStyle', 'TimeZone']

/** Stands before PostgreSQL as PgBouncer does: what it does not know at a start it refuses, or was told to ignore. */
export async function aPooler(
  to: NetConnectOpts,
  does: 'refuses' | 'ignores',
): Promise<AsyncDisposable & { port: number }> {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    open.add(client)
    client.on('error', () => undefined)
    client.once('data', (packet: Buffer) => {
      const given = parametersOf(packet)
      const unknown = given.find(([name]) => !KNOWN.includes(name))
      if (does === 'refuses' && unknown !== undefined) client.end(refusalOf(unknown[0]))
      else pass(client, { to, given })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async [Symbol.asyncDispose]() {
      for (const client of open) client.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

type Pair = [name: string, value: string]

function pass(client: Socket, { to, given }: { to: NetConnectOpts; given: Pair[] }): void {
  const inner = connect(to)
  inner.on('error', () => client.destroy())
  client.on('close', () => inner.destroy())
  inner.write(startOf(given.filter(([name]) => KNOWN.includes(name))))
  client.pipe(inner).pipe(client)
}

/** A start-up packet: its length, the protocol's version, and names and values that end with zeros. */
function parametersOf(packet: Buffer): Pair[] {
  const words = packet.subarray(8).toString().split('\0')
  const names = words.filter((word, at) => at % 2 === 0 && word !== '')
  return names.map((name, at) => [name, words[2 * at + 1] ?? ''])
}

function startOf(given: Pair[]): Buffer {
  const body = Buffer.from(`${given.flat().join('\0')}\0\0`)
  const head = Buffer.alloc(8)
  head.writeInt32BE(body.length + 8, 0)
  head.writeInt32BE(196_608, 4)
  return Buffer.concat([head, body])
}

function refusalOf(name: string): Buffer {
  const body = Buffer.from(`SFATAL\0C08P01\0Munsupported startup parameter: ${name}\0\0`)
  const head = Buffer.from('E....')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
