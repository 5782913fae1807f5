import { existsSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { openPostgres } from '../../src/servers/postgres.ts'
import { openRedis } from '../../src/servers/redis.ts'
import { openThrowawayFolder } from '../../src/servers/throwaway.ts'
import { anOpener, ask, kill, leave, serversIn, withRedis } from '../support/own-servers.ts'

const log = pino({ level: 'silent' })

function open(dataDir: string) {
  return openPostgres({ dataDir, log, throwaway: true })
}

test('the second opener gets the server that runs, and the last to leave stops it', async () => {
  await using folder = await openThrowawayFolder('servers')
  const first = await open(folder.path)
  const second = await open(folder.path)
  expect(second.url).toBe(first.url)
  await first[Symbol.asyncDispose]()
  expect(await ask(second.url, 'select 1')).toBe(1)
  await second[Symbol.asyncDispose]()
  expect(await serversIn(folder.path)).toEqual([])
})

test('nobody else reads the data folder, whoever made it', async () => {
  await using folder = await openThrowawayFolder('servers')
  const dataDir = join(folder.path, 'some/where')
  await using _first = await open(dataDir)
  const others = async (path: string) => (await stat(path)).mode & 0o066
  for (const path of [dirname(dataDir), dataDir, join(dataDir, 'postgres'), join(dataDir, 'postgres.log')])
    expect(await others(path)).toBe(0)
})

test('eight openers at once share one PostgreSQL and one Redis', async () => {
  await using folder = await openThrowawayFolder('servers')
  const postgres = await Promise.all(Array.from({ length: 8 }, () => open(folder.path)))
  const redis = await Promise.all(
    postgres.map(({ url }) => openRedis({ dataDir: folder.path, databaseUrl: url, log, throwaway: true })),
  )
  expect(await names(folder.path)).toEqual(['postgres', 'redis-server'])
  await Promise.all(redis.map((one) => one[Symbol.asyncDispose]()))
  await Promise.all(postgres.map((one) => one[Symbol.asyncDispose]()))
  expect(await serversIn(folder.path)).toEqual([])
})

test('three processes that open a new folder at once get the same two servers', async () => {
  await using folder = await openThrowawayFolder('servers')
  const openers = await Promise.all([1, 2, 3].map(() => anOpener(folder.path)))
  expect(await names(folder.path)).toEqual(['postgres', 'redis-server'])
  await Promise.all(openers.map(leave))
  expect(await serversIn(folder.path)).toEqual([])
})

test('servers whose bot was killed are taken over, not doubled, and stopped by the one who took them', async () => {
  await using folder = await openThrowawayFolder('servers')
  await kill(await anOpener(folder.path))
  const left = await serversIn(folder.path)
  expect(left).toHaveLength(2)
  const heir = await anOpener(folder.path)
  expect(await serversIn(folder.path)).toEqual(left)
  await leave(heir)
  expect(await serversIn(folder.path)).toEqual([])
})

test('a kill of the bot and both servers loses nothing that was written', async () => {
  await using folder = await openThrowawayFolder('servers')
  const bot = await anOpener(folder.path)
  await ask(bot.databaseUrl, 'create table kept as select 7 as seven')
  await withRedis(bot.redisUrl, (client) => client.set('kept', 'yes'))
  await kill(bot)
  for (const { pid } of await serversIn(folder.path)) process.kill(pid, 'SIGKILL')
  await using postgres = await open(folder.path)
  await using redis = await openRedis({
    dataDir: folder.path,
    databaseUrl: postgres.url,
    log,
    throwaway: true,
  })
  expect(await ask(postgres.url, 'select seven from kept')).toBe(7)
  expect(await withRedis(redis.url, (client) => client.get('kept'))).toBe('yes')
})

test('a server that dies under a living bot is brought back', async () => {
  await using folder = await openThrowawayFolder('servers')
  await using postgres = await open(folder.path)
  await using redis = await openRedis({
    dataDir: folder.path,
    databaseUrl: postgres.url,
    log,
    throwaway: true,
  })
  await withRedis(redis.url, (client) => client.set('kept', 'yes'))
  const before = await serversIn(folder.path)
  for (const { pid } of before) process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => ask(postgres.url, 'select 1'), { timeout: 20_000 })
  await vi.waitFor(
    async () => {
      expect(await names(folder.path)).toEqual(['postgres', 'redis-server'])
      expect(await withRedis(redis.url, (client) => client.get('kept'))).toBe('yes')
    },
    { timeout: 20_000 },
  )
})

test('own Redis comes back when its folder was swept away with it', async () => {
  await using folder = await openThrowawayFolder('servers')
  await using postgres = await open(folder.path)
  await using redis = await openRedis({
    dataDir: folder.path,
    databaseUrl: postgres.url,
    log,
    throwaway: true,
  })
  const own = (await serversIn(folder.path)).find(({ name }) => name === 'redis-server')
  await rm(join(folder.path, 'redis'), { recursive: true })
  process.kill(own?.pid ?? 0, 'SIGKILL')
  const back = () => withRedis(redis.url, (client) => client.ping())
  await vi.waitFor(async () => expect(await back()).toBe('PONG'), { timeout: 20_000 })
})

test('who comes while the last one leaves waits and gets a server that stays', async () => {
  await using folder = await openThrowawayFolder('servers')
  let current = await open(folder.path)
  for (let round = 0; round < 4; round += 1) {
    const [next] = await Promise.all([open(folder.path), current[Symbol.asyncDispose]()])
    expect(await ask(next.url, 'select 1')).toBe(1)
    current = next
  }
  await current[Symbol.asyncDispose]()
})

test('a path too long for a socket puts the sockets into a short folder', async () => {
  await using folder = await openThrowawayFolder('servers')
  const dataDir = join(folder.path, '支部'.repeat(20))
  await using elsewhere = new AsyncDisposableStack()
  const remove = (path: string) => elsewhere.defer(() => rm(path, { recursive: true, force: true }))
  await using postgres = await open(dataDir)
  remove(new URL(postgres.url).searchParams.get('host') ?? '')
  await using redis = await openRedis({ dataDir, databaseUrl: postgres.url, log, throwaway: true })
  remove(dirname(redis.url.replace('unix:', '')))
  expect(decodeURIComponent(postgres.url)).not.toContain('支部')
  expect(redis.url).not.toContain('支部')
  expect(await withRedis(redis.url, (client) => client.ping())).toBe('PONG')
})

test('what a killed run left in its temporary folder is ended and removed by the next one', async () => {
  const opened = await anOpener('throwaway')
  await kill(opened)
  expect(await serversIn(opened.dataDir)).toHaveLength(2)
  await using _ = await openThrowawayFolder('opener')
  expect(await serversIn(opened.dataDir)).toEqual([])
  expect(existsSync(opened.dataDir)).toBe(false)
})

test('own Redis keeps an append-only file and never evicts', async () => {
  await using folder = await openThrowawayFolder('servers')
  await using postgres = await open(folder.path)
  await using redis = await openRedis({ dataDir: folder.path, databaseUrl: postgres.url, log })
  const settings = await withRedis(redis.url, (client) => client.config('GET', 'append*', 'maxmemory-policy'))
  expect(settings).toEqual(expect.arrayContaining(['yes', 'everysec', 'noeviction']))
})

async function names(dataDir: string): Promise<string[]> {
  return (await serversIn(dataDir)).map(({ name }) => name).toSorted()
}
