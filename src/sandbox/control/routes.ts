import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Box } from '../state.ts'
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

/** What the page, the tests and the conductor steer the sandbox by. */
export function serveControl(server: FastifyInstance, box: Box): void {
  serveClock(server, box)
  serveChats(server, box)
  serveRecord(server, box)
  serveHolds(server, box)
  serveFiles(server, box)
  serveLife(server, box)
  serveTrouble(server, box)
  serveCheck(server, box)
}

function serveClock(server: FastifyInstance, box: Box): void {
  server.get('/control/state', () => ({
    now: iso(wall(box.clock)),
    offsetMs: box.clock.offsetMs,
    apps: [...box.apps.values()].map(({ app_id, name, open_id }) => ({ app_id, name, open_id })),
    connections: [...box.hub.connections].filter((one) => one.pinged).length,
    conducted: box.conductor !== null,
    tour: box.tour,
  }))
  server.post('/control/clock', ({ body }) =>
    setClock(box, z.object({ offsetMs: z.number() }).parse(body).offsetMs),
  )
  server.post('/control/advance', ({ body }) =>
    advance(box, z.object({ by: z.enum(['hour', 'day', 'next']) }).parse(body).by),
  )
}

function serveChats(server: FastifyInstance, box: Box): void {
  server.get('/control/people', () =>
    [...box.people.values()]
      .filter(({ gone }) => !gone)
      .map(({ open_id, name, title }) => ({ open_id, name, title })),
  )
  server.get('/control/chats', ({ query }) => chatList(box, z.object({ as: z.string() }).parse(query).as))
  server.get('/control/messages', ({ query }) => {
    const { chat: word, as, after } = Messages.parse(query)
    const chat = chatNamed(box, word, as)
    return { messages: chat?.members.has(as) ? messageList(box, chat, { as, after }) : [] }
  })
  server.post('/control/say', ({ body }) => say(box, Say.parse(body)))
  server.post('/control/press', ({ body }) => press(box, Press.parse(body)))
  server.get('/control/stream', ({ query }, reply) =>
    stream(box, { as: z.object({ as: z.string() }).parse(query).as, reply }),
  )
}

function serveRecord(server: FastifyInstance, box: Box): void {
  server.get('/control/record', ({ query }) => {
    const { after } = z.object({ after: z.coerce.number().default(0) }).parse(query)
    return { calls: box.calls.slice(after) }
  })
  server.get('/control/meters', () => readMeters(box))
  server.get('/control/events', () => ({
    events: box.deliveries.map(({ envelope, ...rest }) => ({
      ...rest,
      ...(rest.next && { next: iso(rest.next) }),
    })),
  }))
  server.post('/control/redeliver', async ({ body }) => {
    const { message } = z.object({ message: z.string() }).parse(body)
    const mine = box.deliveries.filter((delivery) => delivery.message_id === message)
    await Promise.all(mine.map((delivery) => attempt(box, delivery)))
    return { delivered: mine.length }
  })
}

function serveHolds(server: FastifyInstance, box: Box): void {
  server.post('/control/hold', ({ body }) => ({ id: addHold(box, Hold.parse(body)).id }))
  server.get('/control/held', () =>
    [...box.waiting.values()].map(({ hold, call: { n, api, uuid, message_id } }) => ({
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
    const waiting = box.waiting.get(n)
    waiting?.release(then)
    return { released: waiting !== undefined }
  })
  server.post(
    '/control/unhold',
    ({ body }) => dropHold(box, z.object({ id: z.number() }).parse(body).id) ?? {},
  )
  server.post('/control/cut', () => ({ cut: cutAll(box.hub) }))
}
