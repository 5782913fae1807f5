import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Box } from '../box.ts'
import { disband, join, leave, recallOwn, setPerson } from './membership.ts'

const Recall = z.object({ as: z.string(), message: z.string() })
const Move = z.object({ chat: z.string(), who: z.string() })
const Someone = z.object({
  open_id: z.string().regex(/^ou_\w+$/),
  name: z.string().min(1).exactOptional(),
  gone: z.boolean().default(false),
})

/** What happens among people: they join and leave groups, dissolve them, take messages back, go. */
export function serveLife(server: FastifyInstance, box: Box): void {
  const orders: Record<string, (body: unknown) => void> = {
    recall: (body) => recallOwn(box, Recall.parse(body)),
    join: (body) => join(box, Move.parse(body)),
    leave: (body) => leave(box, Move.parse(body)),
    disband: (body) => disband(box, Move.pick({ chat: true }).parse(body)),
    person: (body) => setPerson(box, Someone.parse(body)),
  }
  for (const [name, carryOut] of Object.entries(orders)) {
    server.post(`/control/${name}`, ({ body }) => {
      carryOut(body)
      return {}
    })
  }
}
