import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Box } from '../state.ts'
import { type Call, noteCall, passHold } from '../calls.ts'
import type { Use } from '../faults.ts'
import { asObject, type Json } from '../json.ts'
import type { Switches } from '../switches.ts'
import type { App } from '../world.ts'
import { turnedAway } from './admission.ts'
import { answer, note } from './answer.ts'
import { answerLost, troubled, useOf } from './call-faults.ts'
import { type Answer, notOffered, refuse } from './refusal.ts'
import { appOfToken } from './token.ts'
import { arrive } from './uuids.ts'

/** What a call brings along. */
export type Ask = { params: Json; query: Json; body: Json; call: Call; app: App; request: FastifyRequest }

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
/** Which service of the platform answers; each has codes of its own for the same trouble. */
export type Family = 'message' | 'chat' | 'file' | 'other'
type Place = { api: string; method: Method; url: string }
type OpenOffer = Place & { open: true; run(box: Box, body: Json): Answer }
/** A call that needs a token and any one of the scopes, if there are some. */
export type ClosedOffer = Place & {
  family: Family
  scopes: string[] | ((switches: Switches) => string[])
  run(box: Box, ask: Ask): Answer
}

/** One call that the sandbox offers; `open` ones need no token. */
export type Offer = OpenOffer | ClosedOffer

/** What the platform itself can do at the offered addresses, and the sandbox does not. */
export type Beyond = Record<string, Method[]>

const METHODS: Method[] = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']

/** Serves the offers; each call is written down and can be held before and after it takes effect. */
export function serveOffers(server: FastifyInstance, box: Box, all: { offers: Offer[]; beyond: Beyond }) {
  for (const offer of all.offers) {
    const { method, url } = offer
    server.route({ method, url, handler: (request, reply) => handle(box, offer, { request, reply }) })
  }
  for (const url of new Set(all.offers.map((offer) => offer.url))) {
    const known = all.offers.filter((offer) => offer.url === url).map(({ method }) => method)
    const method = METHODS.filter((one) => !known.includes(one))
    const real: string[] = all.beyond[url] ?? []
    server.route({
      method,
      url,
      handler: (request, reply) =>
        turnBack(box, { request, reply }, real.includes(request.method) ? notOffered() : wrongMethod()),
    })
  }
}

function wrongMethod(): Answer {
  return refuse(99991301, "request method doesn't match")
}

/** Answers what is not offered, and writes it down too. */
export function refuseUnknown(box: Box, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return turnBack(box, { request, reply }, notOffered())
}

type Exchange = { request: FastifyRequest; reply: FastifyReply }

function turnBack(box: Box, { request, reply }: Exchange, result: Answer): FastifyReply {
  const call = noteCall(box, 'not_offered')
  call.content = `${request.method} ${request.url}`
  return answer(box, call, { reply, result })
}

async function handle(box: Box, offer: Offer, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply } = exchange
  const call = noteCall(box, offer.api)
  const use = useOf(box, offer.api, request)
  const result = await effect(box, offer, { request, call, use })
  if (result === 'cut') return cut(exchange)
  note(call, result)
  box.news.emit('news', { kind: 'call' })
  // What is refused has no effect whose answer could be lost.
  const lost = result.status === 200 && answerLost(box, use)
  if (lost || (await passHold(box, call, 'after')) === 'cut') return cut(exchange)
  return answer(box, call, { reply, result })
}

type Arrival = { request: FastifyRequest; call: Call; use: Use }

// From its arrival until it has taken effect or was refused, a call with a uuid is being sent.
async function effect(box: Box, offer: Offer, arrival: Arrival): Promise<Answer | 'cut'> {
  const { request, call, use } = arrival
  using _flight = arrive(box, call, request)
  if ((await passHold(box, call, 'before')) === 'cut') return 'cut'
  return (await troubled(box, use)) ?? decide(box, offer, arrival)
}

function decide(box: Box, offer: Offer, { request, call }: Arrival): Answer {
  const body = asObject(request.body)
  if ('open' in offer) {
    call.app_id = `${body['app_id'] ?? body['AppID'] ?? ''}`
    return offer.run(box, body)
  }
  const app = appOfToken(box, request.headers.authorization)
  if ('status' in app) return app
  call.app_id = app.app_id
  const asked = { params: asObject(request.params), query: asObject(request.query) }
  return turnedAway(box, app, offer) ?? offer.run(box, { ...asked, body, call, app, request })
}

function cut({ request, reply }: Exchange): FastifyReply {
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}
