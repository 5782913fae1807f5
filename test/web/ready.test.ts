import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Fault } from '../../src/errors.ts'
import { LetterId } from '../../src/ids.ts'
import { probeTaken } from '../../src/liveness/service.ts'
import { heartbeatTo } from '../../src/main/heartbeat.ts'
import { CONCURRENCY, type Handlers } from '../../src/queue/contract.ts'
import { openWorkers } from '../../src/queue/open.ts'
import { aListener } from '../support/a-listener.ts'
import { aRedisServer } from '../support/a-redis-server.ts'
import { withRedis } from '../support/own-servers.ts'
import { answerOf, aWeb } from './a-web.ts'

const SERVERS = ['loop', 'database', 'redis']
const ROUND = ['poll', 'enqueued', 'taken', 'files']

test('a sound process is healthy and ready', async () => {
  await using web = await aWeb()
  expect(await answerOf(await web.get('/health'))).toEqual([200, { loop: 'ok', database: 'ok' }])
  const all = { loop: 'ok', database: 'ok', redis: 'ok', connection: 'ok', files: 'ok' }
  const round = {
    poll: 'ok',
    enqueued: 'ok',
    taken: 'ok',
    ages: { poll: 0, enqueued: expect.any(Number), taken: expect.any(Number) },
  }
  expect(await answerOf(await web.get('/ready'))).toEqual([200, { ...all, ...round }])
})

test('faulty files show themselves, and turn nothing away: what was accepted last is in force', async () => {
  await using web = await aWeb()
  const content = { kind: 'faulty', faults: [] }
  await web.db
    .insertInto('roster_proposals')
    .values({
      version: 'v',
      state: 'faulty',
      content: JSON.stringify(content),
      since: Temporal.Now.instant(),
      decided_by: null,
    })
    .execute()
  expect(await answerOf(await web.get('/ready'))).toMatchObject([200, { files: 'faulty' }])
})

test('without the long connection a process that chats is healthy but not ready', async () => {
  await using web = await aWeb()
  web.seen.state = 'reconnecting'
  expect((await web.get('/health')).status).toBe(200)
  expect(await answerOf(await web.get('/ready'))).toMatchObject([503, { connection: 'away', redis: 'ok' }])
})

test('a process that does not chat, or to which the platform comes, needs no connection to be ready', async () => {
  await using web = await aWeb()
  web.seen.state = null
  const [status, parts] = await answerOf(await web.get('/ready'))
  expect([status, Object.keys(parts)]).toEqual([200, [...SERVERS, ...ROUND, 'ages']])
})

test('with Redis away it is healthy, not ready, and its figures still come', async () => {
  await using web = await aWeb()
  web.queues.redis.disconnect()
  expect((await web.get('/health')).status).toBe(200)
  expect(await answerOf(await web.get('/ready'))).toMatchObject([503, { redis: 'away', database: 'ok' }])
  const metrics = await web.metrics()
  expect(metrics).toContain('zhibu_digest_waiting 0')
  expect(metrics).not.toContain('zhibu_queue_depth{')
})

test('a look, a job or a worker that was last seen more than a minute ago turns readiness to 503, with its age', async () => {
  await using web = await aWeb()
  web.seen.look = 61.4
  const ages = { poll: 61, enqueued: 0, taken: 0 }
  expect(await answerOf(await web.get('/ready'))).toMatchObject([503, { poll: 'stale', taken: 'ok', ages }])
  web.seen.look = 1
  const ago = (seconds: number) => sql<Temporal.Instant>`clock_timestamp() - ${seconds} * interval '1 second'`
  const takenAgo = (seconds: number) =>
    web.db
      .updateTable('liveness_takings')
      .set({ taken_at: ago(seconds) })
      .where('queue', '=', 'update-card')
      .execute()
  await takenAgo(75)
  const late = { enqueued: 'ok', taken: 'stale: update-card', ages: { taken: 75 } }
  expect(await answerOf(await web.get('/ready'))).toMatchObject([503, late])
  await takenAgo(1)
  await web.db
    .updateTable('liveness_probes')
    .set({ enqueued_at: ago(90) })
    .execute()
  expect(await answerOf(await web.get('/ready'))).toMatchObject([503, { enqueued: 'stale', taken: 'ok' }])
  await web.db
    .updateTable('liveness_probes')
    .set({ enqueued_at: ago(1) })
    .execute()
  expect((await web.get('/ready')).status).toBe(200)
})

