import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Box } from '../box.ts'
import { type Call, noteCall, passHold } from '../calls.ts'
import { elapsed } from '../clock.ts'
import { asObject, type Json } from '../json.ts'
import { GATEWAY, take } from '../rules/rates.ts'
import type { App } from '../world.ts'
import { type Answer, notOffered, refuse } from './refusal.ts'
import { appOfToken } from './token.ts'

/** What a call brings along. */
export type Ask = { params: Json; query: Json; body: Json; call: Call; app: App; request: FastifyRequest }

/** One call that the sandbox offers; `open` ones need no token, the others any one of `scopes`, if there are some. */
export type Offer =
  | { api: string; method: Method; url: string; open: true; run(box: Box, body: Json): Answer }
  | {
      api: string
      method: Method
      url: string
      scopes: string[]
      run(box: Box, ask: Ask): Answer | Promise<Answer>
    }
type Method = 'GET' | 'POST' | 'PATCH'

/** Serves the offers; each call is written down and can be held before and after it takes effect. */
export function serveOffers(server: FastifyInstance, box: Box, offers: Offer[]): void {
  for (const offer of offers) {
    const { method, url } = offer
    server.route({ method, url, handler: (request, reply) => handle(box, offer, { request, reply }) })
  }
}

/** Answers what is not offered, and writes it down too. */
export function refuseUnknown(box: Box, request: FastifyRequest, reply: FastifyReply): void {
  const call = noteCall(box, 'not_offered')
  call.content = `${request.method} ${request.url}`
  answer(call, reply, notOffered())
}

type Exchange = { request: FastifyRequest; reply: FastifyReply }

async function handle(box: Box, offer: Offer, { request, reply }: Exchange): Promise<FastifyReply> {
  const call = noteCall(box, offer.api)
  if ((await passHold(box, call, 'before')) === 'cut') return cut(request, reply)
  const result = await decide(box, offer, { request, call })
  call.status = result.status
  call.code = Number(result.body['code'])
  box.news.emit('news', { kind: 'call' })
  if ((await passHold(box, call, 'after')) === 'cut') return cut(request, reply)
  return answer(call, reply, result)
}

async function decide(
  box: Box,
  offer: Offer,
  from: { request: FastifyRequest; call: Call },
): Promise<Answer> {
  const { request, call } = from
  const body = asObject(request.body)
  if ('open' in offer) {
    call.app_id = `${body['app_id'] ?? body['AppID'] ?? ''}`
    return offer.run(box, body)
  }
  const app = appOfToken(box, request.headers.authorization)
  if ('status' in app) return app
  call.app_id = app.app_id
  const ask = { params: asObject(request.params), query: asObject(request.query), body, call, app, request }
  return scopeRefusal(app, offer.scopes) ?? rateRefusal(box, app, offer.api) ?? offer.run(box, ask)
}

function scopeRefusal(app: App, scopes: string[]): Answer | undefined {
  if (scopes.length === 0 || scopes.some((scope) => app.scopes.includes(scope))) return undefined
  return refuse(99991672, `Access denied. One of the following scopes is required: [${scopes.join(', ')}].`)
}

function rateRefusal(box: Box, app: App, api: string): Answer | undefined {
  const over = take(box.rates, `${app.app_id} ${api}`, { limits: GATEWAY, now: elapsed() })
  if (!over) return undefined
  return {
    ...refuse(99991400, 'request trigger frequency limit', 429),
    headers: {
      'x-ogw-ratelimit-limit': `${over.limit}`,
      'x-ogw-ratelimit-reset': `${Math.ceil(over.waitMs / 1000)}`,
    },
  }
}

function answer(call: Call, reply: FastifyReply, result: Answer): FastifyReply {
  call.status = result.status
  call.code = Number(result.body['code'])
  reply.raw.once('close', () => {
    call.answered = reply.raw.writableFinished
  })
  return reply
    .code(result.status)
    .headers({ 'x-tt-logid': 'sandbox', ...result.headers })
    .send(result.bytes ?? result.body)
}

function cut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}
