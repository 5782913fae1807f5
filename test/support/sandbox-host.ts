import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'

// As the sandbox's own process reads its modules.
enableCompileCache({ directory: join(import.meta.dirname, '../../node_modules/.cache/sandbox') })
const { openSandbox } = await import('../../src/sandbox/server.ts')
const { World } = await import('../../src/sandbox/world.ts')

const Order = z.object({ id: z.int(), open: z.object({ world: z.unknown(), page: z.boolean() }).optional() })
export type Order = z.infer<typeof Order>
export type Done = { id: number; url?: string; error?: string }

const opened = new Map<number, AsyncDisposable>()

process.on('message', async (message) => {
  const { id, open } = Order.parse(message)
  const done = open === undefined ? close(id) : begin(id, open)
  const answer: Omit<Done, 'id'> = await done.catch((error) => ({ error: String(error) }))
  process.send?.({ id, ...answer })
})
process.once('disconnect', () => process.exit())
process.send?.({ id: 0 })

async function begin(id: number, { world, page }: NonNullable<Order['open']>) {
  const { servePage } = page ? await import('../../src/sandbox/page/serve.ts') : {}
  const sandbox = await openSandbox(World.parse(world), { port: 0, ...(servePage && { page: servePage }) })
  opened.set(id, sandbox)
  return { url: sandbox.url }
}

async function close(id: number) {
  await opened.get(id)?.[Symbol.asyncDispose]()
  opened.delete(id)
  return {}
}