test('workers of letters that hang are seen though all others work, and letters that only wait hold no probe up', async () => {
  await using web = await aWeb()
  const order: string[] = []
  const hangs: (() => void)[] = []
  let isOver = false
  const deliver = async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    order.push('letter')
    if (isOver) return
    hangs.push(resolve)
    await promise
  }
  const onProbe = async (through: string) => {
    order.push(through)
    await probeTaken(web.ctx, through)
  }
  // No other job is enqueued here.
  const handlers = { 'deliver-letter': deliver } as unknown as Handlers
  await using workers = new AsyncDisposableStack()
  workers.use(openWorkers({ ...web.queue, handlers, onProbe }))
  workers.defer(() => {
    isOver = true
    for (const end of hangs) end()
  })
  const most = CONCURRENCY['deliver-letter']
  const letters = Array.from({ length: most + 5 }, () => ({ id: LetterId.parse(crypto.randomUUID()) }))
  await web.queues.enqueue('deliver-letter', letters)
  await expect.poll(() => hangs.length).toBe(most)
  await sql`update liveness_takings set taken_at = taken_at - interval '75 seconds'`.execute(web.db)
  await web.queues.probe()
  const ready = async () => answerOf(await web.get('/ready'))
  await expect.poll(ready).toMatchObject([503, { taken: 'stale: deliver-letter', enqueued: 'ok' }])
  hangs.shift()?.()
  await expect.poll(ready).toMatchObject([200, { taken: 'ok' }])
  expect(order.indexOf('deliver-letter')).toBeLessThan(order.lastIndexOf('letter'))
  expect(order.slice(0, order.indexOf('deliver-letter')).filter((each) => each === 'letter')).toHaveLength(
    most,
  )
})

test('nothing that was ever enqueued is no sound state, and its age is none', async () => {
  await using web = await aWeb()
  await web.db.deleteFrom('liveness_probes').execute()
  await web.db.deleteFrom('liveness_takings').execute()
  const taken = 'stale: run-alarm,deliver-letter,update-card,take-message'
  const none = { enqueued: 'stale', taken, ages: { enqueued: null, taken: null } }
  expect(await answerOf(await web.get('/ready'))).toMatchObject([503, none])
})

test('a Redis out of memory answers every ping, and the process is not ready', async () => {
  await using redis = await aRedisServer()
  await using web = await aWeb({ redisUrl: redis.url })
  expect((await web.get('/ready')).status).toBe(200)
  await withRedis(redis.url, (client) => client.config('SET', 'maxmemory', '1'))
  expect(await answerOf(await web.get('/ready'))).toMatchObject([503, { redis: 'full', database: 'ok' }])
})

test('a Redis that became a replica takes no job, and the process is not ready', async () => {
  await using redis = await aRedisServer()
  await using web = await aWeb({ redisUrl: redis.url })
  await withRedis(redis.url, (client) => client.replicaof('127.0.0.1', 9))
  expect(await answerOf(await web.get('/ready'))).toMatchObject([503, { redis: 'away' }])
})

test('the heartbeat beats while the process is ready, and not otherwise', async () => {
  await using web = await aWeb()
  const beats: string[] = []
  await using hook = await aListener(({ url }) => void beats.push(url ?? ''))
  const beat = heartbeatTo({
    url: hook.url,
    parts: web.parts,
    proxies: { https: null, http: null, except: [] },
    log: web.ctx.log,
  })
  await beat()
  web.seen.look = 120
  await beat()
  expect(beats).toEqual(['/'])
})

test('a port that is taken is said with its cure', async () => {
  await using first = await aWeb()
  const port = Number(new URL(first.web.url ?? '').port)
  const refusal = await aWeb({ port }).catch((thrown: unknown) => thrown)
  expect(refusal).toBeInstanceOf(Fault)
  expect(refusal).toMatchObject({
    message: expect.stringContaining(`${port}`),
    cure: expect.stringContaining('HTTP_PORT'),
  })
})

test('without its records it is neither', async () => {
  await using web = await aWeb()
  expect((await web.get('/health')).status).toBe(200)
  await web.db.destroy()
  expect(await answerOf(await web.get('/health'))).toEqual([503, { loop: 'ok', database: 'away' }])
  expect((await web.get('/ready')).status).toBe(503)
  expect(await web.metrics()).not.toMatch(/^zhibu_digest_waiting /m)
})
