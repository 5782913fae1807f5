/** The outgoing proxies, by the scheme of the address that is asked for, and the hosts that are reached without. */
export type Proxies = { https: string | null; http: string | null; except: string[] }

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

/** The hosts of NO_PROXY. */
export function readExceptions(text = ''): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

/** The proxy that stands before an address, or null; this machine itself is always reached directly. */
export function proxyFor({ https, http, except }: Proxies, address: string): string | null {
  const { protocol, hostname, port } = new URL(address)
  const proxy = /^(?:https|wss):$/.test(protocol) ? https : http
  if (proxy === null || LOOPBACK.test(hostname)) return null
  return except.some((rule) => isMeant(rule, { hostname, port })) ? null : proxy
}

/** `example.com` and `.example.com` mean the host and all below it, `*` everything; a port narrows a rule. */
function isMeant(rule: string, { hostname, port }: { hostname: string; port: string }): boolean {
  if (rule === '*') return true
  const [, host = '', only] = /^(.*?)(?::(\d+))?$/.exec(rule.toLowerCase()) ?? []
  if (only !== undefined && only !== port) return false
  const bare = host.replace(/^\*?\./, '')
  return hostname === bare || hostname.endsWith(`.${bare}`)
}
