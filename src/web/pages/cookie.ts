import type { FastifyReply, FastifyRequest } from 'fastify'
import { PREFIX, SESSION } from '../../pages/service.ts'

/** What the address that people know says about cookies. */
export type Site = {
  /** Such as `https://zhibu.example.edu.cn`. */
  origin: string
  /** The path before all pages: empty, or such as `/zhibu`. */
  path: string
}

/** Reads the public address. */
export function siteOf(publicUrl: string): Site {
  const { origin, pathname } = new URL(publicUrl)
  return { origin, path: pathname.replace(/\/+$/, '') }
}

/** The session that the browser shows; null without one. */
export function sessionIn({ cookies }: FastifyRequest, site: Site): string | null {
  return cookies[nameOf(site)] ?? null
}

export function keepSession(reply: FastifyReply, site: Site, secret: string): void {
  reply.setCookie(nameOf(site), secret, { ...scopeOf(site), maxAge: SESSION.total('seconds') })
}

export function dropSession(reply: FastifyReply, site: Site): void {
  reply.clearCookie(nameOf(site), scopeOf(site))
}

// A browser takes `__Host-` only for the whole host and over https, so that no neighbour can have set it.
function nameOf(site: Site): string {
  if (!isSecure(site)) return 'zhibu'
  return site.path === '' ? '__Host-zhibu' : '__Secure-zhibu'
}

function scopeOf(site: Site) {
  const path = isSecure(site) && site.path === '' ? '/' : `${site.path}${PREFIX}`
  return { path, httpOnly: true, sameSite: 'lax', secure: isSecure(site) } as const
}

function isSecure({ origin }: Site): boolean {
  return origin.startsWith('https:')
}
