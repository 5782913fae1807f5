import { openControl } from '../../src/sandbox/control-client.ts'
import { openSandbox } from '../../src/sandbox/server.ts'
import { World, type WorldInput } from '../../src/sandbox/world.ts'
import { aWorld } from '../support/sandbox.ts'

/** A sandbox inside the test's own process: there in a moment, and its box can be looked into. */
export async function openInside(world: WorldInput = aWorld()) {
  const sandbox = await openSandbox(World.parse(world), { port: 0 })
  return { ...sandbox, control: openControl(sandbox.url) }
}
