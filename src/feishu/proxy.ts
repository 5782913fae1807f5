import type { Agent } from 'node:http'
import { HttpsProxyAgent } from 'https-proxy-agent'

/** As Node keeps connections itself: one that idles is no longer trusted after five seconds. */
const KEPT = { keepAlive: true, scheduling: 'lifo', timeout: 5_000 } as const

/**
 * An agent that reaches every address by a tunnel through this proxy; undefined without one. The same one serves calls
 * and the long connection.
 */
export function openProxyAgent(proxy: string | null): Agent | undefined {
  return proxy === null ? undefined : new HttpsProxyAgent(proxy, KEPT)
}
