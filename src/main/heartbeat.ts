import http from 'node:http'
import https from 'node:https'
import { type Proxies, proxyFor } from '../../config/proxy.ts'
import type { Log } from '../ctx.ts'
import { messageOf } from '../errors.ts'
import { openProxyAgent } from '../feishu/proxy.ts'
import { type Parts, readiness } from '../web/health.ts'

export type Heart = { url: string | null; parts: Parts; proxies: Proxies; log: Log }

/** Reports each sound minute, as `/ready` sees it, to a dead-man's switch; without an address it does nothing. */
export function heartbeatTo(opts: Heart): () => Promise<void> {
  const { url, parts, proxies, log } = opts
  return async () => {
    if (url === null) return
    const verdict = await readiness(parts)
    if (!verdict.sound) return log.warn(verdict.parts, 'not sound: no heartbeat')
    try {
      await call(url, openProxyAgent(proxyFor(proxies, url)))
    } catch (thrown) {
      log.warn({ err: messageOf(thrown) }, 'heartbeat not delivered')
    }
  }
}

function call(url: string, agent: http.Agent | undefined): Promise<void> {
  const { get } = url.startsWith('https:') ? https : http
  const signal = AbortSignal.timeout(5_000)
  return new Promise((resolve, reject) => {
    get(url, { agent, signal }, (answer) => {
      answer.resume()
      resolve()
    }).on('error', reject)
  })
}
