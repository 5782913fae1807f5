import fastify from 'fastify'
import { registry } from '../../src/router.ts'
import { servePages } from '../../src/web/pages/serve.ts'
import { aLife } from '../support/a-life.ts'

export const PUBLIC = 'https://zhibu.example.edu.cn'
/** The organiser, who may see all; the secretary of B10; one of its members; the secretary of another branch. */
export const [ADMIN, SECRETARY, MEMBER, OTHER] = ['M0142', 'M0213', 'M0230', 'M0001'] as const

type Over = Parameters<typeof aLife>[0] & { publicUrl?: string }

/** The demo college and its pages; requests are made without a network. */
export async function aSite({ publicUrl = PUBLIC, ...over }: Over = {}) {
  await using opening = new AsyncDisposableStack()
  const life = opening.use(await aLife({ only: ['A047'], ...over }))
  life.ctx.publicUrl = publicUrl
  const web = fastify({ trustProxy: ['loopback'] })
  opening.defer(() => web.close())
  await servePages(web, { ctx: life.ctx, pages: registry.pages })
  const { origin } = new URL(publicUrl)
  const get = (url: string, headers: Record<string, string> = {}) => web.inject({ url, headers })
  const post = (url: string, headers: Record<string, string> = {}) =>
    web.inject({ method: 'POST', url, headers: { origin, ...headers } })
  /** Presses 查看明细 and reads the link from the card that came. */
  const linkFor = async (who: string, to = '/me') => {
    const toast = await life.press(who, 'pages.details', { data: { to } })
    await life.settle()
    return { toast, path: lastLink(life.sent) }
  }
  /** The cookie of a browser in which somebody has opened a link. */
  const signIn = async (who: string, to = '/me') => {
    const { path } = await linkFor(who, to)
    const answer = await post(path)
    const [cookie] = answer.cookies
    if (cookie === undefined) throw new Error(`no cookie: ${answer.statusCode}`)
    return { cookie: `${cookie.name}=${cookie.value}` }
  }
  const opened = opening.move()
  return {
    ...{ life, web, get, post, linkFor, signIn },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** The path of the newest link that was sent. */
export function lastLink(sent: readonly unknown[]): string {
  const urls = [...JSON.stringify(sent).matchAll(/default_url\\*":\\*"([^"\\]+)/g)].map(([, url]) => url)
  const last = urls.at(-1)
  if (last === undefined) throw new Error('no link was sent')
  return new URL(last).pathname
}
