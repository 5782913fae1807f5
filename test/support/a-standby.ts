import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pino } from 'pino'
import { endProcess, lastLines, startDaemon, until } from '../../src/servers/daemon.ts'
import { findUser, postgresPrograms } from '../../src/servers/find-programs.ts'
import { privateFolder } from '../../src/servers/folders.ts'
import { openPostgres } from '../../src/servers/postgres.ts'
import { openThrowawayFolder } from '../../src/servers/throwaway.ts'
import { ask } from './own-servers.ts'

const run = promisify(execFile)

/** A PostgreSQL of a test's own and a standby that follows it, which reads and does not write. */
export type Pair = AsyncDisposable & {
  primaryUrl: string
  standbyUrl: string
  /** The primary ends in good order, and the standby takes its place. */
  failOver(): Promise<void>
}

export async function aPrimaryWithStandby(): Promise<Pair> {
  await using opening = new AsyncDisposableStack()
  const { path } = opening.use(await openThrowawayFolder('pair'))
  const log = pino({ level: 'silent' })
  const first = new AsyncDisposableStack()
  opening.use(first)
  const { url } = first.use(await openPostgres({ dataDir: path, log, throwaway: true }))
  const standbyUrl = await follow({ url, folder: join(path, 'standby') }, opening)
  const opened = opening.move()
  return {
    primaryUrl: url,
    standbyUrl,
    async failOver() {
      await first.disposeAsync()
      await ask(standbyUrl, 'select pg_promote()')
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Copies a server, and starts the copy as its standby; returns where it listens. */
async function follow(
  { url, folder }: { url: string; folder: string },
  opening: AsyncDisposableStack,
): Promise<string> {
  const programs = await postgresPrograms()
  const as = process.getuid?.() === 0 ? ((await findUser('postgres')) ?? {}) : {}
  await privateFolder(folder, as)
  const copying = ['--write-recovery-conf', '--wal-method=stream', '--checkpoint=fast', '--no-sync']
  await run(join(programs, 'pg_basebackup'), [`--dbname=${url}`, `--pgdata=${folder}`, ...copying], {
    ...as,
    cwd: '/',
  })
  const logFile = join(folder, '..', 'standby.log')
  // A standby takes as many connections as its primary, or does not start.
  const size = ['max_connections=300', 'fsync=off']
  const settings = ['listen_addresses=', 'port=5432', `unix_socket_directories=${folder}`, ...size]
  const { pid } = await startDaemon({
    program: join(programs, 'postgres'),
    args: ['-D', folder, ...settings.flatMap((setting) => ['-c', setting])],
    cwd: folder,
    logFile,
    as,
  })
  opening.defer(async () => void (await endProcess(pid, 'SIGQUIT', 5)))
  const address = new URL(url)
  address.searchParams.set('host', folder)
  const follows = () => ask(address.href, 'select pg_is_in_recovery()').catch(() => false)
  if (!(await until(20, async () => (await follows()) === true))) throw new Error(await lastLines(logFile))
  return address.href
}
