import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Fault } from '../errors.ts'
import type { RunAs } from './daemon.ts'

const run = promisify(execFile)

// sun_path holds 108 bytes with its closing zero.
const LONGEST_SOCKET_PATH = 107

/** Makes the data folder if need be, open to nobody else, and returns its one true path. */
export async function dataFolder(path: string): Promise<string> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  const real = await realpath(path)
  // As root the server runs as another user, who passes through and reads nothing.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700
  for (let made = resolve(path); first !== undefined && made.startsWith(first); made = dirname(made))
    await chmod(made, mode)
  if ((await lstat(real)).uid === process.getuid?.()) await chmod(real, mode)
  return real
}

/** Makes a folder that only the server's user may enter. */
export async function privateFolder(path: string, as: RunAs): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const found = await lstat(path)
  // Still ours: made just now, here or by another opener that is about to give it. Given twice is given.
  if (found.isDirectory() && found.uid === process.getuid?.()) await give(path, as)
  return path
}

/** Gives a folder to the user that a server runs as. */
export async function give(path: string, { uid, gid }: RunAs): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid)
}

/** A folder for a socket called `name`: in the data folder, or a short one when that path is too long. */
export async function socketFolder(dataDir: string, name: string, as: RunAs): Promise<string> {
  const near = join(dataDir, 'run')
  const short = join(tmpdir(), `zhibu-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`)
  // PostgreSQL reads its list of socket folders with quotes and commas.
  const fits = Buffer.byteLength(join(near, name)) <= LONGEST_SOCKET_PATH && !/["\\]/.test(near)
  const folder = await privateFolder(fits ? near : short, as)
  await refuseStrangers(folder, as)
  return folder
}

/** Refuses a data folder that the server's user cannot enter, and says where it could be. */
export async function refuseUnreachable(dataDir: string, as: RunAs): Promise<void> {
  if (as.uid === undefined) return
  const reachable = await run('test', ['-x', join(dataDir, '.')], { ...as, cwd: '/' }).catch(() => undefined)
  if (reachable !== undefined) return
  throw new Fault(`PostgreSQL 以用户 postgres 运行，而该用户无法进入 ${dataDir}`, {
    cure: '请把 ZHIBU_DATA 设为 /root 之外的目录，例如 /var/lib/zhibu，或对各上级目录执行 chmod o+x。',
  })
}

/** A folder in /tmp has a name that others can guess: it must be ours, and nobody else's to enter. */
async function refuseStrangers(folder: string, as: RunAs): Promise<void> {
  const found = await lstat(folder)
  const owner = as.uid ?? process.getuid?.() ?? found.uid
  if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return
  throw new Fault(`${folder} 属于其他用户，或对其他用户开放`, {
    cure: `请删除 ${folder}，或将其设为用户 ${owner} 所有、权限 0700 的目录。`,
  })
}
