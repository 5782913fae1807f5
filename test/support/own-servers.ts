import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { Redis } from 'ioredis'

/** A process of its own that has both servers open, and where they are. */
export type Opener = { child: ChildProcess; dataDir: string; databaseUrl: string; redisUrl: string }

/** Starts a process that opens both servers of the folder. */
export async function anOpener(dataDir: string): Promise<Opener> {
  const child = fork(join(import.meta.dirname, '../servers/opener.ts'), [dataDir])
  const [said] = await once(child, 'message')
  return { child, ...said }
}

/** Asks an opener to leave in good order. */
export async function leave({ child }: Opener): Promise<void> {
  child.send('leave')
  await once(child, 'exit')
}

/** Kills a process at once. */
export async function kill({ child }: Opener): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** The servers that work in a folder, seen from outside: PostgreSQL's first process and Redis. */
export async function serversIn(dataDir: string): Promise<{ name: string; pid: number }[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger)
  const found = await Promise.all(pids.map((pid) => serverOf(pid, dataDir)))
  return found.filter((server) => server !== undefined)
}

async function serverOf(pid: number, dataDir: string) {
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
  if (!cwd.startsWith(dataDir)) return undefined
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  // PostgreSQL's own children work in the same folder, but call themselves `postgres: checkpointer`.
  const name = /^\S*\/(postgres|redis-server|valkey-server)(?!: )/.exec(command.split('\0')[0] ?? '')?.[1]
  return name === undefined ? undefined : { name, pid }
}

/** One statement on a PostgreSQL; answers its first value. */
export async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

/** One conversation with a Redis. */
export async function withRedis<T>(url: string, talk: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { retryStrategy: () => null })
  // What fails is told by the call itself.
  redis.on('error', () => undefined)
  try {
    return await talk(redis)
  } finally {
    redis.disconnect()
  }
}
