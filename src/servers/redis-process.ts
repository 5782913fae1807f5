import { dirname, join } from 'node:path'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { Fault } from '../errors.ts'
import { endProcess, lastLines, runningPid, startDaemon, until } from './daemon.ts'
import { redisProgram } from './find-programs.ts'
import { dataFolder, privateFolder, socketFolder } from './folders.ts'

/** Where the Redis of a data folder keeps what; `fast`: nothing survives a power cut. */
export type RedisServer = {
  folder: string
  socket: string
  pidFile: string
  logFile: string
  program: string
  fast: boolean
}

const START_SECONDS = 60
const STOP_SECONDS = 30

/** Finds the program and makes the folders. */
export async function prepareRedis(path: string, fast: boolean): Promise<RedisServer> {
  const program = await redisProgram()
  const dataDir = await dataFolder(path)
  const folder = await privateFolder(join(dataDir, 'redis'), {})
  const socket = join(await socketFolder(folder, 'redis.sock', {}), 'redis.sock')
  return { folder, socket, pidFile: join(folder, 'pid'), logFile: join(dataDir, 'redis.log'), program, fast }
}

/** A connection to the Redis of this folder that ends when the server does; undefined: it is not running. */
export async function reachRedis({ socket, folder }: RedisServer): Promise<Redis | undefined> {
  const client = new Redis(socket, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2000 })
  // Every failure comes back from the calls below; without a listener ioredis prints it as well.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const answer = await client.config('GET', 'dir')
    if (Array.isArray(answer) && answer[1] === folder) return client
  } catch {
    // Nobody listens, or it is still loading: both mean not yet.
  }
  client.disconnect()
  return undefined
}

/** Starts Redis; only for who holds the lock that says nobody else does. */
export async function startRedis(server: RedisServer, log: Logger): Promise<Redis> {
  // One that was started by a bot that died at once may still be loading: wait for it, never double it.
  const leftover = await runningPid(server.pidFile, /redis|valkey/)
  if (leftover === undefined) await makeFolders(server)
  const started = leftover === undefined ? await spawnRedis(server) : undefined
  let client: Redis | undefined
  await until(START_SECONDS, async () => {
    client = await reachRedis(server)
    return client !== undefined || started?.ended() === true
  })
  if (client === undefined) throw await refusal(server)
  log.debug({ pid: started?.pid ?? leftover }, 'own Redis started')
  return client
}

/** SIGTERM makes Redis write its file to the end. */
export async function stopRedis({ pidFile }: RedisServer): Promise<void> {
  const pid = await runningPid(pidFile, /redis|valkey/)
  if (pid !== undefined) await endProcess(pid, 'SIGTERM', STOP_SECONDS)
}

/** What somebody swept away under a running bot is made again: the queue holds nothing that the records do not know. */
async function makeFolders({ folder, socket }: RedisServer): Promise<void> {
  await privateFolder(folder, {})
  await privateFolder(dirname(socket), {})
}

function spawnRedis({ folder, socket, pidFile, logFile, program, fast }: RedisServer) {
  const place = ['--port', '0', '--unixsocket', socket, '--unixsocketperm', '700', '--dir', folder]
  const kept = ['--appendonly', 'yes', '--appendfsync', fast ? 'no' : 'everysec', '--save', '']
  const limits = ['--maxmemory-policy', 'noeviction', '--databases', fast ? '1024' : '16']
  const args = [...place, ...kept, ...limits, '--daemonize', 'no', '--pidfile', pidFile]
  return startDaemon({ program, args, cwd: folder, logFile, as: {} })
}

async function refusal({ logFile, folder }: RedisServer): Promise<Fault> {
  return new Fault(`Redis 未能启动：${await lastLines(logFile)}`, {
    cure: `请查看 ${logFile}；${folder} 可能正被其他程序占用。`,
  })
}
