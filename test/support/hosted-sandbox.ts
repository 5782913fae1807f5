import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openControl } from '../../src/sandbox/control-client.ts'
import type { Launched } from '../../src/sandbox/launch.ts'
import type { WorldInput } from '../../src/sandbox/world.ts'
import type { Done, Order } from './sandbox-host.ts'

/** A sandbox outside this process, with its clock in nobody's hands but the test's. */
export type HostedSandbox = Omit<Launched, 'child'>

let host: Promise<ChildProcess> | undefined
let last = 0

/**
 * Opens a sandbox in the process that holds those of all tests of this worker: one of its own takes longer to start
 * than most tests run. Whoever stops or kills its process launches one.
 */
export async function hostSandbox(world: WorldInput, page = false): Promise<HostedSandbox> {
  last += 1
  const id = last
  const { url = '' } = await ask({ id, open: { world, page } })
  return {
    url,
    control: openControl(url),
    async [Symbol.asyncDispose]() {
      await ask({ id })
    },
  }
}

async function ask(order: Order): Promise<Done> {
  host ??= startHost()
  const child = await host
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('the process of the sandboxes has ended'))
    const onMessage = (done: Done) => {
      if (done.id !== order.id) return
      child.off('message', onMessage).off('exit', onExit)
      if (done.error === undefined) resolve(done)
      else reject(new Error(done.error))
    }
    child.on('message', onMessage).once('exit', onExit)
    child.send(order)
  })
}

async function startHost(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'sandbox-host.ts'))
  child.setMaxListeners(0)
  child.once('exit', () => {
    host = undefined
  })
  await once(child, 'message')
  // A worker that has run its last test ends, and its sandboxes with it.
  child.unref()
  child.channel?.unref()
  return child
}
