import { Redis } from 'ioredis'
import { inject } from 'vitest'

/** A Redis database that no other test uses; the prefix serves those who share one on purpose. */
export async function aRedis(): Promise<{ url: string; prefix: string }> {
  const server = inject('redisUrl')
  if (!server) throw new Error('no test servers: run `npm test -- PATH`')
  const client = new Redis(server)
  try {
    // Database 0 keeps the count; the test server has 1024.
    const number = await client.incr('zhibu:test:databases')
    return { url: `${server}?db=${number}`, prefix: `t${number}` }
  } finally {
    client.disconnect()
  }
}
