import { chmod, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { Fault } from '../../src/errors.ts'
import { dataFolder } from '../../src/servers/folders.ts'
import { openPostgres } from '../../src/servers/postgres.ts'
import { openRedis } from '../../src/servers/redis.ts'
import { openThrowawayFolder } from '../../src/servers/throwaway.ts'
import { serversIn } from '../support/own-servers.ts'

const log = pino({ level: 'silent' })
const isRoot = process.getuid?.() === 0

// Only root hands PostgreSQL to another user: for anybody else there is nothing to refuse.
test.runIf(isRoot)('as root, a folder that user postgres cannot reach is refused with the cure', async () => {
  await using folder = await openThrowawayFolder('servers')
  const closed = join(folder.path, 'closed')
  await mkdir(closed, { mode: 0o700 })
  const dataDir = join(closed, 'data')
  const refusal = await openPostgres({ dataDir, log, throwaway: true }).catch((error) => error)
  expect(refusal).toBeInstanceOf(Fault)
  expect(refusal.message).toContain(dataDir)
  expect(refusal.cure).toContain('ZHIBU_DATA')
  expect(await serversIn(folder.path)).toEqual([])
})

test('own Redis beside a PostgreSQL that is not there says which address to look at', async () => {
  await using folder = await openThrowawayFolder('servers')
  const databaseUrl = 'postgres://nobody@127.0.0.1:9/none'
  const refusal = await openRedis({ dataDir: folder.path, databaseUrl, log }).catch((error) => error)
  expect(refusal).toBeInstanceOf(Fault)
  expect(refusal.cure).toContain('DATABASE_URL')
  expect(await serversIn(folder.path)).toEqual([])
})

test('a socket folder that others may enter is refused with the cure', async () => {
  await using folder = await openThrowawayFolder('servers')
  await mkdir(join(folder.path, 'run'))
  await chmod(join(folder.path, 'run'), 0o777)
  const refusal = await openPostgres({ dataDir: folder.path, log, throwaway: true }).catch((error) => error)
  expect(refusal).toBeInstanceOf(Fault)
  expect(refusal.cure).toContain('0700')
})

test('a data folder that was there before and that others could read is closed to them', async () => {
  await using folder = await openThrowawayFolder('servers')
  const dataDir = join(folder.path, 'data')
  await mkdir(dataDir)
  await chmod(dataDir, 0o755)
  expect((await stat(await dataFolder(dataDir))).mode & 0o066).toBe(0)
})
