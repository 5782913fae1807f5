import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { transact } from '../../db/transact.ts'
import { h } from '../../html/element.ts'
import { ENTER, endSession, exchangeLink, linkState, PREFIX } from '../../pages/service.ts'
import type { LinkState } from '../../pages/types.ts'
import { messagePage, type Pages } from './answer.ts'
import { dropSession, keepSession, sessionIn, type Site } from './cookie.ts'
import { words } from './words.ts'

type WithToken = { Params: { token: string } }

/** A link is looked at as often as anybody likes, and used by the press on the page that it shows: previews press nothing. */
export function enterRoutes(scope: FastifyInstance, pages: Pages): void {
  const { ctx, tries } = pages
  scope.get<WithToken>(`${ENTER}/:token`, async (request, reply) => {
    if (tries.tooMany(request.ip)) return tooMany(pages, reply)
    const { token } = request.params
    const state = await transact(ctx, (tx) => linkState(ctx, tx, token))
    if (state !== 'open') return refuse(pages, { request, reply, state })
    const form = h(
      'form',
      { method: 'post', action: `${ENTER.slice(1)}/${token}` },
      h('button', null, words.open),
    )
    return messagePage(pages, reply, {
      status: 200,
      title: words.enterTitle,
      text: words.enterText,
      further: form,
    })
  })
  scope.post<WithToken>(`${ENTER}/:token`, async (request, reply) => {
    if (!isOwn(request, pages.site())) return foreign(pages, reply)
    if (tries.tooMany(request.ip)) return tooMany(pages, reply)
    const before = sessionIn(request, pages.site())
    const outcome = await transact(ctx, async (tx) => {
      const exchanged = await exchangeLink(ctx, tx, request.params.token)
      if (exchanged.ok && before !== null) await endSession(tx, before)
      return exchanged
    })
    if (!outcome.ok) return refuse(pages, { request, reply, state: outcome.state })
    keepSession(reply, pages.site(), outcome.session)
    return reply.redirect(`${pages.site().path}${PREFIX}${outcome.target}`, 303)
  })
  scope.post('/out', async (request, reply) => {
    if (!isOwn(request, pages.site())) return foreign(pages, reply)
    const session = sessionIn(request, pages.site())
    if (session !== null) await transact(ctx, (tx) => endSession(tx, session))
    dropSession(reply, pages.site())
    return messagePage(pages, reply, { status: 200, title: words.leftTitle, text: words.leftText })
  })
}

/** Whether one of our own pages sent this: another site cannot act with the reader’s session. */
function isOwn({ headers }: FastifyRequest, site: Site): boolean {
  if (headers.origin !== undefined && headers.origin !== 'null') return headers.origin === site.origin
  return headers['sec-fetch-site'] === 'same-origin'
}

type Refused = { request: FastifyRequest; reply: FastifyReply; state: Exclude<LinkState, 'open'> }

function refuse(pages: Pages, { request, reply, state }: Refused): FastifyReply {
  if (state === 'unknown') pages.tries.wrong(request.ip)
  const [title, text] = words.states[state]
  return messagePage(pages, reply, {
    status: state === 'unknown' ? 404 : 410,
    title,
    text,
    further: h('p', null, words.again),
  })
}

function foreign(pages: Pages, reply: FastifyReply): FastifyReply {
  return messagePage(pages, reply, { status: 403, title: words.foreignTitle, text: words.foreignText })
}

function tooMany(pages: Pages, reply: FastifyReply): FastifyReply {
  return messagePage(pages, reply, { status: 429, title: words.manyTitle, text: words.manyText })
}
