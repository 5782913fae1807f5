import { execFile } from 'node:child_process'
import { access, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Fault, messageOf } from '../errors.ts'
import type { RunAs } from './daemon.ts'
import { give } from './folders.ts'

const run = promisify(execFile)

type Cluster = { dataDir: string; programs: string; as: RunAs }

/** Makes the PostgreSQL folder if there is none; of several that try at once, one wins and all go on. */
export async function ensureCluster({ dataDir, programs, as }: Cluster): Promise<string> {
  const folder = join(dataDir, 'postgres')
  if (await isCluster(folder)) return folder
  const draft = await mkdtemp(`${folder}.draft-`)
  try {
    await give(draft, as)
    await initdb({ folder: draft, programs, as })
    // A rename is all or nothing: a crash before it leaves a draft, never half a cluster.
    await rename(draft, folder)
  } catch (error) {
    if (!(await isCluster(folder))) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return folder
}

async function initdb(at: { folder: string; programs: string; as: RunAs }): Promise<void> {
  const args = ['--pgdata', at.folder, '--username=zhibu', '--auth=trust']
  const text = ['--locale=C.UTF-8', '--encoding=UTF8']
  try {
    await run(join(at.programs, 'initdb'), [...args, ...text], { ...at.as, cwd: '/' })
  } catch (cause) {
    throw new Fault(`PostgreSQL 无法建立数据目录：${messageOf(cause)}`, {
      cure: `请检查磁盘空间，以及 ${at.folder} 所在目录的权限。`,
      cause,
    })
  }
}

function isCluster(folder: string): Promise<boolean> {
  return access(join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
}
