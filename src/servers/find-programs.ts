import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Fault } from '../errors.ts'

const run = promisify(execFile)

// Debian keeps PostgreSQL's server programs out of PATH, one folder per version.
const DEBIAN_FOLDER = '/usr/lib/postgresql'

/** The folder with `initdb` and `postgres`: the newest of Debian's, else the one of PATH. */
export async function postgresPrograms(): Promise<string> {
  const versions = await readdir(DEBIAN_FOLDER).catch(() => [])
  const newestFirst = versions.toSorted((a, b) => Number(b) - Number(a))
  for (const version of newestFirst) {
    const folder = join(DEBIAN_FOLDER, version, 'bin')
    if (await mayRun(join(folder, 'initdb'))) return folder
  }
  const folder = await firstLine('pg_config', ['--bindir'])
  if (folder !== undefined && (await mayRun(join(folder, 'initdb')))) return folder
  throw new Fault('未安装 PostgreSQL', {
    cure: '请执行 apt-get install -y postgresql，或用 DATABASE_URL 指向已有的 PostgreSQL。',
  })
}

/** The path of `redis-server`, else of `valkey-server`. */
export async function redisProgram(): Promise<string> {
  const program = await firstLine('sh', ['-c', 'command -v redis-server || command -v valkey-server'])
  if (program !== undefined) return program
  throw new Fault('未安装 Redis', {
    cure: '请执行 apt-get install -y redis-server，或用 REDIS_URL 指向已有的 Redis。',
  })
}

/** A user of this machine by name. */
export async function findUser(name: string): Promise<{ uid: number; gid: number } | undefined> {
  const uid = Number((await firstLine('id', ['-u', name])) ?? Number.NaN)
  const gid = Number((await firstLine('id', ['-g', name])) ?? Number.NaN)
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined
}

function mayRun(program: string): Promise<boolean> {
  return access(program, constants.X_OK).then(
    () => true,
    () => false,
  )
}

function firstLine(program: string, args: string[]): Promise<string | undefined> {
  return run(program, args).then(
    ({ stdout }) => stdout.split('\n')[0]?.trim() || undefined,
    () => undefined,
  )
}
