import type { Logger } from 'pino'
import { openPostgres } from './postgres.ts'
import { openRedis } from './redis.ts'

export type Servers = AsyncDisposable & { databaseUrl: string; redisUrl: string }

/** Where records and queue are: the given servers, or our own in the data folder where none is given. */
export async function openServers(opts: {
  databaseUrl: string | null
  redisUrl: string | null
  dataPath: string
  throwaway: boolean
  log: Logger
}): Promise<Servers> {
  await using opening = new AsyncDisposableStack()
  const { dataPath: dataDir, log, throwaway } = opts
  const databaseUrl = opts.databaseUrl ?? opening.use(await openPostgres({ dataDir, log, throwaway })).url
  const redisUrl = opts.redisUrl ?? opening.use(await openRedis({ dataDir, databaseUrl, log, throwaway })).url
  const opened = opening.move()
  return { databaseUrl, redisUrl, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
