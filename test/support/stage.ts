import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const MAIN = join(import.meta.dirname, '../../src/main.ts')

/** The demo as a newcomer starts it, in a process of its own: bot, local platform, time controller. */
export type Demo = AsyncDisposable & { url: string }

/** Starts `demo`, or the platform alone, on a free port; ready when it has said its address. */
export async function openDemo(command: 'demo' | 'sandbox' = 'demo'): Promise<Demo> {
  const child = fork(MAIN, [command, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  if (child.stdout === null) throw new Error('the demo has no output')
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\S+/.exec(line)?.[0]
    if (url === undefined) continue
    // Nobody reads on, and a full pipe would stop the demo.
    child.stdout.resume()
    return {
      url,
      async [Symbol.asyncDispose]() {
        child.kill()
        await ended
      },
    }
  }
  throw new Error(`${command} ended before it had an address`)
}
