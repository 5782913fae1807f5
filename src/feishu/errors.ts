import { z } from 'zod'
import { rule, type Verdict } from './error-codes.ts'
import { cutTo } from '../cards/shortened.ts'

type Facts = {
  code: number | null
  status: number | null
  verdict: Verdict
  mayHaveHappened: boolean
  waitMs?: number
  cure?: string
}

/**
 * A call that failed, already judged. `mayHaveHappened`: the platform may have done it all the same.
 * Never carries a request, a body or a token, so that it can be logged as it is.
 */
export class FeishuError extends Error {
  override name = 'FeishuError'
  readonly code: number | null
  readonly status: number | null
  readonly verdict: Verdict
  readonly mayHaveHappened: boolean
  readonly waitMs?: number
  readonly cure?: string

  constructor(message: string, facts: Facts) {
    super(message)
    this.code = facts.code
    this.status = facts.status
    this.verdict = facts.verdict
    this.mayHaveHappened = facts.mayHaveHappened
    if (facts.waitMs !== undefined) this.waitMs = facts.waitMs
    if (facts.cure !== undefined) this.cure = facts.cure
  }
}

/** The body of every answer; what lies in `data` is parsed by the call that asked. */
export const Answer = z.looseObject({ code: z.number(), msg: z.string().catch('') })
export type Answer = z.infer<typeof Answer>

/** The platform answered with a code other than 0. */
export function refused(api: string, answer: Answer, http: Http = { status: 200 }): FeishuError {
  const ruling = rule(answer.code)
  const waitMs = http.resetMs ?? ruling.waitMs
  return new FeishuError(`${api}: refused with ${answer.code}${wordsOf(answer.msg)}`, {
    code: answer.code,
    status: http.status,
    verdict: ruling.verdict,
    mayHaveHappened: ruling.mayHaveHappened ?? false,
    ...(waitMs === undefined ? {} : { waitMs }),
    ...(ruling.cure === undefined ? {} : { cure: ruling.cure }),
  })
}

/** No answer that can be read: nobody knows whether it happened. */
export function unanswered(
  api: string,
  what: string,
  more: { status?: number; mayHaveHappened?: boolean } = {},
) {
  const { status = null, mayHaveHappened = true } = more
  return new FeishuError(`${api}: ${what}`, { code: null, status, verdict: 'again', mayHaveHappened })
}

/** What we were asked to call cannot exist, so nothing was called: an id that is none, say. */
export function impossible(api: string, what: string): FeishuError {
  return new FeishuError(`${api}: ${what}`, {
    code: null,
    status: null,
    verdict: 'giveUp',
    mayHaveHappened: false,
  })
}

/** The same failure of what came before, and could not have done it. */
export function withoutEffect(error: FeishuError): FeishuError {
  const { code, status, verdict, waitMs, cure } = error
  const more = { ...(waitMs !== undefined && { waitMs }), ...(cure !== undefined && { cure }) }
  return new FeishuError(error.message, { code, status, verdict, mayHaveHappened: false, ...more })
}

/** What the platform would refuse with that code, seen before it was asked. */
export function unfit(api: string, code: number): FeishuError {
  return refused(api, { code, msg: 'not asked' })
}

/** The body of an answer as it can be read: who asks for bytes gets refusals as bytes, too. */
export function bodyOf(body: unknown): unknown {
  if (!(body instanceof Uint8Array) || body[0] !== BRACE) return body
  try {
    return JSON.parse(Buffer.from(body).toString())
  } catch {
    // Not JSON: then these bytes are what was asked for.
    return body
  }
}

const BRACE = '{'.charCodeAt(0)

/** Judges whatever the SDK threw. */
export function failureOf(api: string, thrown: unknown): FeishuError {
  const failure = HttpFailure.safeParse(thrown)
  if (failure.success) return httpFailure(api, failure.data)
  const token = /failed to get tenant_access_token, code: (\d+)/.exec(String(thrown))
  if (token) return refused(api, { code: Number(token[1]), msg: 'no token' })
  return unanswered(api, `unexpected ${thrown instanceof Error ? thrown.name : typeof thrown}`)
}

/** The platform's code for a file that is larger than may be downloaded. */
export const TOO_LARGE = 234037

type Http = { status: number; resetMs?: number }

const HttpFailure = z.looseObject({
  isAxiosError: z.literal(true),
  code: z.string().optional(),
  message: z.string().catch(''),
  config: z.looseObject({ url: z.string().catch('') }).optional(),
  response: z.looseObject({ status: z.number(), data: z.unknown(), headers: z.unknown() }).optional(),
})
type HttpFailure = z.infer<typeof HttpFailure>

function httpFailure(api: string, { code, message, config, response }: HttpFailure): FeishuError {
  // Without a token the call itself was never made.
  const mayHaveHappened = !config?.url.includes('/auth/v3/')
  if (!response && message.startsWith('maxContentLength')) return unfit(api, TOO_LARGE)
  if (!response) return unanswered(api, `no answer (${code ?? 'network'})`, { mayHaveHappened })
  const { status } = response
  const answer = Answer.safeParse(bodyOf(response.data))
  if (status >= 500 || !answer.success) return unanswered(api, `HTTP ${status}`, { status, mayHaveHappened })
  const resetMs = answer.data.code === GATEWAY_LIMIT ? resetOf(response.headers) : undefined
  return refused(api, answer.data, { status, ...(resetMs === undefined ? {} : { resetMs }) })
}

/** The gateway's limit: its header says how long to stay away. On any other answer it would speak of something else. */
export const GATEWAY_LIMIT = 99991400

function resetOf(headers: unknown): number | undefined {
  const parsed = z.looseObject({ 'x-ogw-ratelimit-reset': z.coerce.number().min(0) }).safeParse(headers)
  return parsed.success ? Math.max(100, parsed.data['x-ogw-ratelimit-reset'] * 1000) : undefined
}

/** The platform's words without what it quotes from the message. */
function wordsOf(msg: string): string {
  const words = cutTo(msg.split('ErrorValue')[0]?.trim() ?? '', 200)
  return words === '' ? '' : ` (${words})`
}
