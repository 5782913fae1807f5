import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endProcess, isAlive, runningPid } from './daemon.ts'

export type ThrowawayFolder = AsyncDisposable & { path: string }

/**
 * A data folder in the system's temporary one. Closing ends the servers that still run in it and removes it;
 * what an earlier run under the same name left behind when it was killed is removed now.
 */
export async function openThrowawayFolder(name: string): Promise<ThrowawayFolder> {
  await sweepLeftovers(name)
  const path = await mkdtemp(join(tmpdir(), `zhibu-${name}-${process.pid}-`))
  // PostgreSQL's user must be able to pass through.
  await chmod(path, 0o711)
  return { path, [Symbol.asyncDispose]: () => sweep(path) }
}

async function sweepLeftovers(name: string): Promise<void> {
  for (const entry of await readdir(tmpdir())) {
    const owner = new RegExp(`^zhibu-${name}-(\\d+)-`).exec(entry)?.[1]
    if (owner !== undefined && !isAlive(Number(owner))) await sweep(join(tmpdir(), entry))
  }
}

async function sweep(dataDir: string): Promise<void> {
  const postgres = await runningPid(join(dataDir, 'postgres', 'postmaster.pid'), /postgres|postmaster/)
  if (postgres !== undefined) await endProcess(postgres, 'SIGQUIT', 5)
  const redis = await runningPid(join(dataDir, 'redis', 'pid'), /redis|valkey/)
  if (redis !== undefined) await endProcess(redis, 'SIGKILL', 5)
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
}
