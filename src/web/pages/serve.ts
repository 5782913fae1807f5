import cookie from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import type { Ctx } from '../../ctx.ts'
import { messageOf } from '../../errors.ts'
import { PREFIX } from '../../pages/service.ts'
import type { Page } from '../../pages/types.ts'
import { type Assets, openAssets } from './assets.ts'
import { statusOf } from '../status.ts'
import { siteOf } from './cookie.ts'
import { enterRoutes } from './enter.ts'
import { messagePage, type Pages } from './answer.ts'
import { visitRoutes } from './visit.ts'
import { openTries } from './tries.ts'
import { words } from './words.ts'

/** Everything comes from the site itself; `data:` is the empty icon that keeps browsers from asking for one. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** With `no-referrer` a browser would hide from us that a form was sent by our own page. */
const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** No page takes more than an empty form. */
const BODY_LIMIT = 1024

/** Serves the pages below their prefix: links are exchanged, sessions looked up, and each page asks who may open it. */
export async function servePages(
  web: FastifyInstance,
  { ctx, pages }: { ctx: Ctx; pages: readonly Page[] },
): Promise<void> {
  const assets = openAssets()
  const what: Pages = {
    ctx,
    pages,
    assets,
    tries: openTries(ctx.elapsed),
    site: () => siteOf(addressOf(ctx)),
  }
  const { path } = siteOf(ctx.publicUrl ?? 'http://localhost')
  await web.register(
    (scope, _options, done) => {
      void scope.register(cookie)
      scope.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS))
      takeEmptyForms(scope)
      scope.setErrorHandler(async (error, _request, reply) => {
        const status = statusOf(error)
        const [title, text] = status < 500 ? words.malformed : words.failed
        if (status >= 500) ctx.log.error({ err: messageOf(error) }, 'page')
        return messagePage(what, reply, { status, title, text })
      })
      assetRoutes(scope, assets)
      enterRoutes(scope, what)
      visitRoutes(scope, what)
      done()
    },
    { prefix: `${path}${PREFIX}` },
  )
}

function takeEmptyForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { bodyLimit: BODY_LIMIT, parseAs: 'buffer' }, (_request, _body, parsed) =>
    parsed(null),
  )
}

function addressOf({ publicUrl }: Ctx): string {
  if (publicUrl === null) throw new Error('a page is asked for, and there is no public address')
  return publicUrl
}

function assetRoutes(scope: FastifyInstance, assets: Assets): void {
  scope.get<{ Params: { version: string; name: string } }>(
    '/assets/:version/:name',
    async (request, reply) => {
      const found = await assets.find(request.params.version, request.params.name)
      if (found === null) return reply.code(404).send('not found')
      return reply
        .type(found.type)
        .headers({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'gzip' })
        .send(found.body)
    },
  )
}
