import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { h } from '../../html/element.ts'
import { pageAt, PREFIX, viewerBy } from '../../pages/service.ts'
import type { Opened, Page, Viewer } from '../../pages/types.ts'
import { messagePage, type Pages, sendPage } from './answer.ts'
import { dropSession, sessionIn } from './cookie.ts'
import { words } from './words.ts'

type Visit = { viewer: Viewer; menu: Page[]; here: string; opened: Opened }

/** Every page is asked for anew, and read in one transaction with the rights of that moment. */
export function visitRoutes(scope: FastifyInstance, pages: Pages): void {
  const { ctx } = pages
  scope.get('/*', async (request, reply) => {
    const started = ctx.elapsed()
    const session = sessionIn(request, pages.site())
    const address = addressIn(request.url, `${pages.site().path}${PREFIX}`)
    const visit =
      session === null ? null : await transact(ctx, (tx) => visitBy(pages, tx, { session, address }))
    const { here = null, viewer } = visit ?? {}
    ctx.log.info({ page: here, who: viewer?.who ?? null, ms: Math.round(ctx.elapsed() - started) }, 'page')
    return visit === null ? askToSignIn(pages, reply, session !== null) : answer(pages, reply, visit)
  })
}

/** What follows the prefix. */
function addressIn(url: string, prefix: string): string {
  const rest = url.slice(prefix.length)
  return rest.startsWith('/') ? rest : `/${rest}`
}

async function visitBy(
  { ctx, pages }: Pages,
  tx: Tx,
  { session, address }: { session: string; address: string },
): Promise<Visit | null> {
  const viewer = await viewerBy(ctx, tx, session)
  if (viewer === null) return null
  const menu: Page[] = []
  for (const page of pages) {
    if (page.inMenu && (await page.mayOpen(ctx, tx, { viewer, input: {} }))) menu.push(page)
  }
  const [home] = menu
  const at = pageAt(pages, /^\/(?:\?|$)/.test(address) && home !== undefined ? home.path : address)
  if (at === null) return { viewer, menu, here: '', opened: { ok: false, refusal: 'unknown' } }
  const opened = await at.page.open(ctx, tx, { viewer, input: at.given })
  return { viewer, menu, here: at.page.path, opened }
}

function answer(pages: Pages, reply: FastifyReply, visit: Visit): FastifyReply {
  const { opened } = visit
  if (opened.ok) return sendPage(pages, reply, { ...opened.shown, viewer: visit })
  const [title, text] = words.refusals[opened.refusal]
  const status = opened.refusal === 'mayNot' ? 403 : 404
  const further = h('p', null, h('a', { href: './' }, words.home))
  return messagePage(pages, reply, { status, title, text, further, viewer: visit })
}

function askToSignIn(pages: Pages, reply: FastifyReply, hadSession: boolean): FastifyReply {
  if (hadSession) dropSession(reply, pages.site())
  return messagePage(pages, reply, { status: 401, title: words.signInTitle, text: words.signInText })
}
