import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import { type Finding, findings, knowledge } from '../rules/card.ts'

const Check = z.object({ card: z.record(z.string(), z.unknown()), app_id: z.string().optional() })

/** Says everything that the rules find in a card, as if the app (the first one unless named) sent it. */
export function serveCheck(server: FastifyInstance, state: SandboxState): void {
  server.post('/control/check', ({ body }): { findings: Finding[] } => {
    const { card, app_id = [...state.apps.keys()][0] ?? '' } = Check.parse(body)
    return { findings: findings(card, knowledge(state, app_id, false)) }
  })
}
