import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'

export type Server = 'postgres' | 'redis'

/** The two servers of a data folder, handled from outside by their process ids. */
export type Servers = {
  kill(server: Server): Promise<void>
  /** Stops every process of the server from running, until `thaw`. */
  freeze(server: Server): Promise<void>
  thaw(server: Server): Promise<void>
  /** Takes everything out of Redis. */
  emptyRedis(): Promise<void>
}

const PID_FILES = { postgres: 'postgres/postmaster.pid', redis: 'redis/pid' }

/** Finds the servers of a data folder by their pid files. */
export function serversOf(dataDir: string): Servers {
  const signal = async (server: Server, name: NodeJS.Signals) => {
    for (const pid of await processesOf(join(dataDir, PID_FILES[server]))) send(pid, name)
  }
  return {
    kill: (server) => signal(server, 'SIGKILL'),
    freeze: (server) => signal(server, 'SIGSTOP'),
    thaw: (server) => signal(server, 'SIGCONT'),
    async emptyRedis() {
      const client = new Redis(socketOf(dataDir), { retryStrategy: () => null })
      // What fails is told by the call itself.
      client.on('error', () => undefined)
      try {
        await client.flushall()
      } finally {
        client.disconnect()
      }
    },
  }
}

function socketOf(dataDir: string): string {
  const path = ['redis/run/redis.sock', 'run/redis.sock']
    .map((name) => join(dataDir, name))
    .find((one) => existsSync(one))
  if (path === undefined) throw new Error(`no socket of Redis below ${dataDir}`)
  return path
}

/** The server's first process, and the children that PostgreSQL keeps for its sessions. */
async function processesOf(pidFile: string): Promise<number[]> {
  const first = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10)
  if (!(first > 0)) return []
  const all = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const parents = await Promise.all(all.map(parentOf))
  return [first, ...all.filter((_, index) => parents[index] === first)]
}

async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in the meantime, which is what a kill wants and what a freeze need not care about.
  }
}
