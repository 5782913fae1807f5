import type { SandboxState } from '../../src/sandbox/state.ts'
import { type Control, openControl } from '../../src/sandbox/control-client.ts'
import { openSandbox } from '../../src/sandbox/server.ts'
import { World, type WorldInput } from '../../src/sandbox/world.ts'
import { aWorld } from '../support/sandbox.ts'
import { type PlainAnswer, openRaw } from './app.ts'

/** A sandbox in this process, so that a test can put into its box what no client could bring about. */
export type Inside = AsyncDisposable & {
  url: string
  state: SandboxState
  control: Control
  call(method: string, path: string, content?: object): Promise<PlainAnswer>
}

export async function openInside(world: WorldInput = aWorld()): Promise<Inside> {
  const { url, state, [Symbol.asyncDispose]: close } = await openSandbox(World.parse(world), { port: 0 })
  return { url, state, control: openControl(url), call: await openRaw(url), [Symbol.asyncDispose]: close }
}
