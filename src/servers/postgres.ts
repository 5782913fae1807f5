import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { Fault } from '../errors.ts'
import { endProcess, lastLines, type RunAs, runningPid, type Started, startDaemon, until } from './daemon.ts'
import { findUser, postgresPrograms } from './find-programs.ts'
import { dataFolder, refuseUnreachable, socketFolder } from './folders.ts'
import { ensureCluster } from './initdb.ts'
import { type LockSession, openLockSession } from './lock-session.ts'
import { watchOver } from './restart.ts'

export type OwnPostgres = AsyncDisposable & { url: string }

/** `throwaway`: nothing survives a power cut; for the demo and the tests. */
export type PostgresOptions = { dataDir: string; log: Logger; throwaway?: boolean }

type Server = { folder: string; sockets: string; logFile: string; programs: string; as: RunAs; fast: boolean }

const SOCKET_NAME = '.s.PGSQL.5432'
const USERS = 'zhibu: users of this PostgreSQL'
const START_SECONDS = 60
const STOP_SECONDS = 30

/** Starts the PostgreSQL of a data folder, or takes over the one that runs there; the last to leave stops it. */
export async function openPostgres({ dataDir, log, throwaway }: PostgresOptions): Promise<OwnPostgres> {
  const server = await prepare(dataDir, throwaway ?? false)
  let lockSession = await enter(server, log)
  const revive = async () => {
    lockSession = await enter(server, log)
  }
  const watch = watchOver({ server: 'PostgreSQL', log, lost: () => lockSession.lost, revive })
  const close = async () => {
    await watch.stop()
    await leave(server, lockSession)
  }
  return { url: urlOf(server, 'zhibu'), [Symbol.asyncDispose]: close }
}

async function prepare(path: string, fast: boolean): Promise<Server> {
  const programs = await postgresPrograms()
  const as = await serverUser()
  const dataDir = await dataFolder(path)
  await refuseUnreachable(dataDir, as)
  const sockets = await socketFolder(dataDir, SOCKET_NAME, as)
  const folder = await ensureCluster({ dataDir, programs, as })
  return { folder, sockets, logFile: join(dataDir, 'postgres.log'), programs, as, fast }
}

/** PostgreSQL refuses to run as root. */
async function serverUser(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {}
  const user = await findUser('postgres')
  if (user !== undefined) return user
  throw new Fault('以 root 运行时 PostgreSQL 需要用户 postgres，而本机没有该用户', {
    cure: '请执行 adduser --system --group postgres，或以普通用户运行。',
  })
}

/** Goes on until the server lets us in: ours, another opener's, or the next one after one that is stopping. */
async function enter(server: Server, log: Logger): Promise<LockSession> {
  let lockSession: LockSession | undefined
  let started: Started | undefined
  const entered = await until(START_SECONDS, async () => {
    lockSession = await knock(server)
    if (lockSession !== undefined) return true
    if (started?.ended() ?? true) started = await start(server, log)
    return false
  })
  if (entered && lockSession !== undefined) return lockSession
  throw new Fault(`PostgreSQL 未能启动：${await lastLines(server.logFile)}`, {
    cure: `请查看 ${server.logFile}；${server.folder} 可能正被其他程序占用。`,
  })
}

async function knock(server: Server): Promise<LockSession | undefined> {
  const first = await openLockSession(urlOf(server, 'postgres')).catch(() => undefined)
  if (first === undefined) return undefined
  await using _ = first
  // A server on this socket that keeps another folder is none of ours: our own start will say so.
  if ((await first.folder()) !== (await realpath(server.folder))) return undefined
  await first.ensureDatabase('zhibu').catch(refusedRace)
  return await share(urlOf(server, 'zhibu'))
}

async function share(url: string): Promise<LockSession | undefined> {
  const lockSession = await openLockSession(url).catch(() => undefined)
  if (lockSession === undefined || (await lockSession.tryShare(USERS).catch(() => false))) return lockSession
  // Somebody is just stopping this server.
  await lockSession[Symbol.asyncDispose]()
  return undefined
}

/** Two openers may make the database at once; the one who loses finds it made, or knocks again. */
function refusedRace(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (!['42P04', '23505', '55006', '57P01', '57P03'].includes(String(code))) throw error
}

async function start(server: Server, log: Logger): Promise<Started> {
  const program = join(server.programs, 'postgres')
  const settings = [...always(server), ...(server.fast ? THROWAWAY_SETTINGS : [])]
  const args = ['-D', server.folder, ...settings.flatMap((setting) => ['-c', setting])]
  const started = await startDaemon({ ...server, program, args, cwd: server.folder })
  log.debug({ pid: started.pid }, 'own PostgreSQL started')
  return started
}

function always({ sockets }: Server): string[] {
  return [
    'listen_addresses=',
    'port=5432',
    `unix_socket_directories="${sockets}"`,
    'timezone=UTC',
    'log_timezone=UTC',
    'log_checkpoints=off',
  ]
}

// A kill must lose nothing even here, so commits are written at once; only a power cut may lose them.
const THROWAWAY_SETTINGS = ['fsync=off', 'full_page_writes=off', 'max_connections=300']

async function leave(server: Server, lockSession: LockSession): Promise<void> {
  const last = await isLast(lockSession).catch(() => false)
  const pid = last
    ? await runningPid(join(server.folder, 'postmaster.pid'), /postgres|postmaster/)
    : undefined
  // SIGINT is PostgreSQL's fast shutdown: it ends the sessions, ours too, and writes its checkpoint.
  if (pid !== undefined) await endProcess(pid, 'SIGINT', STOP_SECONDS)
  await lockSession[Symbol.asyncDispose]()
}

async function isLast(lockSession: LockSession): Promise<boolean> {
  await lockSession.unshare(USERS)
  return await lockSession.tryLock(USERS)
}

function urlOf({ sockets }: Server, database: string): string {
  return `postgres://zhibu@localhost:5432/${database}?host=${encodeURIComponent(sockets)}`
}
