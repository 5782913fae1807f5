import type { FastifyReply } from 'fastify'
import type { Ctx } from '../../ctx.ts'
import { h, type Inner } from '../../html/element.ts'
import { PREFIX } from '../../pages/service.ts'
import type { Page, Viewer } from '../../pages/types.ts'
import type { Assets } from './assets.ts'
import type { Site } from './cookie.ts'
import { pageDocument } from './document.ts'
import type { Tries } from './tries.ts'

/** What the routes of the pages work with. */
export type Pages = {
  ctx: Ctx
  pages: readonly Page[]
  assets: Assets
  tries: Tries
  site(): Site
}

/** A page to be sent; `viewer` and `menu` belong together. */
export type Sent = {
  status?: number
  title: string
  body: Inner
  viewer?: { viewer: Viewer; menu: readonly Page[]; here: string } | null
}

/** Sends a page. */
export function sendPage({ assets, site }: Pages, reply: FastifyReply, sent: Sent): FastifyReply {
  const { status = 200, title, body, viewer = null } = sent
  const frame = {
    base: `${site().path}${PREFIX}/`,
    url: reply.request.url,
    assets: `assets/${assets.version}`,
    viewer: viewer && {
      name: viewer.viewer.name,
      menu: viewer.menu.map(({ name, path }) => ({ name, path, here: placeOf(viewer.here, path) })),
    },
  }
  return reply.code(status).type('text/html; charset=utf-8').send(pageDocument(frame, { title, body }))
}

/** Whether the page that is shown is this one, or lies below it. */
function placeOf(here: string, path: string): 'page' | 'true' | null {
  if (here === path) return 'page'
  return here.startsWith(`${path}/`) ? 'true' : null
}

/** A page that only says something. */
export function messagePage(
  pages: Pages,
  reply: FastifyReply,
  said: { status: number; title: string; text: string; further?: Inner; viewer?: Sent['viewer'] },
): FastifyReply {
  const { status, title, text, further = null, viewer = null } = said
  const body = h('div', { class: 'message' }, h('p', null, text), further)
  return sendPage(pages, reply, { status, title, body, viewer })
}
