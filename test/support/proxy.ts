import { once } from 'node:events'
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net'

/** Stands between the product and a server, and does to connections what networks do. */
export type TcpProxy = AsyncDisposable & {
  port: number
  /** Nothing passes any more on the connections that are open now, and nobody is told: they are half-open. */
  freeze(): void
  /** The same for every new connection, until `thaw`: it is accepted, and then nothing is heard. */
  freezeAll(): void
  /** New connections pass again. */
  thaw(): void
  /** Cuts all connections. */
  drop(): void
  /** Where new connections lead; those that are open stay where they are. */
  redirect(to: NetConnectOpts): void
}

type Pair = { inner: Socket; outer: Socket; isFrozen: boolean }

/** Opens a proxy on a free port of this machine. */
export async function aProxy(first: NetConnectOpts): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  const state = { target: first, frozen: false }
  const server = createServer((outer) => join({ outer, pairs, ...state }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const freeze = () => {
    for (const pair of pairs) pair.isFrozen = true
  }
  const drop = () => {
    for (const { outer, inner } of pairs) {
      outer.resetAndDestroy()
      inner.destroy()
    }
  }
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    freeze,
    freezeAll() {
      state.frozen = true
      freeze()
    },
    thaw() {
      state.frozen = false
    },
    drop,
    redirect(to) {
      state.target = to
    },
    async [Symbol.asyncDispose]() {
      drop()
      server.close()
      await once(server, 'close')
    },
  }
}

function join(opts: { outer: Socket; target: NetConnectOpts; frozen: boolean; pairs: Set<Pair> }): void {
  const { outer, target, frozen, pairs } = opts
  const inner = connect(target)
  const pair = { inner, outer, isFrozen: frozen }
  pairs.add(pair)
  pass({ pair, pairs, from: outer, to: inner })
  pass({ pair, pairs, from: inner, to: outer })
}

function pass({ pair, pairs, from, to }: { pair: Pair; pairs: Set<Pair>; from: Socket; to: Socket }): void {
  from.on('data', (bytes) => {
    if (!pair.isFrozen) to.write(bytes)
  })
  // What goes wrong on one side is told to the other by its end.
  from.on('error', () => undefined)
  from.on('close', () => {
    if (!pair.isFrozen) to.destroy()
    if (to.destroyed) pairs.delete(pair)
  })
}

/** Where a PostgreSQL or Redis of the tests listens. */
export function placeOf(url: string): NetConnectOpts {
  if (url.startsWith('unix:')) return { path: url.replace(/^unix:|\?.*$/g, '') }
  const { searchParams, hostname, port } = new URL(url)
  const folder = searchParams.get('host')
  return folder === null ? { host: hostname, port: Number(port) } : { path: `${folder}/.s.PGSQL.5432` }
}

/** The same server, reached by way of a proxy. */
export function through({ port }: { port: number }, url: string): string {
  if (url.startsWith('unix:')) {
    const db = /\?db=(\d+)$/.exec(url)?.[1] ?? '0'
    return `redis://127.0.0.1:${port}/${db}`
  }
  const address = new URL(url)
  address.hostname = '127.0.0.1'
  address.port = String(port)
  address.searchParams.delete('host')
  return address.href
}
