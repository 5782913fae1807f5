import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'

// What is imported from here on is found read by the next start, beside the packages and not where anybody may write.
enableCompileCache({ directory: join(import.meta.dirname, '../../node_modules/.cache/sandbox') })
const { openSandbox } = await import('./server.ts')
const { World } = await import('./world.ts')

const { values } = parseArgs({
  options: {
    world: { type: 'string' },
    port: { type: 'string' },
    /** Serves the API only; tests have no use for the page. */
    'no-page': { type: 'boolean', default: false },
    /** Moves its own clock even if a parent process listens. */
    alone: { type: 'boolean', default: false },
  },
})
if (values.world === undefined) throw new Error('sandbox: name the file of the world with --world FILE')

const world = World.parse(JSON.parse(readFileSync(values.world, 'utf8')))
const { servePage } = values['no-page'] ? {} : await import('./page/serve.ts')
const sandbox = await openSandbox(world, {
  ...(values.port !== undefined && { port: Number(values.port) }),
  ...(servePage && { page: servePage }),
})
if (process.send) serveParent(process.send.bind(process))
else process.stdout.write(`${sandbox.url}\n`)
process.once('SIGTERM', leave)
// Ctrl-C reaches parent and child alike: whoever has a parent stays until the parent has closed in its own order.
process.on('SIGINT', process.send ? () => undefined : leave)

function serveParent(tell: (message: object) => void): void {
  process.once('disconnect', leave)
  if (!values.alone) sandbox.state.timeController = timeControllerBy(tell)
  tell({ type: 'ready', url: sandbox.url })
}

const Advanced = z.object({
  type: z.literal('advanced'),
  id: z.string(),
  now: z.string(),
  note: z.string().optional(),
})

// The parent owns wall time in a demo: it moves the bot and this clock together.
function timeControllerBy(tell: (message: object) => void) {
  return (by: string) => {
    const id = randomUUID()
    return new Promise<{ now: string; note?: string }>((resolve) => {
      const onMessage = (message: unknown) => {
        const advanced = Advanced.safeParse(message)
        if (!advanced.success || advanced.data.id !== id) return
        process.off('message', onMessage)
        const { now, note } = advanced.data
        resolve({ now, ...(note !== undefined && { note }) })
      }
      process.on('message', onMessage)
      tell({ type: 'advance', id, by })
    })
  }
}

async function leave(): Promise<void> {
  await sandbox[Symbol.asyncDispose]()
  process.exit(0)
}
