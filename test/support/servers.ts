import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { migrate, openDb } from '../../src/db/open.ts'
import { openServers } from '../../src/servers/open-servers.ts'
import { openThrowawayFolder } from '../../src/servers/throwaway.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    redisUrl: string
  }
}

/** The database that every test's own is copied from. */
export const TEMPLATE = 'zhibu_template'

/** Opens one PostgreSQL and one Redis for the whole run; vitest calls it once, and its answer at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = pino({ level: 'warn' }, pino.destination(2))
  const stack = new AsyncDisposableStack()
  // A folder that somebody named, such as that of the run within which this one runs, is used as it is.
  if (process.env['TMPDIR'] === undefined && (await hasRoomInMemory())) process.env['TMPDIR'] = MEMORY
  const { path } = stack.use(await openThrowawayFolder('test'))
  watchOver(path)
  const own = { databaseUrl: null, redisUrl: null, dataPath: path, throwaway: true }
  const servers = stack.use(await openServers({ ...own, log }))
  await makeTemplate(servers.databaseUrl)
  project.provide('postgresUrl', servers.databaseUrl)
  project.provide('redisUrl', servers.redisUrl)
  return () => stack.disposeAsync()
}

const MEMORY = '/dev/shm'
const ROOM_BYTES = 4 * 1024 ** 3

/** Whether what the servers write may stay in memory, which takes a sixth of the work from the tests. */
async function hasRoomInMemory(): Promise<boolean> {
  const room = await statfs(MEMORY).catch(() => undefined)
  return room !== undefined && room.bavail * room.bsize > ROOM_BYTES
}

/** Whatever the run starts or writes from here on is known as its own; a process apart ends what outlives the run. */
function watchOver(folder: string): void {
  const [name, run] = ['ZHIBU_TEST_RUN', randomUUID()]
  Object.assign(process.env, { [name]: run, TMPDIR: folder })
  const program = join(import.meta.dirname, 'watchdog.ts')
  const args = [program, `${name}=${run}`, folder]
  const watchdog = spawn(process.execPath, args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  watchdog.unref()
  // A run that has nothing else to do ends.
  if ('unref' in watchdog.stdin && typeof watchdog.stdin.unref === 'function') watchdog.stdin.unref()
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`create database ${TEMPLATE}`)
  await client.end()
  await using db = openDb(databaseAt(url, TEMPLATE), { connections: 1 })
  await migrate(db)
}

/** The address of another database of the same server. */
export function databaseAt(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}
