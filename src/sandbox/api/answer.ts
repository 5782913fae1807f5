import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { SandboxState } from '../state.ts'
import type { Call } from '../calls.ts'
import { elapsed, iso, wall } from '../clock.ts'
import { isObject } from '../json.ts'
import { limitHeaders } from '../rules/rates.ts'
import { gatewayMeters } from './admission.ts'
import type { Answer } from './refusal.ts'

type Reply = { reply: FastifyReply; result: Answer }

/** Answers a call and writes down what it was told; every answer has a log id of its own. */
export function answer(state: SandboxState, call: Call, { reply, result }: Reply): FastifyReply {
  note(call, result)
  call.took = Math.round(elapsed() - call.ms)
  reply.raw.once('close', () => {
    call.answered = reply.raw.writableFinished
  })
  const log_id = logId(state)
  const { error } = result.body
  const body = isObject(error) ? { ...result.body, error: { log_id, ...error } } : result.body
  const headers = { 'x-tt-logid': log_id, ...limitNews(state, call), ...result.headers }
  return reply
    .code(result.status)
    .headers(headers)
    .send(result.bytes ?? body)
}

/** Writes down how a call ends, also while its answer is still held back. */
export function note(call: Call, { status, body: { code, msg } }: Answer): void {
  call.status = status
  if (typeof code === 'number') call.code = code
  if (typeof msg === 'string') call.msg = msg
}

// Whether answers that were not limited tell of the limit is not documented.
function limitNews(state: SandboxState, { app_id, api }: Call): Record<string, string> {
  if (state.switches.rateHeaders === 'limited_only' || app_id === undefined) return {}
  const [, minute] = gatewayMeters(state, app_id, api)
  return minute ? limitHeaders(minute) : {}
}

function logId(state: SandboxState): string {
  const digits = iso(wall(state.clock)).replace(/\D/g, '').slice(0, 14)
  return `${digits}${randomBytes(9).toString('hex').toUpperCase()}`
}
