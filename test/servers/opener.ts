import { pino } from 'pino'
import { openPostgres } from '../../src/servers/postgres.ts'
import { openRedis } from '../../src/servers/redis.ts'
import { openThrowawayFolder } from '../../src/servers/throwaway.ts'

// A process that opens both servers of a folder, says so, and leaves when told to.
// `throwaway` in place of a folder: one of its own.
const [place = ''] = process.argv.slice(2)
const dataDir = place === 'throwaway' ? (await openThrowawayFolder('opener')).path : place
const log = pino({ level: 'silent' })
const postgres = await openPostgres({ dataDir, log, throwaway: true })
const redis = await openRedis({ dataDir, databaseUrl: postgres.url, log, throwaway: true })
process.send?.({ dataDir, databaseUrl: postgres.url, redisUrl: redis.url })
// Whoever forked us is gone: what we leave behind is swept up like after any crash.
process.once('disconnect', () => process.exit())
process.once('message', async () => {
  await redis[Symbol.asyncDispose]()
  await postgres[Symbol.asyncDispose]()
  process.disconnect?.()
})
