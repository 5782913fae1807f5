import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SandboxState } from '../state.ts'
import { type Call, noteCall, passHold } from '../calls.ts'
import type { Use } from '../faults.ts'
import { elapsed } from '../clock.ts'
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
type OpenOffer = Place & { open: true; run(state: SandboxState, body: Json): Answer }
/** A call that needs a token and any one of the scopes, if there are some. */
export type ClosedOffer = Place & {
  family: Family
  scopes: string[] | ((switches: Switches) => string[])
  run(state: SandboxState, ask: Ask): Answer
}

/** One call that the sandbox offers; `open` ones need no token. */
export type Offer = OpenOffer | ClosedOffer

/** What the platform itself can do at the offered addresses, and the sandbox does not. */
export type Beyond = Record<string, Method[]>

const METHODS: Method[] = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']

/** Serves the offers; each call is written down and can be held before and after it takes effect. */
export function serveOffers(
  server: FastifyInstance,
  state: SandboxState,
  all: { offers: Offer[]; beyond: Beyond },
) {
  for (const offer of all.offers) {
    const { method, url } = offer
    server.route({ method, url, handler: (request, reply) => handle(state, offer, { request, reply }) })
  }
  for (const url of new Set(all.offers.map((offer) => offer.url))) {
    const known = all.offers.filter((offer) => offer.url === url).map(({ method }) => method)
    const method = METHODS.filter((one) => !known.includes(one))
    const real: string[] = all.beyond[url] ?? []
    server.route({
      method,
      url,
      handler: (request, reply) =>
        turnBack(state, { request, reply }, real.includes(request.method) ? notOffered() : wrongMethod()),
    })
  }
}

function wrongMethod(): Answer {
  return refuse(99991301, "request method doesn't match")
}

/** Refuses a call that is not offered, and records it. */
export function refuseUnknown(
  state: SandboxState,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return turnBack(state, { request, reply }, notOffered())
}

type Exchange = { request: FastifyRequest; reply: FastifyReply }

function turnBack(state: SandboxState, { request, reply }: Exchange, result: Answer): FastifyReply {
  const call = noteCall(state, 'not_offered')
  call.content = `${request.method} ${request.url}`
  return answer(state, call, { reply, result })
}

async function handle(state: SandboxState, offer: Offer, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply } = exchange
  const call = noteCall(state, offer.api)
  const use = useOf(state, offer.api, request)
  const result = await effect(state, offer, { request, call, use })
  if (result === 'cut') return cut(call, exchange)
  note(call, result)
  state.news.emit('news', { kind: 'call' })
  // What is refused has no effect whose answer could be lost.
  const lost = result.status === 200 && answerLost(state, use)
  if (lost || (await passHold(state, call, 'after')) === 'cut') return cut(call, exchange)
  return answer(state, call, { reply, result })
}

type Arrival = { request: FastifyRequest; call: Call; use: Use }

// From its arrival until it has taken effect or was refused, a call with a uuid is being sent.
async function effect(state: SandboxState, offer: Offer, arrival: Arrival): Promise<Answer | 'cut'> {
  const { request, call, use } = arrival
  using _flight = arrive(state, call, request)
  if ((await passHold(state, call, 'before')) === 'cut') return 'cut'
  return (await troubled(state, use)) ?? decide(state, offer, arrival)
}

function decide(state: SandboxState, offer: Offer, { request, call }: Arrival): Answer {
  const body = asObject(request.body)
  if ('open' in offer) {
    call.app_id = `${body['app_id'] ?? body['AppID'] ?? ''}`
    return offer.run(state, body)
  }
  const app = appOfToken(state, request.headers.authorization)
  if ('status' in app) return app
  call.app_id = app.app_id
  const asked = { params: asObject(request.params), query: asObject(request.query) }
  return turnedAway(state, app, offer) ?? offer.run(state, { ...asked, body, call, app, request })
}

function cut(call: Call, { request, reply }: Exchange): FastifyReply {
  call.took = Math.round(elapsed() - call.ms)
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}
