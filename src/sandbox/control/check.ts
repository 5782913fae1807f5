import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Box } from '../state.ts'
import { type Finding, findings, knowledge } from '../rules/card.ts'

const Check = z.object({ card: z.record(z.string(), z.unknown()), app_id: z.string().optional() })

/** Says everything that the rules find in a card, as if the app (the first one unless named) sent it. */
export function serveCheck(server: FastifyInstance, box: Box): void {
  server.post('/control/check', ({ body }): { findings: Finding[] } => {
    const { card, app_id = [...box.apps.keys()][0] ?? '' } = Check.parse(body)
    return { findings: findings(card, knowledge(box, app_id, false)) }
  })
}
