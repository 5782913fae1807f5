import { pino } from 'pino'
import { expect, test } from 'vitest'
import { AlarmId } from '../../src/ids.ts'
import type { RedisLimits } from '../../src/queue/connection.ts'
import type { Handlers } from '../../src/queue/contract.ts'
import { openQueues, openWorkers } from '../../src/queue/open.ts'
import { aRedisServer } from '../support/a-redis-server.ts'
import { withRedis } from '../support/own-servers.ts'
import { aProxy, placeOf, through } from '../support/proxy.ts'
import { aRedis } from '../support/redis.ts'

const QUICK: RedisLimits = { connectMs: 400, silenceMs: 800, blockMs: 200 }
const anAlarm = () => ({ id: AlarmId.parse(crypto.randomUUID()) })

/** A queue and its worker behind a proxy, which notes the jobs that it took. */
async function aQueue({ url, prefix }: { url: string; prefix: string }) {
  await using opening = new AsyncDisposableStack()
  const proxy = opening.use(await aProxy(placeOf(url)))
  const log = pino({ level: 'silent' })
  const opts = { url: through(proxy, url), prefix, log, limits: QUICK }
  const queues = opening.use(openQueues(opts))
  const taken: string[] = []
  const note = async ({ id }: { id: string }) => void taken.push(id)
  // The queue knows nothing of what its other jobs would do.
  const handlers = { 'run-alarm': note } as unknown as Handlers
  opening.use(openWorkers({ ...opts, handlers, onProbe: async () => undefined }))
  await queues.reach()
  const opened = opening.move()
  return { proxy, queues, taken, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

test('a half-open connection to Redis is cut and opened anew: what was asked of it is done, jobs are taken again', async () => {
  await using queue = await aQueue(await aRedis())
  const [before, during, after] = [anAlarm(), anAlarm(), anAlarm()]
  await queue.queues.enqueue('run-alarm', [before])
  await expect.poll(() => queue.taken).toEqual([before.id])
  queue.proxy.freeze()
  await queue.queues.enqueue('run-alarm', [during])
  await expect.poll(() => queue.taken).toEqual([before.id, during.id])
  await queue.queues.enqueue('run-alarm', [after])
  await expect.poll(() => queue.taken).toEqual([before.id, during.id, after.id])
})

test('a Redis that accepts and says nothing is said to be away, and is found when it speaks again', async () => {
  await using queue = await aQueue(await aRedis())
  queue.proxy.freezeAll()
  await expect(queue.queues.reach()).rejects.toThrow('Redis is away')
  queue.proxy.thaw()
  await expect
    .poll(() =>
      queue.queues.reach().then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
})

test('a primary that became a replica is left for whoever is primary now', async () => {
  await using former = await aRedisServer()
  await using primary = await aRedisServer()
  await using queue = await aQueue({ url: former.url, prefix: 'moved' })
  await withRedis(former.url, (redis) => redis.replicaof('127.0.0.1', 9))
  queue.proxy.redirect(placeOf(primary.url))
  const job = anAlarm()
  const tryEnqueue = () =>
    queue.queues.enqueue('run-alarm', [job]).then(
      () => true,
      () => false,
    )
  await expect.poll(tryEnqueue).toBe(true)
  await expect.poll(() => queue.taken).toEqual([job.id])
})
