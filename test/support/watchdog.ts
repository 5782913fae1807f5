import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { processesWith } from './marked.ts'

// Started by a run of tests, of which nothing is left when this ends: no server, no browser, no folder.
const [variable = '', folder = ''] = process.argv.slice(2)

// The run holds the other end, and lets go of it when it ends, whatever ended it.
process.stdin.resume()
await once(process.stdin, 'close')
// Who is just ending may still have started another.
while ((await endAll()) > 0) await pause(50)
await rm(folder, { recursive: true, force: true, maxRetries: 5 })

async function endAll(): Promise<number> {
  const left = (await processesWith({ variable, folder })).filter(({ pid }) => pid !== process.pid)
  for (const { pid, name } of left) end(pid, name)
  return left.length
}

function end(pid: number, name: string): void {
  try {
    // PostgreSQL takes its sessions and its shared memory with it, but only when it is asked.
    process.kill(pid, name === 'postgres' ? 'SIGQUIT' : 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
