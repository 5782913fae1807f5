import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import { Group } from '../world.ts'
import { disband, found, join, leave, recallOwn, setPerson } from './membership.ts'
import { Edit, edit, Forward, forward, Send, send } from './send.ts'

const Recall = z.object({ as: z.string(), message: z.string() })
const Move = z.object({ chat: z.string(), who: z.string() })
const Someone = z.object({
  open_id: z.string().regex(/^ou_\w+$/),
  name: z.string().min(1).exactOptional(),
  gone: z.boolean().default(false),
})

/** What happens among people: they send, forward and edit, found, join, leave and dissolve groups, take back, go. */
export function serveLife(server: FastifyInstance, state: SandboxState): void {
  server.post('/control/send', ({ body }) => send(state, Send.parse(body)))
  server.post('/control/forward', ({ body }) => forward(state, Forward.parse(body)))
  const orders: Record<string, (body: unknown) => void> = {
    edit: (body) => edit(state, Edit.parse(body)),
    found: (body) => found(state, Group.parse(body)),
    recall: (body) => recallOwn(state, Recall.parse(body)),
    join: (body) => join(state, Move.parse(body)),
    leave: (body) => leave(state, Move.parse(body)),
    disband: (body) => disband(state, Move.pick({ chat: true }).parse(body)),
    person: (body) => setPerson(state, Someone.parse(body)),
  }
  for (const [name, carryOut] of Object.entries(orders)) {
    server.post(`/control/${name}`, ({ body }) => {
      carryOut(body)
      return {}
    })
  }
}
