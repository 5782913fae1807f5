import * as Lark from '@larksuiteoapi/node-sdk'
import type { Log } from '../../ctx.ts'
import { Answer, bodyOf, FeishuError, failureOf, refused, unanswered } from '../errors.ts'
import { openProxyAgent } from '../proxy.ts'
import { type Domain, openTokenCache, sdkDomain, sdkHttp, sdkLogger } from '../sdk.ts'

/** The calls that the bot makes; budgets are kept for each. */
export type Api =
  | 'send'
  | 'reply'
  | 'patch'
  | 'recall'
  | 'bot_info'
  | 'chats'
  | 'members'
  | 'users'
  | 'resource'
  | 'image'
  | 'file'

export type Request = {
  api: Api
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  url: string
  params?: Record<string, unknown>
  data?: Record<string, unknown>
  headers?: Record<string, string>
  /** The answer is bytes: then it comes as `bytes`. */
  responseType?: 'arraybuffer'
  /** Bytes; what is larger is refused while it comes in. */
  maxContentLength?: number
  /** Milliseconds, for what is larger than words. */
  timeout?: number
}

/** How a call ended, for the metrics; `code` is null when no readable answer came. */
export type CallEnd = { api: Api; code: number | null; ms: number }

export type CallOptions = {
  appId: string
  appSecret: string
  domain: Domain
  /** The outgoing proxy on the way to the platform. */
  proxy?: string | null
  log: Log
  elapsed(): number
  onCall?: (end: CallEnd) => void
  timeoutMs?: number
}

export type Call = (request: Request) => Promise<Answer>

const TOKEN_REFUSED = 99991663

/** The one way to the platform: limits in time, every code judged, one retry with a fresh token. */
export function openCall(options: CallOptions, closing: AbortSignal): Call {
  const { appId, appSecret, domain, timeoutMs = 10_000 } = options
  const tokens = openTokenCache()
  const client = new Lark.Client({
    appId,
    appSecret,
    domain: sdkDomain(domain),
    cache: tokens.cache,
    httpInstance: sdkHttp({ timeoutMs, closing, agent: openProxyAgent(options.proxy ?? null) }),
    logger: sdkLogger(options.log, 'debug'),
    loggerLevel: Lark.LoggerLevel.error,
  })
  return async (request) => {
    const generation = tokens.generation()
    try {
      return await timed(options, request, () => ask(client, request))
    } catch (error) {
      if (!(error instanceof FeishuError) || error.code !== TOKEN_REFUSED) throw error
      tokens.drop(generation)
      return await timed(options, request, () => ask(client, request))
    }
  }
}

async function ask(client: Lark.Client, { api, ...request }: Request): Promise<Answer> {
  let body: unknown
  try {
    body = await client.request(request)
  } catch (thrown) {
    throw failureOf(api, thrown)
  }
  const answer = Answer.safeParse(bodyOf(body))
  // A picture is no JSON; a refusal is, whatever was asked for.
  if (body instanceof Uint8Array && !answer.success) return { code: 0, msg: '', bytes: body }
  if (!answer.success) throw unanswered(api, 'the answer is not the platform’s', { status: 200 })
  if (answer.data.code !== 0) throw refused(api, answer.data)
  return answer.data
}

async function timed(options: CallOptions, { api }: Request, work: () => Promise<Answer>): Promise<Answer> {
  const started = options.elapsed()
  let code: number | null = null
  try {
    const answer = await work()
    code = answer.code
    return answer
  } catch (error) {
    if (error instanceof FeishuError) code = error.code
    throw error
  } finally {
    const end = { api, code, ms: Math.round(options.elapsed() - started) }
    options.log.debug(end, 'feishu call')
    options.onCall?.(end)
  }
}
