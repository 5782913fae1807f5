import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import { FaultOrder, seedFaults } from '../faults.ts'
import { questions, type SwitchName } from '../switches.ts'
import { endFault, orderFault } from './order-fault.ts'
import { Unable } from './unable.ts'

const Switch = z.object({ name: z.string(), value: z.string() })

/** Faults on demand, and which side is taken where the platform's documents are silent. */
export function serveTrouble(server: FastifyInstance, state: SandboxState): void {
  server.get('/control/faults', () => {
    const { seed, ordered, log } = state.faults
    return { kinds: FaultOrder.shape.kind.options, seed, ordered, log }
  })
  server.post('/control/faults', ({ body }) => ({ id: orderFault(state, FaultOrder.parse(body)).id }))
  server.post('/control/heal', ({ body }) => {
    endFault(state, z.object({ id: z.number().optional() }).parse(body).id)
    return {}
  })
  server.post('/control/seed', ({ body }) => {
    seedFaults(state, z.object({ seed: z.int() }).parse(body).seed)
    return {}
  })
  server.get('/control/switches', () =>
    Object.entries(questions).map(([name, question]) => {
      return { name, ...question, value: Reflect.get(state.switches, name) }
    }),
  )
  server.post('/control/switch', ({ body }) => {
    const { name, value } = Switch.parse(body)
    const question = isSwitch(name) ? questions[name] : undefined
    if (!question?.answers.some((answer) => answer === value))
      throw new Unable(`no switch ${name} with the answer ${value}`)
    Reflect.set(state.switches, name, value)
    return {}
  })
}

function isSwitch(name: string): name is SwitchName {
  return name in questions
}
