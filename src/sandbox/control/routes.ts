import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import { addHold, dropHold } from '../calls.ts'
import { chatNamed } from '../chats.ts'
import { iso, wall } from '../clock.ts'
import { cutAll } from '../socket/hub.ts'
import { attempt } from '../socket/events.ts'
import { press } from '../socket/press.ts'
import { advance, setClock } from './advance.ts'
import { serveFiles } from './files.ts'
import { readMeters } from './meters.ts'
import { serveLife } from './life.ts'
import { serveCheck } from './check.ts'
import { serveTrouble } from './trouble.ts'
import { say } from './say.ts'
import { stream } from './stream.ts'
import { chatList, messageList } from './view.ts'

const Say = z.object({
  as: z.string(),
  chat: z.string(),
  text: z.string().min(1),
  reply_to: z.string().optional(),
})
const Press = z.object({
  as: z.string(),
  message: z.string(),
  text: z.string().optional(),
  path: z.string().optional(),
  form: z.record(z.string(), z.unknown()).optional(),
  confirmed: z.boolean().optional(),
  event_id: z.string().optional(),
})
const Messages = z.object({ chat: z.string(), as: z.string(), after: z.coerce.number().default(0) })
const Hold = z.object({
  api: z.string(),
  when: z.enum(['before', 'after']),
  count: z.number().int().positive(),
})

/** What the page, the tests and the time controller steer the sandbox by. */
export function serveControl(server: FastifyInstance, state: SandboxState): void {
  serveClock(server, state)
  serveChats(server, state)
  serveRecord(server, state)
  serveHolds(server, state)
  serveFiles(server, state)
  serveLife(server, state)
  serveTrouble(server, state)
  serveCheck(server, state)
}

function serveClock(server: FastifyInstance, state: SandboxState): void {
  server.get('/control/state', () => ({
    now: iso(wall(state.clock)),
    offsetMs: state.clock.offsetMs,
    apps: [...state.apps.values()].map(({ app_id, name, open_id }) => ({ app_id, name, open_id })),
    connections: [...state.hub.connections].filter((one) => one.pinged).length,
    hasTimeController: state.timeController !== null,
    tour: state.tour,
  }))
  server.post('/control/clock', ({ body }) =>
    setClock(state, z.object({ offsetMs: z.number() }).parse(body).offsetMs),
  )
  server.post('/control/advance', ({ body }) =>
    advance(state, z.object({ by: z.enum(['hour', 'day', 'next']) }).parse(body).by),
  )
}

function serveChats(server: FastifyInstance, state: SandboxState): void {
  server.get('/control/people', () =>
    [...state.people.values()]
      .filter(({ gone }) => !gone)
      .map(({ open_id, name, title }) => ({ open_id, name, title })),
  )
  server.get('/control/chats', ({ query }) => chatList(state, z.object({ as: z.string() }).parse(query).as))
  server.get('/control/messages', ({ query }) => {
    const { chat: word, as, after } = Messages.parse(query)
    const chat = chatNamed(state, word, as)
    return { messages: chat?.members.has(as) ? messageList(state, chat, { as, after }) : [] }
  })
  server.post('/control/say', ({ body }) => say(state, Say.parse(body)))
  server.post('/control/press', ({ body }) => press(state, Press.parse(body)))
  server.get('/control/stream', ({ query }, reply) =>
    stream(state, { as: z.object({ as: z.string() }).parse(query).as, reply }),
  )
}

function serveRecord(server: FastifyInstance, state: SandboxState): void {
  server.get('/control/record', ({ query }) => {
    const { after } = z.object({ after: z.coerce.number().default(0) }).parse(query)
    return { calls: state.calls.slice(after) }
  })
  server.get('/control/meters', () => readMeters(state))
  server.get('/control/events', () => ({
    events: state.deliveries.map(({ envelope, ...rest }) => ({
      ...rest,
      ...(rest.next && { next: iso(rest.next) }),
    })),
  }))
  server.post('/control/redeliver', async ({ body }) => {
    const { message } = z.object({ message: z.string() }).parse(body)
    const mine = state.deliveries.filter((delivery) => delivery.message_id === message)
    await Promise.all(mine.map((delivery) => attempt(state, delivery)))
    return { delivered: mine.length }
  })
}

function serveHolds(server: FastifyInstance, state: SandboxState): void {
  server.post('/control/hold', ({ body }) => ({ id: addHold(state, Hold.parse(body)).id }))
  server.get('/control/held', () =>
    [...state.waiting.values()].map(({ hold, call: { n, api, uuid, message_id } }) => ({
      id: hold.id,
      n,
      api,
      when: hold.when,
      uuid,
      message_id,
    })),
  )
  server.post('/control/release', ({ body }) => {
    const { n, then } = z.object({ n: z.number(), then: z.enum(['go', 'cut']) }).parse(body)
    const waiting = state.waiting.get(n)
    waiting?.release(then)
    return { released: waiting !== undefined }
  })
  server.post(
    '/control/unhold',
    ({ body }) => dropHold(state, z.object({ id: z.number() }).parse(body).id) ?? {},
  )
  server.post('/control/cut', () => ({ cut: cutAll(state.hub) }))
}
