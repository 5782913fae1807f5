import { spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** The account under which a server runs; empty: the account of the bot. */
export type RunAs = { uid?: number; gid?: number }

export type Daemon = { program: string; args: string[]; cwd: string; logFile: string; as: RunAs }

/** A server that was started here; `ended` tells whether it has given up already. */
export type Started = { pid: number; ended(): boolean }

/** Starts a server that outlives this process and never hears its Ctrl-C. */
export async function startDaemon({ program, args, cwd, logFile, as }: Daemon): Promise<Started> {
  await using output = await open(logFile, 'a', 0o600)
  const child = spawn(program, args, {
    cwd,
    ...as,
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  })
  const state = { ended: false }
  child.once('exit', () => {
    state.ended = true
  })
  child.unref()
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  return { pid: child.pid ?? 0, ended: () => state.ended }
}

/** The process id that a server wrote into its pid file, if that process still runs `program`. */
export async function runningPid(pidFile: string, program: RegExp): Promise<number | undefined> {
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10)
  if (!(pid > 0) || !isAlive(pid)) return undefined
  // After a reboot the number may belong to a stranger. Without /proc (macOS) the number has to do.
  const command = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined)
  return command === undefined || program.test(command) ? pid : undefined
}

/** Asks a process to end and waits until it has; false when it still runs after `seconds`. */
export async function endProcess(pid: number, signal: NodeJS.Signals, seconds: number): Promise<boolean> {
  if (isAlive(pid)) process.kill(pid, signal)
  return await until(seconds, () => Promise.resolve(!isAlive(pid)))
}

/** Asks every 20 ms until the answer is yes; false when it never was within about `seconds`. */
export async function until(seconds: number, question: () => Promise<boolean>): Promise<boolean> {
  for (let left = seconds * 50; left > 0; left -= 1) {
    if (await question()) return true
    await pause(20)
  }
  return false
}

/** The end of a server's log: what it said before it gave up. */
export async function lastLines(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-4).join('\n')
}

/** Whether a process with this id runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
