import * as Lark from '@larksuiteoapi/node-sdk'
import type { Agent } from 'node:http'
import { z } from 'zod'
import type { Log } from '../ctx.ts'
import { cutTo } from '../cards/shortened.ts'

/** `feishu`, `lark` or the base URL of a sandbox. */
export type Domain = 'feishu' | 'lark' | (string & {})

/** The SDK's name for a domain; a base URL is used verbatim, so a slash at its end must go. */
export function sdkDomain(domain: Domain): string | Lark.Domain {
  if (domain === 'feishu') return Lark.Domain.Feishu
  if (domain === 'lark') return Lark.Domain.Lark
  return domain.replace(/\/+$/, '')
}

/** The SDK logs whole requests with their bodies; of these only messages and codes come through. */
export function sdkLogger(log: Log, level: 'debug' | 'warn') {
  const say = (...parts: unknown[]) =>
    log[level]({ sdk: parts.flat(3).map(harmless).join(' ') }, 'feishu sdk')
  const drop = () => undefined
  return { error: say, warn: say, info: drop, debug: drop, trace: drop }
}

const Named = z.looseObject({
  message: z.string().optional(),
  code: z.union([z.string(), z.number()]).optional(),
})

function harmless(part: unknown): string {
  if (typeof part === 'string') return cutTo(part, 200)
  const named = Named.safeParse(part)
  return named.success ? [named.data.message, named.data.code].filter((x) => x !== undefined).join(' ') : ''
}

/** An HTTP client as the SDK wants it, with the limits that the SDK's own lacks. */
export function sdkHttp(limits: {
  timeoutMs: number
  closing: AbortSignal
  agent: Agent | undefined
}): Lark.HttpInstance {
  // The platform wants a list as repeated keys, without brackets.
  const http = Lark.defaultHttpInstance.create({ maxRedirects: 0, paramsSerializer: { indexes: null } })
  // Otherwise it reads the environment by itself, and tunnels twice.
  Object.assign(http.defaults, { proxy: false, httpAgent: limits.agent, httpsAgent: limits.agent })
  http.interceptors.request.use((config) => {
    config.signal = AbortSignal.any([limits.closing, AbortSignal.timeout(config.timeout || limits.timeoutMs)])
    return config
  })
  http.interceptors.response.use((response) => response.data)
  // The interceptor above hands out the bare body, as the SDK expects; the types cannot know.
  return http as Lark.HttpInstance
}

/** The SDK's token cache, which otherwise is one for the whole process and never forgets a refused token. */
export function openTokenCache() {
  let inner = new Lark.DefaultCache()
  let generation = 0
  return {
    cache: {
      get: (...args: Parameters<Lark.Cache['get']>) => inner.get(...args),
      set: (...args: Parameters<Lark.Cache['set']>) => inner.set(...args),
    },
    generation: () => generation,
    /** Forgets the token, unless somebody has already fetched a newer one. */
    drop(seen: number): void {
      if (seen !== generation) return
      generation += 1
      inner = new Lark.DefaultCache()
    },
  }
}
