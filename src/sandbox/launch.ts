import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Control, openControl } from './control-client.ts'
import type { WorldInput } from './world.ts'

/** A sandbox in a process of its own. */
export type Launched = AsyncDisposable & { url: string; control: Control; child: ChildProcess }

export type Launch = {
  world: WorldInput
  /** 0: any free one; absent: 8090 or the next free one. */
  port?: number
  /** Whether the browser's page is served. */
  page: boolean
  /** Whether this process answers `advance`; otherwise the sandbox moves its own clock. */
  hasTimeController: boolean
}

/** Starts a sandbox process and waits until it listens; disposing ends it. */
export async function launchSandbox(launch: Launch): Promise<Launched> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  const file = join(folder, 'world.json')
  await writeFile(file, JSON.stringify(launch.world))
  const child = fork(fileURLToPath(new URL('main.ts', import.meta.url)), argumentsOf(launch, file))
  const url = await ready(child)
  await rm(folder, { recursive: true })
  return { url, child, control: openControl(url), [Symbol.asyncDispose]: () => end(child) }
}

function argumentsOf({ port, page, hasTimeController }: Launch, file: string): string[] {
  const port_ = port === undefined ? [] : ['--port', `${port}`]
  return [
    '--world',
    file,
    ...port_,
    ...(page ? [] : ['--no-page']),
    ...(hasTimeController ? [] : ['--alone']),
  ]
}

function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`sandbox: ended with code ${code} before it listened`)))
    child.on('message', (message: { type?: string; url?: string }) => {
      if (message.type === 'ready' && message.url !== undefined) resolve(message.url)
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill()
  await once(child, 'exit')
}
